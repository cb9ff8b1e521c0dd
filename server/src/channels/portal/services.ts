import { createElement } from 'react'
import { dateInWords, duration } from '@guichet/policy/words/formats'
import type { Http } from '#platform/http.ts'
import { isId } from '#platform/ids.ts'
import { countServices, listOfCustomer, serviceOf, servicesOf } from '#desk/desk.ts'
import type { ListedTicket, ServiceRow } from '#desk/desk.ts'
import { wallOf } from '#people/people.ts'
import type { Desk } from '#policies/policies.ts'
import type { OpenTicket } from '#portal/pages/account.tsx'
import { ServicePage, type Said } from '#portal/pages/service.tsx'
import { ServicesPage, type ServiceLine } from '#portal/pages/services.tsx'
import { servicesTexts } from '#portal/texts/areas/services.ts'
import { idIn } from './coming.ts'
import { knownOf, todayOf } from './known-facts.ts'
import { onOwnPage, type SignedVisitor } from './own-page.ts'
import { sendPage } from './pages.ts'
import { askWaysOf, kindInWords, periodInWords, promisesOf } from './service-view.ts'
import { lineOf, promiseOf } from './ticket-view.ts'

const perPage = 50
/** From so many on, people look for one rather than through them. */
const many = 10
const shownTickets = 5
const day = 86_400

export const whenOf = (visitor: SignedVisitor) => ({ today: todayOf(visitor), now: visitor.now })

/** A service as lists show it. */
export function serviceLine(row: ServiceRow, visitor: SignedVisitor): ServiceLine {
  const home = `/${visitor.provider.slug}/${visitor.lang}`
  const product = [productInWords(row.product, visitor), row.version].filter((part) => part !== null && part !== undefined).join(' ')
  return {
    id: row.id, href: `${home}/services/${row.id}`, name: row.name, kind: kindInWords(visitor.policy, row.kind, visitor), addresses: row.addresses, ended: !row.inUse,
    ...(product === '' ? {} : { product }), ...(row.orderNumber === null ? {} : { order: row.orderNumber }),
    ...(row.contract ? { contract: { name: row.contract.name, href: `${home}/contracts/${row.contract.id}` } } : {}),
  }
}

/** A product by the name that the policy gives it. */
function productInWords(product: string | null, { policy, lang }: SignedVisitor): string | null {
  return product === null ? null : (policy?.products.get(product)?.label[lang] ?? product)
}

/** A request in a short list, with what is left until what is promised is due. */
export async function openTicket(desk: Desk, row: ListedTicket, visitor: SignedVisitor): Promise<OpenTicket> {
  const zone = visitor.policy?.zone ?? 'UTC'
  const { openedAt: _opened, who: _who, ...line } = await lineOf(desk, row, visitor, zone)
  const due = await promiseOf(desk, row, visitor)
  const left = due && !due.late ? Math.floor((due.dueAt - visitor.now) / 60_000) * 60 : 0
  return { ...line, changedAt: row.changed_at, zone, ...(left > 0 ? { left: servicesTexts(visitor.lang).dueIn(duration(left < 2 * day ? left : left - (left % day), visitor.lang)) } : {}) }
}

