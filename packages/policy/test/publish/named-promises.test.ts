/** A promise is called on the page as the policy calls it, whether written alone or as a table. */
import MarkdownIt from 'markdown-it'
import { expect, test } from 'vitest'
import { renderHtml } from '../../src/publish/html.ts'
import { publish } from '../../src/publish/publish.ts'
import { at, readable } from '../sample.ts'
import { policyOf, policyText } from '../support/policy.ts'

const noon = at('2026-10-06T12:00')
const markdown = (text: string) => new MarkdownIt({ html: false }).render(text)
const made = (label: string) => policyOf(policyText({
  facts: 'contract.fee: { type: money, required: yes, label: Abonnement }\npriority: { label: Priorité, values: { p1: P1, p2: P2 } }',
  means: `targets:
  - name: back
    metric: restoration
    ${label}
    within: { by: [tier, priority], rows: { pro: [1h, 2h], plus: [3h, 4h], free: [5h, none] } }
    counted: elapsed
    statistic: each
    bond: guaranteed
credits: [ { name: late, target: back, per: 1h, started: yes, percent: "10", of: contract.fee, at_most: "100" } ]`,
  more: '- { id: times, says: { fr: "Le retour se fait dans {target.back}.", en: "It is back within {target.back}." }, means: prose, why: "{clause.1}" }\n- { id: handled, says: Nous, means: { handling: [ { by: us, during: always } ] } }',
}))
const html = (label: string) => readable(renderHtml(publish(made(label), 'fr', noon), markdown))

test('a table of promises has the name that the policy gives it, and so has the credit for being late', () => {
  const page = html('label: { fr: Retour en ligne, en: Back online }')
  expect(page).toContain('<caption>Retour en ligne, par ')
  expect(page).toContain('Au-delà du délai « Retour en ligne »')
  expect(page).not.toContain('« back »')
})

test('in the clause that sets it, a value leads to the table that tells all of it', () => {
  const policy = policyOf(policyText({
    facts: 'priority: { label: Priorité, values: { p1: P1, p2: P2 } }',
    means: `targets:
  - { name: other, label: Autre, metric: intervention, within: 5h, counted: elapsed, statistic: each, bond: guaranteed }
  - { name: back, metric: restoration, within: { by: [tier, priority], rows: { pro: [1h, 2h], plus: [3h, 4h], free: [5h, none] } }, counted: elapsed, statistic: each, bond: guaranteed }
  - { name: call, metric: first_reply, within: 2h, counted: elapsed, statistic: each, bond: guaranteed }
figures: { n: { count: 3 } }`,
  }).replace('fr: "Ce que nous faisons."', 'fr: "{target.back}, {target.back.pro.p1}, {target.call}, {target.other}, {calendar.office}, {figure.n}"').replace('en: "What we do."', 'en: "{target.back}, {target.back.pro.p1}, {target.call}, {target.other}, {calendar.office}, {figure.n}"'))
  const parts = publish(policy, 'en', noon).clauses[0]!.says.filter((part) => typeof part !== 'string')
  expect(parts.map(({ path, anchor }) => [path, anchor])).toEqual([['target.back', 'promises-restoration'], ['target.back.pro.p1', 'promises-restoration'], ['target.call', 'promise-call'], ['target.other', 'promise-other'], ['calendar.office', 'hours-office'], ['figure.n', undefined]])
})

test('without a name, it has that of what is measured', () => {
  const page = html('')
  expect(page).toContain('<caption>Rétablissement, par ')
  expect(page).toContain('Au-delà du délai « Rétablissement »')
})

test('many values are read in their table: the text says on what they depend, and leads to the clause that has it', () => {
  expect(html('')).toMatch(/dans <a href="#art-1" class="live"[^>]*>un délai selon [^<]* et priorité<\/a>/)
})
