import type { Lang } from '@guichet/policy'
import { readInstant, type CustomerTicketPage } from '@guichet/protocol'
import { say } from '@guichet/policy/words/fill'
import { instantInWords, wallAt } from '@guichet/policy/words/formats'
import type { LetterView, TicketView } from '#portal/pages/ticket.tsx'
import type { TicketLine } from '#portal/pages/tickets.tsx'
import { textsIn } from '#portal/texts/texts.ts'
import { askingTexts } from '#portal/texts/areas/asking.ts'
import { targetLabel } from '#desk/desk.ts'
import type { CustomerRecord, ListedTicket } from '#desk/desk.ts'
import type { Desk } from '#policies/policies.ts'
import { namedInstant } from './instants.ts'
import type { SignedVisitor } from './own-page.ts'
import type { Visitor } from './visitor.ts'

/** What is promised of a listed request: in the words of its policy, and whether its time has passed. */
export async function promiseOf(desk: Desk, { due }: Pick<ListedTicket, 'due'>, { provider, lang, now }: Pick<Visitor, 'provider' | 'lang' | 'now'>) {
  if (!due) return undefined
  const policy = await desk.policies.version(provider.id, due.policyVersion)
  return { label: targetLabel(policy, due.target)[lang] ?? due.target, dueAt: due.dueAt, late: due.lateAt !== null && now > due.lateAt, bond: due.bond }
}

/** A line of the list: its promise in words, with the instant it is due. */
export async function lineOf(desk: Desk, row: ListedTicket, visitor: SignedVisitor, zone: string): Promise<TicketLine> {
  const due = await promiseOf(desk, row, visitor)
  return {
    number: row.number, subject: row.subject, state: row.state, openedAt: row.opened_at, late: due?.late === true && due.bond === 'guaranteed', unread: row.unread,
    ...(row.service === null ? {} : { service: row.service }), ...(row.contact === null ? {} : { who: row.contact_id === visitor.contact.id ? textsIn(visitor.lang).you : row.contact }),
    ...(due ? { promise: promiseIn(due, visitor, zone) } : {}),
  }
}

/** What is due and when; past it, what it is called: only a guarantee is missed (TERM-02). */
function promiseIn(due: { label: string; dueAt: number; late: boolean; bond: string }, { lang, now, readerZone }: Visitor, zone: string): string {
  const t = textsIn(lang)
  const passed = due.late ? ` ${due.bond === 'guaranteed' ? t.lateNow : t.missedNow}` : ''
  return `${due.label} · ${instantInWords(due.dueAt, { zone, lang, now, readerZone })}${passed}`
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
    ...page.fields.map(({ label, words, type, value }) => ({ label, value: words, ...(type === 'link' && typeof value === 'string' && /^https?:\/\//.test(value) ? { href: value } : {}) })),
  ]
}

/** Who changed a request, as its customer is told. */
function changeOf({ at, what, by }: CustomerRecord['changes'][number], { lang, contact }: Visitor): TicketView['history'][number] {
  const t = askingTexts(lang)
  const who = by.kind === 'contact' ? (by.id !== null && by.id === contact?.id ? t.byYou : by.name === null ? '' : t.byPerson(by.name)) : by.kind === 'agent' ? t.bySupport : t.byItself
  return { at, text: [t.changes[what], what === 'opened' && by.kind === 'system' ? '' : who].filter(Boolean).join(', ') }
}

/** The deadlines on the reader's own wall, where it shows another time than the provider's. */
function onOwnWall(clocks: CustomerTicketPage['clocks'], zone: string, { lang, now, readerZone }: Visitor): Readonly<Record<string, string>> {
  const told = clocks.flatMap((clock): [string, string][] => {
    const due = clock.dueAt === null || clock.state === 'stopped' ? undefined : readInstant(clock.dueAt)
    if (due === undefined || wallAt(due, zone).offset === wallAt(due, readerZone).offset) return []
    return [[`${clock.target}-${clock.startsAt}`, `${namedInstant(due, zone, lang, now)}. ${askingTexts(lang).alsoYours(namedInstant(due, readerZone, lang, now))}`]]
  })
  return Object.fromEntries(told)
}

type Besides = Pick<TicketView, 'key' | 'seal' | 'text' | 'files' | 'draft' | 'notice' | 'sent' | 'welcome' | 'lastResortHref'>

/** A ticket as its page shows it. */
export function ticketView(page: CustomerTicketPage, record: CustomerRecord, visitor: Visitor, more: Besides): TicketView {
  const may = (act: string) => page.acts.some((one) => one.act === act && one.allowed)
  const whyNot = page.acts.find((one) => one.act === 'reply')?.detail ?? undefined
  const open = page.clocks.filter((clock) => clock.state !== 'cancelled')
  const zone = visitor.policy?.zone ?? 'UTC'
  const { lang, now } = visitor
  return {
    number: page.number, subject: page.subject, state: page.state, openedAt: readInstant(page.openedAt), zone,
    facts: factsOf(page, visitor),
    clocks: open, ownWall: onOwnWall(open, zone, visitor), decision: { sentence: page.decision.words.headline, clauses: page.decision.clauses.map((clause) => clause.id) },
    ...(record.accepted ? { accepted: askingTexts(lang).accepted(record.accepted.version, instantInWords(record.accepted.at, { zone, lang, now, readerZone: visitor.readerZone })) } : {}),
    ...(record.follows === null ? {} : { follows: record.follows }), followedBy: record.followedBy,
    history: record.changes.map((change) => changeOf(change, visitor)),
    ...(page.merged ? { merged: true as const } : {}),
    letters: page.messages.map((message) => letterOf(message, visitor)),
    may: { reply: may('reply') && (page.merged || page.state !== 'solved'), solve: may('solve'), reopen: page.state === 'solved' && may('reopen'), ...(whyNot === undefined ? {} : { whyNot }) },
    ...more,
  }
}
