import { describe, expect, test } from 'vitest'
import { publish } from '../../src/publish/publish.ts'
import { readable } from '../sample.ts'
import { policyOf, policyText } from '../support/policy.ts'
import { blocks, noon, table, told } from './reading.ts'
import { wholePolicy } from './whole.ts'

const whole = wholePolicy()
const made = (means: string) => policyOf(policyText({ means }))

describe('promise tables', () => {
  test('by level and priority come from a table of the policy, what differs in each cell', () => {
    expect(table(whole, 'promises', 'Réponse, par niveau et priorité')).toEqual([
      ['PRO', '15 minutes ouvrées (office) / garantie', '2 heures ouvrées (office) / garantie'],
      ['PLUS', '1 heure ouvrée (office) / objectif', '4 heures ouvrées (office) / objectif'],
      ['Libre', '24 h / objectif', 'pas d’engagement de délai'],
    ])
    expect(table(whole, 'promises', 'Reply, by level and priority', 'en')[0]![1]).toBe('15 minutes of business time (office) / guaranteed')
  })

  const target = (name: string, when: string, within: string) => `{ name: ${name}, metric: first_reply, when: ${when}, within: ${within}, counted: elapsed, statistic: each, bond: objective }`
  test('come from plain promises that differ only by level, the rest told once', () => {
    const plain = made(`targets: [ ${target('a', '{ tier: pro, channel: mail }', '1h')}, ${target('b', '{ tier: [plus, free], channel: mail }', '2h')} ]`)
    expect(table(plain, 'promises', 'Réponse, par niveau')).toEqual([['PRO', '1 h'], ['PLUS et Libre', '2 h']])
    const note = blocks(plain, 'promises').find(({ is }) => is === 'text')
    expect(note?.is === 'text' && told(note.lines)).toBe('Canal : Courrier. Engagement : objectif. Article 1')
  })

  test('of a table whose cases are not those of each level say in each cell when', () => {
    const cases = made('targets: [ { name: a, metric: first_reply, when: [ { tier: pro, kind: urgent }, { tier: free, kind: billing }, { tier: [free, plus], channel: mail } ], within: { by: tier, pro: 1h, free: 2h, plus: 3h }, counted: elapsed, statistic: each, bond: objective } ]')
    expect(table(cases, 'promises', 'Réponse, par niveau')).toEqual([['PRO', '1 h / Type de demande : Urgence'], ['PLUS', '3 h / Canal : Courrier'], ['Libre', '2 h / Type de demande : Facturation ; ou Canal : Courrier']])
  })

  test('do not mix what differs by something else', () => {
    const mixed = made(`targets: [ ${target('a', '{ tier: pro, channel: mail }', '1h')}, ${target('b', '{ tier: plus, channel: portal }', '2h')} ]`)
    expect(publish(mixed, 'fr', noon).tables).toEqual([])
    expect(table(mixed, 'promises', 'Réponse').map(([, when]) => when)).toEqual(['Niveau : PRO, Canal : Courrier', 'Niveau : PLUS, Canal : Portail'])
  })

  test('name the level that is left when the others are told', () => {
    const rest = made(`targets: [ ${target('a', '{ tier: pro }', '1h')}, ${target('b', '{ }', '3h')} ]`.replace('when: { }, ', ''))
    expect(table(rest, 'promises', 'Réponse, par niveau')).toEqual([['PRO', '1 h'], ['tous les autres', '3 h']])
  })
})

describe('matrices', () => {
  const matrix = wholePolicy((text) => text.replace('priority: [ { is: normal }, { when: { kind: urgent }, is: high } ]', 'priority: [ { matrix: [kind, tier], rows: { technical: [high, normal, normal], billing: [normal, normal, normal], urgent: [high, high, normal] } } ]'))
  test('show how priority follows from two facts, each cell leading to its clause', () => {
    const [shown] = blocks(matrix, 'priorities')
    expect(shown?.is === 'table' && [readable(shown.caption), shown.heads[1], shown.heads[3]]).toEqual(['Priorité, par type de demande et niveau', 'PRO', 'Libre'])
    expect(shown?.is === 'table' && shown.rows.map(({ cells }) => cells.map(told))).toEqual([
      ['Technique', 'Haute', 'Normale', 'Normale'], ['Facturation', 'Normale', 'Normale', 'Normale'], ['Urgence', 'Haute', 'Haute', 'Normale'],
    ])
    expect(shown?.is === 'table' && shown.rows[0]!.cells[1]![0]![0]!.href).toBe('#art-1')
  })
  test('are not made of rules that are none', () => {
    expect(blocks(whole, 'priorities')).toEqual([])
  })
})
