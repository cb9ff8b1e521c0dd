import { type ExplainedLine, explainLine } from '../explain/lines.ts'
import type { Lang } from '../model.ts'
import { bill, type Bill, type BillLine, type LineToBill, quoteStates } from '../money/bill.ts'
import { centsInWords } from '../money/amount.ts'
import type { Policy } from '../policy.ts'
import { wordsIn } from '../words/fill.ts'
import { sayOrNothing } from '../words/phrases.ts'
import { changeInWords, outcomeOfPrice, stageInWords, taxInWords } from '../words/price.ts'
import { taxName } from '../words/tax.ts'
import { type Read, question, type Told } from './question.ts'

/** The kinds of work that have a price. */
export const works = (policy: Policy): string[] => policy.facts.get('work')?.options.map(({ value }) => value) ?? []

export const line = {
  work: { named: works }, spent: 'duration', entries: { each: { from: 'instant', to: 'instant' } }, estimate: 'duration', cost: 'money', quote: { one_of: quoteStates }, executed: 'flag',
} as const

/** What does this work cost, and is it due? */
export const price = question({
  name: 'price',
  about: { fr: 'Que coûte ce travail, et est-ce dû ?', en: 'What does this work cost, and is it due?' },
  fields: { ...line, lines: { each: line }, tax_date: 'date' },
  needs: [],
  tells: ['outcome', 'net', 'tax', 'gross', 'billed', 'rate', 'price', 'missing', 'reason', 'tax_percent', 'mention', 'step.*', 'line.*'],
  answer: (policy, { facts, at, fields: { lines, tax_date: taxPoint, ...own } }): Bill =>
    bill(policy, { lines: (lines ?? [own]).map(toBill), ...(taxPoint === undefined ? {} : { taxPoint }) }, facts, at),
  tell: (_, { lines, net, tax, gross, taxes }) => {
    const first = lines[0]
    const [one] = taxes
    const outcome = outcomeOf(lines)
    // A sum with a line that nobody can work out yet is none.
    const sum = (cents: number): Told => (outcome === 'undecided' ? { is: 'nothing' } : { is: 'money', cents })
    return {
      outcome: { is: 'word', word: outcome }, net: sum(net), tax: sum(tax), gross: sum(gross),
      billed: { is: 'duration', seconds: lines.reduce((sum, { billed }) => sum + billed, 0) },
      rate: first?.rate === null || !first ? { is: 'nothing' } : { is: 'money', cents: first.rate },
      price: first?.price === undefined ? { is: 'nothing' } : { is: 'word', word: first.price },
      missing: { is: 'words_list', words: [...new Set(lines.flatMap(({ missing }) => missing))] },
      reason: first?.reason ? { is: 'words', words: first.reason } : { is: 'nothing' },
      tax_percent: { is: 'words_list', words: taxes.map(({ percent }) => percent) }, mention: one?.mention ? { is: 'words', words: one.mention } : { is: 'nothing' },
      ...Object.fromEntries(lines.length === 1 ? stepsOf(first!) : []),
      ...Object.fromEntries(lines.flatMap((each, place): [string, Told][] => [
        [`line.${place + 1}.outcome`, { is: 'word', word: each.outcome }], [`line.${place + 1}.net`, each.outcome === 'undecided' ? { is: 'nothing' } : { is: 'money', cents: each.net }], [`line.${place + 1}.billed`, { is: 'duration', seconds: each.billed }],
      ])),
    }
  },
  clauses: ({ clauses }) => clauses,
  explain: (policy, { lines, taxes, net, gross, clauses }, lang) => {
    const sum = `${centsInWords(net, policy, lang, 'excluded')} · ${centsInWords(gross, policy, lang, 'included')}`
    return [
      ...lines.flatMap((each) => explainBillLine(policy, each, lang)),
      ...taxes.map((tax) => explainLine(policy, {
        title: taxName(tax, policy, lang), result: [taxInWords(tax, policy, lang), sayOrNothing(tax.mention, policy, lang)].filter((part) => part !== '').join(' · '), clauses: tax.clauses,
      }, lang)),
      ...(outcomeOf(lines) === 'undecided' ? [] : [explainLine(policy, { title: 'Total', result: sum, clauses }, lang)]),
    ]
  },
})

/** Only what was said: a field that is absent is not one that is empty. */
function toBill({ entries, ...rest }: Read<typeof line>): LineToBill {
  const placed = entries?.flatMap(({ from, to }) => (from === undefined || to === undefined ? [] : [{ from, to }]))
  return { ...rest, ...(placed ? { entries: placed } : {}) }
}

/** Of several lines: due when any is, else what the first says that is not nothing. */
function outcomeOf(lines: readonly BillLine[]): string {
  if (lines.some(({ outcome }) => outcome === 'undecided')) return 'undecided'
  if (lines.some(({ outcome }) => outcome === 'due')) return 'due'
  return lines.find(({ outcome }) => outcome !== 'nothing')?.outcome ?? 'nothing'
}

function stepsOf({ steps }: BillLine): [string, Told][] {
  return steps.map(({ stage, in: unit, to }) => [`step.${stage}`, unit === 'cents' ? { is: 'money', cents: to } : { is: 'duration', seconds: to }])
}

function explainBillLine(policy: Policy, each: BillLine, lang: Lang): ExplainedLine[] {
  const label = policy.facts.get('work')?.options.find(({ value }) => value === each.work)?.label
  const title = label ? wordsIn(label, policy, lang) : (each.work ?? (lang === 'fr' ? 'Prix' : 'Price'))
  const shown = each.outcome === 'due' ? centsInWords(each.net, policy, lang, 'excluded') : ''
  const missing = each.missing.map((name) => wordsIn(policy.facts.get(name)?.label ?? {}, policy, lang) || name).join(', ')
  const result = [outcomeOfPrice(each.outcome, lang), shown, missing, sayOrNothing(each.reason, policy, lang)].filter((part) => part !== '').join(' · ')
  return [
    ...each.steps.map((step) => explainLine(policy, { title: stageInWords(step, lang), result: changeInWords(step, policy, lang), clauses: step.clauses }, lang)),
    explainLine(policy, { title, result, facts: each.facts, clauses: each.clauses, ...(each.price === undefined ? {} : { rule: each.price }) }, lang),
  ]
}
