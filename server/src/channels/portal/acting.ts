import { createElement } from 'react'
import { decide, sayDecision } from '@guichet/policy'
import { say } from '@guichet/policy/words/fill'
import { instantInWords } from '@guichet/policy/words/instants'
import { isId } from '#platform/ids.ts'
import type { Http } from '#platform/http.ts'
import { actFor, findProfile, grantsOf, wallOf } from '#people/people.ts'
import type { Grant, Wall } from '#people/people.ts'
import { readCustomerTickets } from '#desk/desk.ts'
import type { Desk } from '#policies/policies.ts'
import { ActingPage, PartnerPage, type PartnerView } from '#portal/pages/acting.tsx'
import { peopleTexts } from '#portal/texts/areas/people.ts'
import { formOf } from './coming.ts'
import { onOwnPage, type SignedVisitor } from './own-page.ts'
import { sendPage } from './pages.ts'
import { rightsInWords } from './person-view.ts'

const perHour = { rateLimit: { max: 240, timeWindow: 3_600_000 } }

const ownId = ({ contact }: SignedVisitor) => contact.acting?.own.id ?? contact.customer.id
const endInWords = ({ contact, policy, lang, now }: SignedVisitor, { untilAt }: Grant) => {
  const t = peopleTexts(lang)
  return untilAt === null ? t.endless : t.until(instantInWords(untilAt - 1, { zone: contact.zone ?? policy?.zone ?? 'UTC', lang, now }))
}

/** Acting for a customer who allowed it, and the zone of partners. Neither exists for whom nobody allowed anything. */
export function addActing(http: Http, desk: Desk): void {
  http.get('/:provider/:lang/acting', onOwnPage(desk, () => '/acting', async (visitor, frame, request, reply) => {
    const { provider, contact, lang } = visitor
    const grants = await grantsOf(desk, provider.id, ownId(visitor))
    if (grants.length === 0 && !contact.acting) return reply.callNotFound()
    const gone = (request.query as { gone?: string }).gone === '1'
    return sendPage(reply, createElement(ActingPage, {
      frame,
      view: {
        problem: gone ? peopleTexts(lang).actingGone : undefined, now: contact.acting && contact.customer.name,
        customers: grants.map((grant) => ({ ...grant.customer, rights: rightsInWords({ rights: grant.rights }, undefined, lang), until: endInWords(visitor, grant) })),
      },
    }), gone ? 403 : 200)
  }))

  http.post('/:provider/:lang/acting', { config: perHour }, onOwnPage(desk, () => '/acting', async (visitor, _frame, request, reply) => {
    const { provider, contact, lang } = visitor
    const { customer } = formOf(request)
    const home = `/${provider.slug}/${lang}`
    if (customer !== undefined && !isId(customer)) return reply.callNotFound()
    if (!(await actFor(desk, provider.id, contact, customer ?? null))) return reply.callNotFound()
    return reply.redirect(customer === undefined ? `${home}/acting` : `${home}/tickets`, 303)
  }))

  http.get('/:provider/:lang/partner', onOwnPage(desk, () => '/partner', async (visitor, frame, _request, reply) => {
    const { provider, contact, lang, policy } = visitor
    const profile = await findProfile(desk, provider.id, { customerId: ownId(visitor) })
    if (!profile?.customer.role || contact.acting) return reply.callNotFound()
    const grants = await grantsOf(desk, provider.id, ownId(visitor))
    const linesOf = async (wall: Wall): Promise<PartnerView['groups'][number]['lines']> => {
      const { rows } = await readCustomerTickets(desk, provider.id, wall, { limit: 50 })
      const zone = contact.zone ?? policy?.zone ?? 'UTC'
      return rows.map(({ number, subject, state, openedAt }) => ({ number, subject, state, opened: instantInWords(Date.parse(openedAt), { zone, lang, now: visitor.now }) }))
    }
    const groups = [
      { name: profile.customer.name, own: true, lines: await linesOf(wallOf(contact)) },
      ...(await Promise.all(grants.map(async (grant) => ({
        name: grant.customer.name, own: false, actHref: `/${provider.slug}/${lang}/acting`,
        lines: await linesOf(wallOf({ id: contact.id, rights: grant.rights, teamIds: [], customer: grant.customer })),
      })))),
    ]
    return sendPage(reply, createElement(PartnerPage, { frame, view: { ...waysOf(visitor, profile.customer.role), groups } }))
  }))
}

/** Which ways a partner's requests take, and what the policy says where they do not (S2-20). */
function waysOf({ policy, lang, now, provider, contact }: SignedVisitor, role: string): Pick<PartnerView, 'open' | 'redirected'> {
  if (!policy) return { open: [], redirected: [] }
  const ways = [...policy.channels.values()].filter((channel) => !channel.hidden).map((channel) => {
    const decision = decide(policy, { channel: channel.name, role, customer: 'known', contact: 'declared', trust: contact.trust, language: lang }, now)
    return { name: say(channel.label, policy, lang), medium: channel.medium, decision, words: sayDecision(policy, decision, lang, { now }) }
  })
  return {
    open: ways.filter(({ decision }) => decision.outcome === 'accepted' || decision.outcome === 'ask' || decision.outcome === 'held').map(({ name }) => ({ name, href: `/${provider.slug}/${lang}/ask` })),
    redirected: ways.filter(({ decision }) => decision.outcome === 'redirected').map(({ name, words }) => ({ name, words: words.because ?? words.headline, clauses: peopleTexts(lang).clause(words.clauses.join(', ')) })),
  }
}
