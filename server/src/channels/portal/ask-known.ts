import { createElement } from 'react'
import { Known, type KnownView } from '#portal/parts/known.tsx'
import { Reading } from '#portal/parts/field.tsx'
import { renderPart } from '#portal/render.ts'
import { knownTickets } from '#desk/desk.ts'
import { wallOf } from '#people/people.ts'
import type { Http } from '#platform/http.ts'
import { isId } from '#platform/ids.ts'
import { newToken } from '#platform/tokens.ts'
import type { Desk } from '#policies/policies.ts'
import { prefix } from './answers.ts'
import { readAsked, type Asked } from './asked.ts'
import { searchClauses } from './clause-search.ts'
import { readInstants, withReading } from './instants.ts'
import { onPage } from './pages.ts'

/** Open requests of the same customer and clauses of the policy that may already answer; null until something was said. */
export async function knownOf(desk: Desk, { visitor, policy, texts, serviceId, channel }: Asked): Promise<KnownView | null> {
  const words = `${texts.subject ?? ''} ${texts.description ?? ''}`.trim()
  const service = serviceId !== undefined && isId(serviceId) ? serviceId : undefined
  if (words === '' && service === undefined) return null
  const { contact, provider, lang, now } = visitor
  const tickets = contact ? await knownTickets(desk, provider.id, wallOf(contact), { serviceId: service, words }) : []
  const clauses = searchClauses(policy, lang, now, words)
  const kept = Object.entries(texts).filter(([name, value]) => value !== '' && (name.startsWith(prefix) || name === 'subject'))
  return {
    tickets: tickets.map(({ number, subject, state, same_service: sameService }) => ({ number, subject, state, sameService })),
    clauses,
    carried: [
      { name: 'key', value: newToken().token }, { name: 'channel', value: channel }, ...kept.map(([name, value]) => ({ name, value: value.slice(0, 1_000) })),
      { name: 'shown', value: [...tickets.map((one) => `ticket:${one.number}`), ...clauses.map((one) => `clause:${one.id}`)].join(' ') },
    ],
  }
}

/** Fragments that a script asks for while somebody types; without one the same parts stand in the page. */
export function addKnown(http: Http, desk: Desk): void {
  const often = { config: { rateLimit: { max: 240, timeWindow: 300_000 } } }
  const html = 'text/html; charset=utf-8'

  http.get('/:provider/:lang/ask/known', often, onPage(desk, '/ask', async (visitor, frame, request, reply) => {
    const asked = visitor.policy && readAsked(visitor, visitor.policy, request.query as Record<string, unknown>)
    return reply.type(html).send(asked ? renderPart(createElement(Known, { frame, known: await knownOf(desk, asked) })) : '')
  }))

  http.get('/:provider/:lang/ask/time', often, onPage(desk, '/ask', (visitor, _frame, request, reply) => {
    const { policy } = visitor
    const [control, typed] = Object.entries(request.query as Record<string, unknown>).find(([name]) => name.startsWith(prefix)) ?? []
    if (!policy || control === undefined || typeof typed !== 'string') return reply.type(html).send('')
    const fact = control.slice(prefix.length)
    const read = readInstants(policy, { [control]: typed.slice(0, 200) }, visitor.now).get(fact)
    const field = withReading({ name: control, kind: 'line', label: '', value: '', required: false }, read, policy, visitor)
    return reply.type(html).send(renderPart(createElement(Reading, { field })))
  }))
}
