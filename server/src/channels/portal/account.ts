import { createElement } from 'react'
import { contactMethods } from '@guichet/policy'
import type { Http } from '#platform/http.ts'
import { contractsOf, countServices, listOfCustomer, servicesOf } from '#desk/desk.ts'
import { wallOf } from '#people/people.ts'
import type { Desk } from '#policies/policies.ts'
import { AccountPage, type ContractLine } from '#portal/pages/account.tsx'
import type { WayView } from '#portal/pages/home.tsx'
import { servicesTexts } from '#portal/texts/areas/services.ts'
import { contractDates, saidByContract, standingInWords } from './contracts.ts'
import { knownOf, type Known } from './known-facts.ts'
import { onOwnPage, type SignedVisitor } from './own-page.ts'
import { sendPage } from './pages.ts'
import { askWaysOf } from './service-view.ts'
import { openTicket, serviceLine, whenOf } from './services.ts'
import { publishedFor } from './ways.ts'

const shownTickets = 8
const shownServices = 6
const shownValues = 3

/** One's own space, where one lands: what runs, what one has, how to be helped now. */
export function addAccount(http: Http, desk: Desk): void {
  http.get('/:provider/:lang/account', onOwnPage(desk, () => '/account', async (visitor, frame, _request, reply) => {
    const { provider, contact } = visitor
    const customerId = contact.customer.id
    const when = whenOf(visitor)
    const [known, tickets, services, counts, contracts] = await Promise.all([
      knownOf(desk, visitor),
      listOfCustomer(desk, provider.id, { wall: wallOf(contact), contactId: contact.id, teamIds: contact.teamIds, whose: 'all', state: 'open', sort: 'due', limit: shownTickets }),
      servicesOf(desk, provider.id, { customerId, ended: false, limit: shownServices }, when),
      countServices(desk, provider.id, customerId, when),
      contractsOf(desk, provider.id, customerId, when),
    ])
    const waiting = await listOfCustomer(desk, provider.id, { wall: wallOf(contact), contactId: contact.id, teamIds: contact.teamIds, whose: 'all', state: 'waiting', sort: 'changed', limit: shownTickets })
    return sendPage(reply, createElement(AccountPage, {
      frame,
      view: {
        customer: { name: contact.customer.name, number: contact.customer.number },
        // What is asked about one service starts from its own page; here, from none.
        ...(known ? { ways: askWaysOf(known, visitor) } : {}),
        tickets: await Promise.all([...waiting.rows, ...tickets.rows].slice(0, shownTickets).map((row) => openTicket(desk, row, visitor))),
        services: services.rows.map((row) => serviceLine(row, visitor)), servicesCount: counts.inUse,
        contracts: contracts.map((contract): ContractLine => ({
          id: contract.id, href: `/${provider.slug}/${visitor.lang}/contracts/${contract.id}`, name: contract.name, state: standingInWords(contract, visitor), period: contractDates(contract, visitor),
          summary: visitor.policy && contract.inForce
            ? saidByContract(visitor.policy, contract.values, visitor).filter(({ quiet }) => quiet !== true).slice(0, shownValues).map(({ label, values }) => servicesTexts(visitor.lang).chosen(label, values.join(', ')))
            : [],
        })),
        channels: known ? channelsNow(known, visitor) : [],
      },
    }))
  }))
}

/** The ways that are open to this contact now, as the policy words them; when none is, all of theirs, each with the hour at which it opens. */
function channelsNow({ policy, facts }: Known, visitor: SignedVisitor): WayView[] {
  const { channel: _own, ...besides } = facts
  const methods = contactMethods(policy, besides, visitor.now)
  const barred = new Set(methods.filter(({ entitlement }) => entitlement === 'closed').map(({ channel }) => channel.name))
  const shut = new Set(methods.filter(({ open }) => !open).map(({ channel }) => channel.name))
  const theirs = publishedFor(policy, visitor.lang, visitor.now, `/${visitor.provider.slug}/${visitor.lang}`, visitor.readerZone).ways.filter((way) => way.state !== 'forbidden' && !barred.has(way.channel))
  const open = theirs.filter((way) => way.state !== 'closed' && !shut.has(way.channel))
  return open.length > 0 ? open : theirs
}
