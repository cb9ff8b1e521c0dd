import type { Lang } from '@guichet/policy'
import { readInstant, type CustomerTicketPage, type CustomerTicketRow } from '@guichet/protocol'
import { say } from '@guichet/policy/words/fill'
import { instantInWords } from '@guichet/policy/words/formats'
import type { LetterView, TicketView } from '#portal/pages/ticket.tsx'
import type { TicketLine } from '#portal/pages/tickets.tsx'
import { textsIn } from '#portal/texts/texts.ts'
import type { Visitor } from './visitor.ts'

/** A line of the list: its promise in words, with the instant it is due. */
export function lineOf(row: CustomerTicketRow, visitor: Visitor, zone: string): TicketLine {
  const { due } = row
  return {
    number: row.number, subject: row.subject, state: row.state, openedAt: readInstant(row.openedAt), late: due?.late === true && due.bond === 'guaranteed',
    ...(due ? { promise: promiseIn(due, visitor, zone) } : {}),
  }
}

/** What is due and when; past it, what it is called: only a guarantee is missed (TERM-02). */
function promiseIn(due: NonNullable<CustomerTicketRow['due']>, { lang, now }: Visitor, zone: string): string {
  const t = textsIn(lang)
  const when = instantInWords(readInstant(due.dueAt), { zone, lang, now })
  const passed = due.late ? ` ${due.bond === 'guaranteed' ? t.lateNow : t.missedNow}` : ''
  return `${due.label[lang] ?? due.target} · ${when}${passed}`
}

/** Sizes of files as people read them. */
export function sizeInWords(bytes: number, lang: Lang): string {
  const t = textsIn(lang)
  return bytes < 1_048_576 ? t.kilobytes(Math.max(1, Math.round(bytes / 1024))) : t.megabytes(Math.round(bytes / 104_857.6) / 10)
}

function letterOf(message: CustomerTicketPage['messages'][number], visitor: Visitor): LetterView {
  const t = textsIn(visitor.lang)
  const mine = message.author.kind === 'contact' && message.author.id === visitor.contact?.id
  return {
    id: message.id, mine, automatic: message.automatic, at: readInstant(message.at), text: message.text,
    author: message.author.name ?? (message.author.kind === 'contact' ? visitor.contact?.customer.name : undefined) ?? t.support,
    ...(message.foldAt === null ? {} : { quotedFrom: message.foldAt }),
    ...(message.language !== null && message.language !== visitor.lang ? { language: message.language } : {}),
    attachments: message.attachments.filter((file) => !file.inline).map((file) => ({
      href: `/${visitor.provider.slug}/${visitor.lang}/attachments/${file.id}`, name: file.name, size: sizeInWords(file.size, visitor.lang),
    })),
  }
}

/** What the page says of a ticket beside its state, in the policy's own labels. */
function factsOf(page: CustomerTicketPage, { lang, policy }: Visitor): TicketView['facts'] {
  const named = (fact: string, value: string | null) => {
    const declared = value === null ? undefined : policy?.facts.get(fact)
    const option = declared?.options.find((one) => one.value === value)
    return policy && declared && option ? [{ label: say(declared.label, policy, lang), value: say(option.label, policy, lang) }] : []
  }
  return [
    ...(page.service === null ? [] : [{ label: textsIn(lang).serviceLabel, value: page.service }]),
    ...named('kind', page.kind), ...named('priority', page.decision.priority), ...named('tier', page.decision.tier),
  ]
}

/** A ticket as its page shows it. */
export function ticketView(page: CustomerTicketPage, visitor: Visitor, more: Pick<TicketView, 'key' | 'draft' | 'notice' | 'welcome'>): TicketView {
  const may = (act: string) => page.acts.some((one) => one.act === act && one.allowed)
  const whyNot = page.acts.find((one) => one.act === 'reply')?.detail ?? undefined
  const open = page.clocks.filter((clock) => clock.state !== 'cancelled')
  return {
    number: page.number, subject: page.subject, state: page.state, openedAt: readInstant(page.openedAt), zone: visitor.policy?.zone ?? 'UTC',
    facts: factsOf(page, visitor),
    clocks: open, decision: { sentence: page.decision.words.headline, clauses: page.decision.clauses.map((clause) => clause.id) },
    letters: page.messages.map((message) => letterOf(message, visitor)),
    may: { reply: may('reply') && page.state !== 'solved', solve: may('solve'), reopen: page.state === 'solved' && may('reopen'), ...(whyNot === undefined ? {} : { whyNot }) },
    ...more,
  }
}
