import type { TakenBack } from '@guichet/protocol'
import { useSyncExternalStore } from 'react'
import { ask, newKey, type Answer } from '../../api/client.ts'
import { paths } from '../../api/paths.ts'
import { now } from '../../time.ts'

/** Answers of this page that may still be taken back, the latest last. They outlive the ticket that they were written in. */
export interface Held { readonly number: number; readonly messageId: string; readonly leavesAt: number }

let held: readonly Held[] = []
const listeners = new Set<() => void>()

function set(next: readonly Held[]): void {
  held = next
  for (const listener of listeners) listener()
}

/** An answer was sent, and leaves later. */
export function hold(one: Held): void {
  set([...held.filter(({ leavesAt }) => leavesAt > now()), one])
}

/** It has left, or does not leave. */
export function release(messageId: string): void {
  set(held.filter((one) => one.messageId !== messageId))
}

/** Takes it back, once however often it is asked. */
export async function takeBack({ number, messageId }: Pick<Held, 'number' | 'messageId'>): Promise<Answer<TakenBack>> {
  const answer = await ask<TakenBack>(paths.takeBack(number, messageId), { method: 'POST', key: newKey() })
  if (answer.ok || answer.refusal.status < 500) release(messageId)
  return answer
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

export const useHeld = () => useSyncExternalStore(subscribe, () => held)
