import type { Lang } from '@guichet/policy'
import { dateInWords } from '@guichet/policy/words/instants'
import type { DataRequestLine, DataView, ErasureView } from '#portal/pages/data.tsx'
import { dataTexts } from '#portal/texts/areas/data.ts'
import type { Desk } from '#policies/policies.ts'
import { dateIn, dueIfAsked, listRetention, privacySettings, privacyWords, requestsOfContact, zoneOf } from '#privacy/privacy.ts'
import type { Obstacle, PersonRequest } from '#privacy/privacy.ts'
import type { SignedVisitor } from './own-page.ts'
import { sizeInWords } from './ticket-view.ts'

function stateInWords(request: PersonRequest, lang: Lang, zone: string): string {
  const t = dataTexts(lang).states
  switch (request.state) {
    case 'asked': return t.asked(dateInWords(request.due_on, lang))
    case 'review': return t.review(dateInWords(request.due_on, lang))
    case 'ready': return t.ready(dateInWords(dateIn(zone, request.expires_at ?? 0), lang))
    case 'refused': return t.refused(request.why ?? '')
    case 'making': case 'confirmed': case 'done': case 'withdrawn': return t[request.state]
  }
}

function lineOf(request: PersonRequest, lang: Lang, zone: string, now: number): DataRequestLine {
  const t = dataTexts(lang)
  const ready = request.state === 'ready' && (request.expires_at ?? 0) > now
  return {
    id: request.id, kind: t.kinds[request.kind], askedOn: dateInWords(dateIn(zone, request.asked_at), lang), state: stateInWords(request, lang, zone),
    extended: request.extended_why === null ? undefined : t.extended(request.extended_why), download: ready ? sizeInWords(request.file_size ?? 0, lang) : undefined,
    withdrawable: request.state === 'asked',
  }
}

/** What the page of one's own data says. */
export async function dataView(desk: Desk, visitor: SignedVisitor, more: Pick<DataView, 'notice' | 'problem'>): Promise<DataView> {
  const { provider, lang, contact, now } = visitor
  const [requests, kept, settings, zone, due] = await Promise.all([
    requestsOfContact(desk.database.db, provider.id, contact.id), listRetention(desk, provider.id), privacySettings(desk, provider.id), zoneOf(desk, provider.id), dueIfAsked(desk, provider.id),
  ])
  const [t, words] = [dataTexts(lang), privacyWords[lang]]
  return {
    ...more, due: dateInWords(due, lang), requests: requests.map((request) => lineOf(request, lang, zone, now)),
    kept: kept.map(({ kind, days, reason }) => ({ what: words.kinds[kind].name, howLong: `${words.days(days)} ${words.kinds[kind].after}`, why: reason ?? words.kinds[kind].why })),
    contacts: [{ label: t.responsible, text: settings.responsible ?? provider.name }, { label: t.officer, text: settings.officer }, { label: t.contact, text: settings.contact }]
      .flatMap(({ label, text }) => (text === null ? [] : [{ label, text }])),
  }
}

/** What stands against an erasure, a sentence each. */
export function erasureView(obstacles: readonly Obstacle[], due: string, lang: Lang, problem?: string): ErasureView {
  const t = dataTexts(lang)
  return {
    problem, due: dateInWords(due, lang),
    obstacles: obstacles.map((one) => {
      if (one.is === 'open_tickets') return t.cannotOpen(one.numbers.slice(0, 20).join(', '), one.numbers.length > 1)
      if (one.is === 'contract') return t.cannotContract(one.name, one.until === null ? undefined : dateInWords(one.until, lang))
      return t.cannotHold(dateInWords(one.until, lang))
    }),
  }
}
