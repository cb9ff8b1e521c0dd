/** What is kept for a time, how long we propose, and the bounds. Days; words for people are in `words.ts`. */
export const retentionKinds = {
  /** Words of closed tickets: their figures stay. */
  tickets: { days: 1_826, least: 30, most: 3_653 },
  /** Files that messages of closed tickets carry. */
  attachments: { days: 365, least: 1, most: 3_653 },
  /** Mails as they came, once they were read. */
  raw_mails: { days: 365, least: 1, most: 3_653 },
  /** Requests that became no ticket. */
  requests: { days: 365, least: 1, most: 3_653 },
  /** Letters that left, with their words; that they left stays. */
  letters: { days: 365, least: 1, most: 3_653 },
  /** Machines (IP addresses) from which requests were sent and sessions opened. */
  machines: { days: 365, least: 30, most: 365 },
  /** Sessions after their end. */
  sessions: { days: 30, least: 1, most: 365 },
  /** Who of the provider read what: between six months and a year (CNIL 2021-122). */
  access_log: { days: 365, least: 183, most: 365 },
  drafts: { days: 30, least: 1, most: 30 },
  uploads: { days: 1, least: 1, most: 30 },
  /** Archives ready to be fetched. */
  archives: { days: 7, least: 1, most: 31 },
  /** What was asked of people's data and what became of it. */
  register: { days: 1_826, least: 1_096, most: 3_653 },
  /** People who left their customer, erased after that. */
  former_contacts: { days: 1_096, least: 30, most: 3_653 },
} as const satisfies Record<string, { days: number; least: number; most: number }>

export type RetentionKind = keyof typeof retentionKinds

/** Whether something is kept for a time of its own under this name. */
export function isRetentionKind(text: string): text is RetentionKind {
  return Object.hasOwn(retentionKinds, text)
}
