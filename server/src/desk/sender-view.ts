import type { MessageView } from '@guichet/protocol'
import { writeInstant } from '@guichet/protocol'

type Sender = NonNullable<MessageView['sender']>

/** A sender as it is kept: the same, with the instant of its proof as a number. */
export type KeptSender = Omit<Sender, 'verdict'> & { readonly verdict: (Omit<NonNullable<Sender['verdict']>, 'at'> & { readonly at: number }) | null }

/** A kept sender as agents are shown it. */
export function senderView(kept: KeptSender): Sender {
  const { verdict } = kept
  return { ...kept, verdict: verdict && { ...verdict, at: writeInstant(verdict.at) } }
}
