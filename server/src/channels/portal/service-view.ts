import { commitments, publish, sayDecision } from '@guichet/policy'
import type { Decision, FactDeclaration, Facts, FactValue, Policy } from '@guichet/policy'
import { valueInWords } from '@guichet/policy/explain/values'
import { say } from '@guichet/policy/words/fill'
import { dateInWords } from '@guichet/policy/words/formats'
import { deadlineInWords, promiseInWords } from '@guichet/policy/words/promise'
import { calendarsOf, foresee, waysToAsk } from '#desk/desk.ts'
import type { Foreseen, WayToAsk } from '#desk/desk.ts'
import type { WeekView } from '#portal/pages/home.tsx'
import type { AskWays, PromisedRow } from '#portal/parts/promised.tsx'
import { servicesTexts } from '#portal/texts/areas/services.ts'
import { answerOf } from './answer-view.ts'
import { prefix, written } from './answers.ts'
import type { Known } from './known-facts.ts'
import type { SignedVisitor } from './own-page.ts'
import { weeksOf } from './ways.ts'

/** A choice in words: the kind by its own name, a yes by its question, any other with its question. */
function choiceInWords(policy: Policy, fact: FactDeclaration, value: FactValue, visitor: SignedVisitor): string {
  const { lang } = visitor
  if (fact.name === 'kind') return valueInWords(policy, fact.name, value, lang)
  const question = say(fact.label, policy, lang)
  return value === true ? question : servicesTexts(lang).chosen(question, valueInWords(policy, fact.name, value, lang))
}

/** The same on a button: what it does, where the policy only names a degree. */
function buttonInWords(policy: Policy, fact: FactDeclaration, value: FactValue, visitor: SignedVisitor): string {
  return fact.name === 'kind' || value === true ? choiceInWords(policy, fact, value, visitor) : servicesTexts(visitor.lang).pressing
}

/** Why a way is not offered: what, why by which clause, what to do instead. */
function refusalOf(policy: Policy, title: string, way: WayToAsk, visitor: SignedVisitor) {
  const { headline, because, instead, clauses } = answerOf(policy, way.decision, visitor)
  return { title, headline, clauses, ...(because === undefined ? {} : { because }), ...(instead ? { instead } : {}) }
}

/** The buttons that the policy allows here and now, and why the others are not there (S4-18, S4-19). */
export function askWaysOf({ policy, channel, facts }: Known, visitor: SignedVisitor, serviceId?: string): AskWays {
  const t = servicesTexts(visitor.lang)
  const { ordinary, pressing } = waysToAsk(policy, facts, visitor.now)
  const href = (answers: Record<string, string>) => `/${visitor.provider.slug}/${visitor.lang}/ask?${new URLSearchParams({ channel, ...(serviceId === undefined ? {} : { serviceId }), ...answers })}`
  const named = pressing?.fact && pressing.value !== undefined ? buttonInWords(policy, pressing.fact, pressing.value, visitor) : undefined
  return {
    refused: [
      ...(ordinary.open ? [] : [refusalOf(policy, t.notOfferedNow, ordinary, visitor)]),
      ...(pressing && named !== undefined && !pressing.open ? [refusalOf(policy, t.notOffered(named), pressing, visitor)] : []),
    ],
    ...(ordinary.open ? { ordinary: { href: href({}) } } : {}),
    ...(pressing?.open && pressing.fact && pressing.value !== undefined && named !== undefined ? { pressing: { href: href({ [prefix + pressing.fact.name]: written(pressing.value) }), label: named } } : {}),
  }
}

interface Told { readonly lines: readonly { readonly text: string; readonly now?: string }[]; readonly note?: string; readonly clauses: readonly string[]; readonly taken: boolean }

/** What a decision promises, first as a length, then as the instant it would be now. */
function told(policy: Policy, decision: Decision, facts: Facts, { lang, now, readerZone }: SignedVisitor): Told {
  const t = servicesTexts(lang)
  const said = sayDecision(policy, decision, lang, { now, readerZone })
  if (decision.outcome === 'refused' || decision.outcome === 'redirected') return { lines: [], note: [said.headline, said.because].filter((part) => part !== null).join(' '), clauses: decision.decisive, taken: false }
  const promised = decision.outcome === 'ask' ? commitments(policy, facts, now) : decision.commitments
  const lines = promised.map((commitment) => ({
    text: promiseInWords(policy, { ...commitment, deadline: null }, lang).text,
    ...(commitment.deadline === null || commitment.statistic.of !== 'each' ? {} : { now: t.askedNow(deadlineInWords(commitment.deadline, { zone: policy.zone, lang, now, readerZone })) }),
  }))
  return {
    lines: lines.length > 0 ? lines : [{ text: t.nothingPromised }], taken: true, ...(decision.outcome === 'held' ? { note: said.headline } : {}),
    clauses: [...new Set([...promised.flatMap((one) => one.clauses), ...(decision.outcome === 'held' ? decision.decisive : [])])],
  }
}

/** What is promised for each kind of request, those of which the same is said together. */
function promisedRows(policy: Policy, facts: Facts, foreseen: readonly Foreseen[], visitor: SignedVisitor): PromisedRow[] {
  const rows: (Told & { names: string[] })[] = []
  const add = (name: string, decision: Decision, given: Facts) => {
    const one = told(policy, decision, given, visitor)
    const same = rows.find((row) => JSON.stringify([row.lines, row.note]) === JSON.stringify([one.lines, one.note]))
    if (same) same.names.push(name)
    else rows.push({ ...one, names: [name] })
  }
  for (const { value, decision, variants } of foreseen) {
    const asked = value === undefined ? facts : { ...facts, kind: value }
    const kind = value === undefined ? undefined : valueInWords(policy, 'kind', value, visitor.lang)
    add(kind ?? '', decision, asked)
    for (const variant of variants) add([kind, choiceInWords(policy, variant.fact, variant.value, visitor)].filter(Boolean).join(', '), variant.decision, { ...asked, [variant.fact.name]: variant.value })
  }
  return rows.map(({ names, ...row }) => ({ ...row, names: names.filter((name) => name !== '') }))
}

export interface Promises { readonly rows: PromisedRow[]; readonly weeks: WeekView[]; readonly always: boolean }

/** What the policy promises to somebody of whom this is known, and the weeks by which it counts. */
export function promisesOf(policy: Policy, facts: Facts, visitor: SignedVisitor): Promises {
  const foreseen = foresee(policy, facts, visitor.now)
  const { calendars, always } = calendarsOf(policy, foreseen)
  const published = publish(policy, visitor.lang, visitor.now, { now: visitor.now, readerZone: visitor.readerZone }).calendars.filter(({ name }) => calendars.includes(name))
  return { rows: promisedRows(policy, facts, foreseen, visitor), weeks: weeksOf(policy, published, visitor.now, visitor.lang), always }
}

/** The name of a kind of service in the policy's words; its own where the policy has none. */
export function kindInWords(policy: Policy | undefined, kind: string, { lang }: SignedVisitor): string {
  return policy ? valueInWords(policy, 'asset', kind, lang) : kind
}

/** Since when, until when. */
export function periodInWords(startsOn: string | null, endsOn: string | null, { lang }: SignedVisitor): string | undefined {
  const t = servicesTexts(lang)
  if (startsOn !== null && endsOn !== null) return t.fromTo(dateInWords(startsOn, lang), dateInWords(endsOn, lang))
  if (startsOn !== null) return t.from(dateInWords(startsOn, lang))
  return endsOn === null ? undefined : `${t.until} ${dateInWords(endsOn, lang)}`
}