/** What a customer has: the list, and each service with its own page, from which one asks (S4-18). */
export function addServices(http: Http, desk: Desk): void {
  http.get('/:provider/:lang/services', onOwnPage(desk, () => '/services', async (visitor, frame, request, reply) => {
    const query = request.query as Record<string, unknown>
    const text = (name: string) => (typeof query[name] === 'string' ? (query[name] as string).trim().slice(0, 200) : '')
    const [words, kind, ended, after] = [text('q'), text('kind'), text('ended') === '1', cursorOf(query.after)]
    const when = whenOf(visitor)
    const { id: customerId } = visitor.contact.customer
    const [{ rows, next }, counts] = await Promise.all([
      servicesOf(desk, visitor.provider.id, { customerId, words, kind: kind === '' ? undefined : kind, ended, after, limit: perPage }, when),
      countServices(desk, visitor.provider.id, customerId, when),
    ])
    const t = servicesTexts(visitor.lang)
    const address = (changes: Record<string, string>) => {
      const asked = new URLSearchParams(Object.entries({ q: words, kind, ended: ended ? '1' : '', ...changes }).filter(([, value]) => value !== ''))
      return `/${visitor.provider.slug}/${visitor.lang}/services${asked.size > 0 ? `?${asked}` : ''}`
    }
    return sendPage(reply, createElement(ServicesPage, {
      frame,
      view: {
        lines: rows.map((row) => serviceLine(row, visitor)), narrowed: words !== '' || kind !== '',
        ...(counts.inUse + counts.ended >= many || words !== '' || kind !== '' ? { filter: { words, kind, ended, kinds: counts.kinds.map((value) => ({ value, label: kindInWords(visitor.policy, value, visitor) })) } } : {}),
        ...(ended ? { endedHref: { href: address({ ended: '' }), label: t.hideEnded } } : counts.ended > 0 ? { endedHref: { href: address({ ended: '1' }), label: t.showEnded(counts.ended) } } : {}),
        ...(next ? { nextHref: address({ after: `${next.id}${next.name}` }) } : {}),
      },
    }))
  }))

  http.get('/:provider/:lang/services/:id', onOwnPage(desk, (request) => `/services/${idIn(request) ?? ''}`, async (visitor, frame, request, reply) => {
    const id = idIn(request)
    const when = whenOf(visitor)
    const row = id === undefined ? undefined : await serviceOf(desk, visitor.provider.id, visitor.contact.customer.id, id, when)
    if (!row) return reply.callNotFound()
    const [known, tickets] = await Promise.all([
      row.inUse ? knownOf(desk, visitor, row.id) : undefined,
      listOfCustomer(desk, visitor.provider.id, { wall: wallOf(visitor.contact), contactId: visitor.contact.id, teamIds: visitor.contact.teamIds, whose: 'all', serviceId: row.id, sort: 'changed', limit: shownTickets }),
    ])
    const promised = known ? promisesOf(known.policy, known.facts, visitor) : { rows: [], weeks: [], always: false }
    const ways = known && askWaysOf(known, visitor, row.id)
    // Why a way is not open from here is said once, above.
    const said = (note: string | undefined) => ways?.refused.some(({ headline }) => note?.startsWith(headline)) === true
    return sendPage(reply, createElement(ServicePage, {
      frame,
      view: {
        name: row.name, kind: kindInWords(visitor.policy, row.kind, visitor), said: saidOf(row, visitor), promised: promised.rows.map(({ note, ...rest }) => (note === undefined || said(note) ? rest : { ...rest, note })), weeks: promised.weeks, always: promised.always,
        ...(ways ? { ways } : {}), ...(row.inUse ? {} : { outOfUse: outOfUse(row, when.today, visitor) }),
        tickets: await Promise.all(tickets.rows.map((ticket) => openTicket(desk, ticket, visitor))),
        ...(tickets.next ? { ticketsHref: `/${visitor.provider.slug}/${visitor.lang}/tickets?service=${row.id}` } : {}),
      },
    }))
  }))
}

/** Where the next page begins: an id, then a name. What is neither begins at the first. */
function cursorOf(given: unknown): { name: string; id: string } | undefined {
  if (typeof given !== 'string' || !isId(given.slice(0, 36))) return undefined
  return { id: given.slice(0, 36), name: given.slice(36, 300) }
}

function saidOf(row: ServiceRow, visitor: SignedVisitor): Said[] {
  const t = servicesTexts(visitor.lang)
  const one = (label: string, value: string | null | undefined): Said[] => (value === null || value === undefined ? [] : [{ label, values: [value] }])
  const period = row.startsOn === null && row.endsOn === null ? undefined : periodInWords(row.startsOn, row.endsOn, visitor)
  return [
    ...(row.addresses.length > 0 ? [{ label: t.addresses, values: row.addresses }] : []),
    ...one(t.order, row.orderNumber), ...one(t.product, [productInWords(row.product, visitor), row.version].filter((part) => part !== null).join(' ') || null),
    ...(row.contract ? [{ label: t.contract, values: [row.contract.name], href: `/${visitor.provider.slug}/${visitor.lang}/contracts/${row.contract.id}` }] : []),
    ...one(t.contractLine, period),
  ]
}

function outOfUse({ startsOn, endsOn }: ServiceRow, today: string, { lang }: SignedVisitor): string {
  const t = servicesTexts(lang)
  if (startsOn !== null && startsOn > today) return t.notBegun(dateInWords(startsOn, lang))
  return endsOn !== null && endsOn < today ? t.endedSince(dateInWords(endsOn, lang)) : t.endedService
}

