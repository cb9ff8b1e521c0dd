import type { TakenBack } from '@guichet/protocol'
import { ask, newKey, type Answer } from '../../api/client.ts'
import { paths } from '../../api/paths.ts'
import { shared } from '../../parts/shared.ts'
import { now } from '../../time.ts'

/** Answers of this page that may still be taken back, the latest last. They outlive the ticket that they were written in. */
export interface Held { readonly number: number; readonly messageId: string; readonly leavesAt: number }

const held = shared<readonly Held[]>([])

/** An answer was sent, and leaves later. */
export function hold(one: Held): void {
  held.set([...held.get().filter(({ leavesAt }) => leavesAt > now()), one])
}

/** It has left, or does not leave. */
export function release(messageId: string): void {
  held.set(held.get().filter((one) => one.messageId !== messageId))
}

/** Takes it back, once however often it is asked. */
export async function takeBack({ number, messageId }: Pick<Held, 'number' | 'messageId'>): Promise<Answer<TakenBack>> {
  const answer = await ask<TakenBack>(paths.takeBack(number, messageId), { method: 'POST', key: newKey() })
  if (answer.ok || answer.refusal.status < 500) release(messageId)
  return answer
}

export const useHeld = held.use
