import { createElement } from 'react'
import type { Facts, Policy } from '@guichet/policy'
import { valueInWords } from '@guichet/policy/explain/values'
import { say } from '@guichet/policy/words/fill'
import { dateInWords, instantInWords, sentence } from '@guichet/policy/words/formats'
import { balanceInWords, quantityInWords, quotaOutcome } from '@guichet/policy/words/quotas'
import type { Http } from '#platform/http.ts'
import { contractsOf, countedRights, servicesOf, valuesOf, waysToAsk } from '#desk/desk.ts'
import type { ContractRow, CountedRight } from '#desk/desk.ts'
import type { Movement } from '#imports/imports.ts'
import type { Desk } from '#policies/policies.ts'
import { ContractPage, type BankView, type MovementLine } from '#portal/pages/contract.tsx'
import type { Said } from '#portal/pages/service.tsx'
import { servicesTexts } from '#portal/texts/areas/services.ts'
import { idIn } from './coming.ts'
import { knownOf, todayOf, type Known } from './known-facts.ts'
import { onOwnPage, type SignedVisitor } from './own-page.ts'
import { sendPage } from './pages.ts'
import { periodInWords, promisesOf } from './service-view.ts'
import { serviceLine, whenOf } from './services.ts'

const mostServices = 50

/** Whether a contract holds today, in a word. */
export function standingInWords(contract: ContractRow, visitor: SignedVisitor): string {
  const t = servicesTexts(visitor.lang)
  return contract.inForce ? t.inForce : contract.startsOn > todayOf(visitor) ? t.toCome : t.over
}

/** What a contract says, each value under its own name; what it leaves open is said as such (S4-8). */
export function saidByContract(policy: Policy, values: Facts, visitor: SignedVisitor): Said[] {
  const { lang } = visitor
  const t = servicesTexts(lang)
  return valuesOf(policy, values).map(({ fact, value, fallback, promises }): Said => {
    const label = say(fact.label, policy, lang)
    if (value !== undefined) return { label, values: [sentence(valueInWords(policy, fact.name, value, lang))] }
    if (fallback !== undefined) return { label, values: [t.fallback(sentence(valueInWords(policy, fact.name, fallback, lang)))], quiet: true }
    return { label, values: [promises ? t.noPromise : t.unsaid], quiet: true }
  })
}

/** A customer's contracts: what each says and promises, and what is left of what was bought with it. */
export function addContracts(http: Http, desk: Desk): void {
  http.get('/:provider/:lang/contracts/:id', onOwnPage(desk, (request) => `/contracts/${idIn(request) ?? ''}`, async (visitor, frame, request, reply) => {
    const id = idIn(request)
    const { provider, contact } = visitor
    const when = whenOf(visitor)
    const [contract] = id === undefined ? [] : await contractsOf(desk, provider.id, contact.customer.id, when, id)
    if (!contract) return reply.callNotFound()
    const [known, services] = await Promise.all([
      knownOf(desk, visitor),
      servicesOf(desk, provider.id, { customerId: contact.customer.id, contractId: contract.id, ended: true, limit: mostServices }, when),
    ])
    const facts = known && widest(known, contract, services.rows.map(({ kind }) => kind), visitor.now)
    const promised = known && facts && contract.inForce ? promisesOf(known.policy, facts, visitor) : { rows: [], weeks: [], always: false }
    const rights = known && facts ? await countedRights(desk, provider.id, known.policy, facts, contract, visitor.now) : []
    return sendPage(reply, createElement(ContractPage, {
      frame,
      view: {
        name: contract.name, state: standingInWords(contract, visitor), period: periodInWords(contract.startsOn, contract.endsOn, visitor) ?? '',
        values: visitor.policy ? saidByContract(visitor.policy, contract.values, visitor) : [], promised: promised.rows, weeks: promised.weeks, always: promised.always,
        banks: known ? rights.map((right) => bankView(known.policy, right, visitor)) : [], services: services.rows.map((row) => serviceLine(row, visitor)),
      },
    }))
  }))
}

/**
 * What is known of a request under this contract and no other, about the service of it that the policy lets ask most for: what a
 * contract promises is told at its best, and each service tells its own.
 */
function widest({ policy, facts }: Known, contract: ContractRow, kinds: readonly string[], now: number): Facts {
  const bare = { ...Object.fromEntries(Object.entries(facts).filter(([name]) => !name.startsWith('contract.'))), ...contract.values }
  const about = policy.facts.has('asset') ? [...new Set(kinds)].map((asset) => ({ ...bare, asset })) : []
  return about.find((one) => waysToAsk(policy, one, now).pressing?.open) ?? about[0] ?? bare
}

function bankView(policy: Policy, { reading, name, movements }: CountedRight, visitor: SignedVisitor): BankView {
  const { lang, now, readerZone } = visitor
  const t = servicesTexts(lang)
  const declared = policy.families.quotas.find(({ answer }) => answer.limit === 'bank' && answer.name === name)?.answer
  const label = declared?.limit === 'bank' && declared.label ? say(declared.label, policy, lang) : reading.of === 'time' ? t.bank : t.bankRequests
  const until = (at: number) => instantInWords(at, { zone: policy.zone, lang, now, readerZone })
  return {
    name, label, sums: sentence(balanceInWords(reading, lang)), outcome: `${sentence(quotaOutcome(reading.outcome, lang))}.`, clauses: reading.clauses,
    more: [
      ...(reading.reason && reading.balance.remaining === 0 ? [say(reading.reason, policy, lang)] : []),
      ...(reading.ends === null ? [] : [t.bankEnds(until(reading.ends))]), ...(reading.renews === null ? [] : [t.bankRenews(until(reading.renews))]),
    ],
    movements: movements.map((one) => movementLine(policy, one, reading.of, visitor)),
  }
}

function movementLine(policy: Policy, one: Movement, of: 'time' | 'requests', visitor: SignedVisitor): MovementLine {
  const { lang, now, readerZone, provider } = visitor
  const t = servicesTexts(lang)
  const last = one.corrections.at(-1)
  return {
    id: one.id, when: instantInWords(one.at, { zone: policy.zone, lang, now, readerZone }), what: one.kind === 'purchase' ? t.purchase : t.use, quantity: quantityInWords(of, one.quantity, lang), author: one.author ?? t.none,
    ...(one.note === null ? {} : { note: one.note }), ...(last ? { corrected: t.corrected(quantityInWords(of, one.recorded, lang), last.author ?? '') } : {}),
    ...(one.ticket === null ? {} : { ticket: { number: one.ticket, href: `/${provider.slug}/${lang}/tickets/${one.ticket}`, label: t.ticketNumber(one.ticket) } }),
  }
}

/** The dates of a contract, for its line in a list. */
export function contractDates(contract: ContractRow, visitor: SignedVisitor): string {
  return periodInWords(contract.startsOn, contract.endsOn, visitor) ?? dateInWords(contract.startsOn, visitor.lang)
}
