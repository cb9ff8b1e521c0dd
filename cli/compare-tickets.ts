import { diffAnswers, type AnswerDifference } from '@guichet/policy/diff/answers'
import { answerDifferenceInWords } from '@guichet/policy/diff/answers-words'
import type { Lang, Words } from '@guichet/policy/model'
import type { Policy } from '@guichet/policy/policy'
import { thin, typeset } from '@guichet/policy/words/typography'
import type { RecordedRequest } from '#desk/desk.ts'

/** What becomes of tickets under another policy, newest first. */
export interface ComparedTickets {
  compared: number
  /** Those to which both policies answer the same. */
  same: number
  changed: { number: number; differences: AnswerDifference[] }[]
  /** Those that the new policy cannot decide from what was recorded, and why. */
  unread: { number: number; why: Words }[]
}

/** A ticket as a line of `policy ask` and `policy diff --requests`. */
export function lineOf({ number, at, facts }: RecordedRequest): Record<string, unknown> {
  return { id: `#${number}`, at: Temporal.Instant.fromEpochMilliseconds(at).toString(), facts }
}

/** Adds some tickets to what was compared. */
export function compareTickets(old: Policy, now: Policy, tickets: readonly RecordedRequest[], told: ComparedTickets): void {
  const answers = diffAnswers(old, now, tickets.map(lineOf))
  for (const { index, error, differences } of answers) {
    const { number } = tickets[index]!
    const why = error?.message ?? differences.find(({ key }) => key === 'problem')?.after
    told.compared += 1
    if (why) told.unread.push({ number, why })
    else if (differences.length > 0) told.changed.push({ number, differences })
    else told.same += 1
  }
}

const words = {
  fr: {
    none: 'Aucun ticket à comparer.', changed: 'Tickets dont la réponse change', nobody: 'La réponse ne change pour aucun ticket.', unread: 'Tickets que la nouvelle version ne sait pas relire',
    same: (same: number, of: number) => `Rien ne change pour ${same} ${same > 1 ? 'tickets' : 'ticket'} sur ${of}.`,
  },
  en: {
    none: 'No ticket to compare.', changed: 'Tickets whose answer changes', nobody: 'The answer changes for no ticket.', unread: 'Tickets that the new version cannot read again',
    same: (same: number, of: number) => `Nothing changes for ${same} of ${of} ${of > 1 ? 'tickets' : 'ticket'}.`,
  },
} as const

/** The same in lines: whose answers change and how, who cannot be decided and why, for how many nothing changes. */
export function ticketsInText({ compared, same, changed, unread }: ComparedTickets, lang: Lang): string[] {
  const say = words[lang]
  const colon = lang === 'fr' ? `${thin}:` : ':'
  if (compared === 0) return [say.none]
  return [
    ...(changed.length === 0 ? [say.nobody] : [`${say.changed}${colon}`, ...changed.flatMap(({ number, differences }) => [`Ticket ${number}`, ...differences.map((one) => `  ${answerDifferenceInWords(one, lang)}`)])]),
    ...(unread.length === 0 ? [] : [`${say.unread}${colon}`, ...unread.flatMap(({ number, why }) => [`Ticket ${number}`, `  ${why[lang]}`])]),
    typeset(say.same(same, compared), lang),
  ]
}
