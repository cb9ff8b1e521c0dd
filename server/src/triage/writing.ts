import type { Letter } from '#outbox/outbox.ts'
import type { Desk } from '#policies/policies.ts'
import type { Actor, LoadedTicket, NewMessage, StoredAttachment } from '#tickets/tickets.ts'
import type { Refusal } from './act.ts'
import { findUploads } from './uploads.ts'

/** Text and files of somebody who writes on our pages or through the API. */
export interface Written {
  readonly text: string
  /** Ids of uploads of the same owner. */
  readonly attachments: readonly string[]
  /** Who uploaded them: `agent:<id>`, `contact:<id>`, `token:<id>`. */
  readonly owner: string
}

/** The text for one ticket of many, made as it is found; or why there is none for it. */
export type Wording = (loaded: LoadedTicket, inside: Desk) => Promise<Written | Refusal>

/** What is said in this ticket: the same in every one, or made for it. */
export async function wordsFor(said: Written | Wording, loaded: LoadedTicket, inside: Desk): Promise<Written | Refusal> {
  return typeof said === 'function' ? said(loaded, inside) : said
}

/** The same of an act that may be done without a word. */
export async function textFor(said: string | Wording | undefined, loaded: LoadedTicket, inside: Desk): Promise<{ readonly text: string } | Refusal | undefined> {
  return typeof said === 'function' ? said(loaded, inside) : said === undefined ? undefined : { text: said }
}

/** Letters that do not leave before then. */
export const held = (letters: readonly Letter[], leavesAt: number | undefined): readonly Letter[] => (leavesAt === undefined ? letters : letters.map((letter) => ({ ...letter, notBefore: leavesAt })))

/** A message to be written; undefined when it names a file that is not its writer's. */
export async function messageFrom(
  desk: Desk, providerId: string, at: number, author: Actor, written: Written, visibility: 'public' | 'internal', channel: string,
): Promise<NewMessage | undefined> {
  const attachments: StoredAttachment[] | undefined = await findUploads(desk, providerId, written.owner, written.attachments)
  return attachments && { id: desk.ids.next(), at, author, visibility, automatic: false, channel, text: written.text, attachments }
}

/** The channel of what agents write in the workspace: none of the policy's. */
export const deskChannel = 'desk'
