import { publish } from '@guichet/policy'
import type { ContactMethod, Lang, Policy, Publication, PublishedCalendar, PublishedDocument } from '@guichet/policy'
import { anchorOf } from '@guichet/policy/words/fill'
import { sentence, thin, wallAt } from '@guichet/policy/words/formats'
import type { WayView, WeekView } from '#portal/pages/home.tsx'
import { textsIn } from '#portal/texts/texts.ts'

/** The policy as its visitor reads it now: the document, the ways to reach the provider, its hours. */
export interface Published { document: PublishedDocument; ways: WayView[]; weeks: WeekView[] }

/** Publishes a policy for a page at an instant. `home` is the address of the provider's pages in this language; `history`: what came before it. */
export function publishedFor(policy: Policy, lang: Lang, now: number, home: string, readerZone: string, history: Pick<Publication, 'previous' | 'versions'> = {}): Published {
  const document = publish(policy, lang, now, { now, readerZone, ...history })
  return {
    document,
    ways: document.contacts.map((contact) => wayOf(contact, lang, home)),
    weeks: weeksOf(policy, document.calendars, now, lang),
  }
}

function stateOf(contact: ContactMethod): WayView['state'] {
  if (contact.access === 'closed') return 'forbidden'
  if (contact.access === 'discretionary') return 'discretionary'
  if (!contact.now.open) return 'closed'
  return contact.access === 'conditional' ? 'conditional' : 'open'
}

function wayOf(contact: ContactMethod, lang: Lang, home: string): WayView {
  const state = stateOf(contact)
  const open = sentence(contact.now.words)
  const now = state === 'forbidden' || state === 'discretionary' ? sentence(contact.accessWords ?? open)
    : contact.accessWords === null ? open : `${open}, ${contact.accessWords}`
  const t = textsIn(lang)
  const notes = [contact.hours === null ? null : sentence(contact.hours), contact.cost, contact.voicemail === null ? null : t.voicemail(contact.voicemail)].filter((note) => note !== null)
  return {
    channel: contact.channel, label: sentence(contact.label), state, now, promises: contact.promises, clauses: contact.clauses,
    ...(contact.purpose === null ? {} : { purpose: contact.purpose }),
    // A number under conditions is not offered before they are read (its clause tells it).
    ...(contact.address === null || (contact.access === 'conditional' && contact.address.href.startsWith('tel:')) ? {} : { address: contact.address.text }),
    ...(notes.length === 0 ? {} : { note: notes.join(' · ') }),
    ...(state === 'forbidden' ? {} : { action: actionOf(contact, lang, home) }),
  }
}

/** Where the one button of a way leads: our own form for a portal, else the address of the policy. */
function actionOf(contact: ContactMethod, lang: Lang, home: string): WayView['action'] {
  const t = textsIn(lang)
  if (contact.medium === 'portal' || contact.medium === 'api') return { label: t.wayAsk, href: `${home}/ask?channel=${encodeURIComponent(contact.channel)}`, primary: true }
  if (contact.address === null) return undefined
  const { text, href } = contact.address
  if (href.startsWith('mailto:')) return { label: t.wayWrite(text), href, primary: false }
  if (contact.access === 'conditional' && href.startsWith('tel:')) return { label: t.wayWhen, href: `${home}/policy#${anchorOf(contact.clauses[0] ?? '')}`, primary: false }
  if (href.startsWith('tel:')) return { label: t.wayCall(text), href, primary: false }
  return { label: t.wayVisit, href, primary: false }
}

const minute = 60_000

/** The weeks worth drawing: what is open day and night is said in words, and what is open when another is closed is drawn in its gaps. */
export function weeksOf(policy: Policy, calendars: readonly PublishedCalendar[], now: number, lang: Lang): WeekView[] {
  const specOf = (calendar: PublishedCalendar) => policy.calendars.get(calendar.name)?.spec
  const drawn = calendars.filter((calendar) => !calendar.week.every((day) => day.open.length === 1 && day.open[0]!.from <= day.from && day.open[0]!.to >= day.to))
  const complements = new Map(drawn.flatMap((calendar) => {
    const spec = specOf(calendar)
    if (spec?.kind !== 'complement') return []
    const of = drawn.find((other) => JSON.stringify(specOf(other)) === JSON.stringify(spec.of))
    return of ? [[of, calendar] as const] : []
  }))
  const inGaps = new Set(complements.values())
  return drawn.filter((calendar) => !inGaps.has(calendar)).map((calendar) => {
    const other = complements.get(calendar)
    return other ? together(weekOf(calendar, now), weekOf(other, now), lang) : weekOf(calendar, now)
  })
}

function together(open: WeekView, gaps: WeekView, lang: Lang): WeekView {
  const colon = lang === 'fr' ? `${thin}: ` : ': '
  const onCall = gaps.days.map((day) => day.stretches.map((stretch) => ({ ...stretch, kind: 'on_call' as const })))
  return {
    ...open, name: `${open.name} · ${gaps.name}`, words: `${open.name}${colon}${open.words}. ${gaps.name}${colon}${gaps.words}.`,
    days: open.days.map((day, i) => ({ stretches: [...day.stretches, ...(onCall[i] ?? [])].sort((a, b) => a.from - b.from) })),
  }
}

function weekOf(calendar: PublishedCalendar, now: number): WeekView {
  const wall = wallAt(now, calendar.zone)
  return {
    calendar: calendar.name,
    name: calendar.label,
    words: [sentence(calendar.hours), calendar.zoneWords, calendar.holidays].filter((part) => part !== null).join(', '),
    days: calendar.week.map((day) => ({
      stretches: day.open.map(({ from, to }) => ({ from: minutesOn(day.from, day.to, from), to: minutesOn(day.from, day.to, to), kind: 'open' as const })),
      ...(day.label !== null && day.open.length === 0 ? { label: day.label } : {}),
    })),
    now: { weekday: wall.weekday, minute: Math.floor(wall.seconds / 60) },
  }
}

/** Minutes on the wall; a day of 23 or 25 hours is drawn on the same 24. */
function minutesOn(from: number, to: number, at: number): number {
  if (at >= to) return 1440
  return Math.min(1440, ((at - from) / minute) * (1440 * minute) / (to - from))
}
