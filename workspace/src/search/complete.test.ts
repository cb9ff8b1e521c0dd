import type { SearchOperator } from '@guichet/protocol'
import { describe, expect, test } from 'vitest'
import { completeNames, completeValues, ownValues, typedAtEnd } from './complete.ts'

const operator = (name: string, kind: SearchOperator['kind'], fr: string[], values: [string, string][] = [], none = false): SearchOperator => ({
  name, kind, names: { fr, en: [name] }, says: { fr: `dit ${name}`, en: `says ${name}` }, none, values: values.map(([value, label]) => ({ name: value, label: { fr: label, en: value } })),
})
const operators = [
  operator('customer', 'called', ['client'], [], true), operator('state', 'fixed', ['état', 'statut'], [['open', 'ouvert'], ['waiting-customer', 'attend-client']]), operator('assignee', 'person', ['agent'], [], true),
  operator('field.fin_2', 'time', ['champ.fin_2'], [], true), operator('field.cause', 'policy', ['champ.cause'], [['disque', 'Disque dur']], true),
  operator('due', 'time', ['échéance']), operator('tier', 'policy', ['niveau'], [['gold support', 'Support or']]),
]
const typed = (text: string) => {
  const found = typedAtEnd(text, operators)
  return found && (found.is === 'name' ? ['name', found.before, found.begun] : ['value', found.before, found.operator.name, found.begun])
}

describe('what is being typed', () => {
  test.each([
    ['cli', ['name', '', 'cli']], ['panne -cli', ['name', 'panne -', 'cli']], ['panne ', undefined], ['', undefined], ['client:', ['value', 'client:', 'customer', '']], ['x état:ou', ['value', 'x état:', 'state', 'ou']],
    ['-etat:open,att', ['value', '-etat:open,', 'state', 'att']], ['client:"Boulangerie Ma', ['value', 'client:', 'customer', 'Boulangerie Ma']], ['échéance:<1', ['value', 'échéance:', 'due', '1']], ['"phrase ouv', undefined],
    ['champ.fi', ['name', '', 'champ.fi']], ['x -champ.fin_2:>20', ['value', 'x -champ.fin_2:', 'field.fin_2', '20']], ['field.cause:dis', ['value', 'field.cause:', 'field.cause', 'dis']],
    ['inconnu:x', undefined], ['1042', undefined],
  ])('%s', (text, expected) => expect(typed(text)).toEqual(expected))
})

describe('ways to go on', () => {
  test('names begin so, with accents or not, in the reader’s language first', () => {
    expect(completeNames({ before: 'x ', begun: 'et' }, operators, 'fr').map(({ text }) => text)).toEqual(['x état:'])
    expect(completeNames({ before: '', begun: 'cust' }, operators, 'fr').map(({ text }) => text)).toEqual(['customer:'])
    expect(completeNames({ before: '', begun: 'zz' }, operators, 'en')).toEqual([])
  })

  test('values by their name or their words, in quotes where they need them, with a space to go on after', () => {
    const values = (name: string) => ownValues(operators.find((one) => one.name === name)!, 'fr')
    expect(completeValues({ before: 'état:', begun: 'ouv' }, values('state')).map(({ text }) => text)).toEqual(['état:open '])
    expect(completeValues({ before: 'niveau:', begun: '' }, values('tier')).map(({ text }) => text)).toEqual(['niveau:"gold support" '])
    expect(values('assignee').map(({ name }) => name)).toEqual(['me', 'none'])
    expect(completeValues({ before: 'état:', begun: 'open' }, values('state'))).toEqual([])
    expect(values('due').map(({ name }) => name)).toContain('late')
    expect(values('field.cause').map(({ name }) => name)).toEqual(['disque', 'any', 'none'])
    expect(values('field.fin_2').map(({ name }) => name)).toEqual(['today', 'yesterday', 'week', 'any', 'none'])
    expect(completeValues({ before: 'champ.cause:', begun: 'dur' }, values('field.cause')).map(({ text }) => text)).toEqual(['champ.cause:disque '])
  })
})
