import { createElement } from 'react'
import { decide, sayDecision } from '@guichet/policy'
import { say } from '@guichet/policy/words/fill'
import { isId } from '#platform/ids.ts'
import type { Http } from '#platform/http.ts'
import { actFor, findProfile, grantsOf, wallOf } from '#people/people.ts'
import type { Grant, Wall } from '#people/people.ts'
import { readCustomerTickets } from '#desk/desk.ts'
import type { Desk } from '#policies/policies.ts'
import { ActingPage, PartnerPage, type PartnerView } from '#portal/pages/acting.tsx'
import { actingTexts } from '#portal/texts/areas/acting.ts'
import { textsIn } from '#portal/texts/texts.ts'
import { formOf } from './coming.ts'
import { inOwnZone } from './moments.ts'
import { onOwnPage, type SignedVisitor } from './own-page.ts'
import { sendPage } from './pages.ts'
import { rightsInWords } from './person-view.ts'

const perHour = { rateLimit: { max: 240, timeWindow: 3_600_000 } }

const ownId = ({ contact }: SignedVisitor) => contact.acting?.own.id ?? contact.customer.id
const endInWords = (visitor: SignedVisitor, { untilAt }: Grant) => {
  const t = actingTexts(visitor.lang)
  return untilAt === null ? t.endless : t.until(inOwnZone(visitor, untilAt - 1))
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
        problem: gone ? actingTexts(lang).actingGone : undefined, now: contact.acting && contact.customer.name,
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
    const { provider, contact, lang } = visitor
    const profile = await findProfile(desk, provider.id, { customerId: ownId(visitor) })
    if (!profile?.customer.role || contact.acting) return reply.callNotFound()
    const grants = await grantsOf(desk, provider.id, ownId(visitor))
    const linesOf = async (wall: Wall): Promise<PartnerView['groups'][number]['lines']> => {
      const { rows } = await readCustomerTickets(desk, provider.id, wall, { limit: 50 })
      return rows.map(({ number, subject, state, openedAt }) => ({ number, subject, state, opened: inOwnZone(visitor, Date.parse(openedAt)) }))
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
    redirected: ways.filter(({ decision }) => decision.outcome === 'redirected').map(({ name, words }) => ({ name, words: words.because ?? words.headline, clauses: textsIn(lang).clause(words.clauses.join(', ')) })),
  }
}
