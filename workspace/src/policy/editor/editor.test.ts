import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { schemas } from '@guichet/policy/schema/schemas'
import { namesIn } from './names.ts'
import { infoOf, offersAt } from './offers.ts'
import { placeAt } from './place.ts'
import type { Schema } from './schema.ts'

const schema = schemas.policy() as Schema
const dri = readFileSync(new URL('../../../../policies/dri/policy.yaml', import.meta.url), 'utf8')

/** The place of `|` in a text. */
function at(text: string) {
  const before = text.slice(0, text.indexOf('|')).split('\n')
  return placeAt(text.replace('|', '').split('\n'), before.length - 1, before.at(-1)!.length)
}
const head = 'clauses:\n  - id: "1"\n    means:\n      calendars:\n        support: { days: weekdays }\n      '

test('a place is known by its keys, in blocks, lists and braces, on one line or several', () => {
  expect(at('zon|')).toMatchObject({ path: [], on: 'key', word: 'zon' })
  expect(at('zone: Eur|')).toMatchObject({ path: ['zone'], on: 'value', word: 'Eur', from: 6 })
  expect(at('facts:\n  kind:\n    lab|')).toMatchObject({ path: ['facts', 'kind'], on: 'key' })
  expect(at('clauses:\n  - id: "1"\n    mea|')).toMatchObject({ path: ['clauses', '[]'], on: 'key', word: 'mea' })
  expect(at('clauses:\n- id: "1"\n  mea|')).toMatchObject({ path: ['clauses', '[]'], on: 'key' })
  expect(at('clauses:\n- id: "1"\n- i|')).toMatchObject({ path: ['clauses', '[]'], on: 'key', word: 'i' })
  expect(at(`${head}targets:\n        - { name: a, counted: sup| }`)).toMatchObject({ path: ['clauses', '[]', 'means', 'targets', '[]', 'counted'], on: 'value', word: 'sup' })
  expect(at(`${head}targets:\n        - { name: a,\n            cou| }`)).toMatchObject({ path: ['clauses', '[]', 'means', 'targets', '[]'], on: 'key', word: 'cou' })
  expect(at(`${head}access:\n        - { when: { kind: [technical, ur|] } }`)).toMatchObject({ path: ['clauses', '[]', 'means', 'access', '[]', 'when', 'kind', '[]'], on: 'value', word: 'ur' })
  expect(at('facts:\n  a:\n    label: { fr: "x, y: {", en: z }\nzone: |')).toMatchObject({ path: ['zone'], on: 'value', word: '' })
  expect(at('source:\n  note:\n    fr: |\n      Texte : libre |'.replace('|', '>'))).toMatchObject({ path: expect.arrayContaining(['source', 'note']) })
})

const offered = (text: string) => offersAt(at(text), schema, namesIn(text), [{ name: 'trust', label: 'Confiance', values: [{ value: 'T2', label: 'Forte' }] }], 'fr')
const texts = (text: string) => offered(text).map((one) => one.text)

test('what may stand there is what the language and the text say', () => {
  expect(texts('|')).toEqual(expect.arrayContaining(['guichet', 'clauses', 'declared', 'zone']))
  expect(offered('|').find(({ text }) => text === 'zone')).toMatchObject({ required: true, info: expect.stringContaining('Zone horaire') })
  expect(texts('languages: { authoritative: | }')).toEqual(['fr', 'en'])
  expect(texts(`${head}|`)).toEqual(expect.arrayContaining(['targets', 'access', 'calendars']))
  expect(texts(`${head}targets:\n        - { name: a, counted: | }`)).toContain('support')
  const withFacts = `facts:\n  kind:\n    values: { question: { fr: Q }, urgent: { fr: U } }\n  asset:\n    values:\n      vm: { fr: VM }\n${head}`
  expect(texts(`${withFacts}access:\n        - { when: { | } }`)).toEqual(expect.arrayContaining(['kind', 'asset', 'trust']))
  expect(texts(`${withFacts}access:\n        - { when: { kind: | } }`)).toEqual(expect.arrayContaining(['question', 'urgent']))
  expect(texts(`${withFacts}access:\n        - { when: { asset: [|] } }`)).toContain('vm')
  expect(texts(`${head}priority: x\n    says: { fr: "Ouvert {|" }`)).toContain('calendar.support')
})

test('a whole policy is read: its clauses in order, the names it declares, and words for its keys', () => {
  const names = namesIn(dri)
  expect(names.clauses.slice(0, 3).map(({ id, depth, title }) => [id, depth, title.fr])).toEqual([['1', 0, 'Vocabulaire'], ['1.1', 1, 'FAI'], ['1.2', 1, expect.any(String)]])
  expect(names.clauses.some(({ declared, id }) => declared && id === 'D13')).toBe(true)
  expect([...names.of.get('facts')!]).toEqual(expect.arrayContaining(['kind', 'asset', 'isp']))
  expect([...names.values.get('asset')!]).toEqual(['dedicated', 'vm', 'transit', 'shared', 'elsewhere'])
  expect(infoOf(['zone'], schema, [], 'fr')).toContain('Europe/Paris')
  expect(infoOf(['zone'], schema, [], 'en')).toContain('Time zone')
})

test('reading a policy as it is typed costs next to nothing', () => {
  const lines = dri.split('\n')
  for (let i = 0; i < lines.length; i += 7) expect(() => placeAt(lines, i, lines[i]!.length)).not.toThrow()
  for (const text of ['', ':', '- - - :', '{{{[[', '"', '}}}', '\t- x: [', 'a: {b: "']) expect(() => offersAt(placeAt(text.split('\n'), 0, text.length), schema, namesIn(text), [], 'en')).not.toThrow()
})
