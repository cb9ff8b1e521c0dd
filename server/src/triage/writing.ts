import type { Desk } from '#policies/policies.ts'
import type { Actor, NewMessage, StoredAttachment } from '#tickets/tickets.ts'
import { findUploads } from './uploads.ts'

/** Text and files of somebody who writes on our pages or through the API. */
export interface Written {
  readonly text: string
  /** Ids of uploads of the same owner. */
  readonly attachments: readonly string[]
  /** Who uploaded them: `agent:<id>`, `contact:<id>`, `token:<id>`. */
  readonly owner: string
}

/** A message to be written; undefined when it names a file that is not its writer's. */
export async function messageFrom(
  desk: Desk, providerId: string, at: number, author: Actor, written: Written, visibility: 'public' | 'internal', channel: string,
): Promise<NewMessage | undefined> {
  const attachments: StoredAttachment[] | undefined = await findUploads(desk, providerId, written.owner, written.attachments)
  return attachments && { id: desk.ids.next(), at, author, visibility, automatic: false, channel, text: written.text, attachments }
}

/** The channel of what agents write in the workspace: none of the policy's. */
export const deskChannel = 'desk'
