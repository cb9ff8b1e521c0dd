import { describe, expect, test } from 'vitest'
import { checkCoverage, hasTitle, readCoverage } from '../../src/examples/coverage.ts'

const source = `
- id: S4-23
  shown: [ {example: S4-23}, {app: stories/dri.test.ts} ]
- id: S4-24
  later: { fr: "avec les procédures", en: "with procedures" }
`
const world = {
  examples: new Set(['S4-23/option', 'S4-25']),
  testFile: (path: string) => (path === 'stories/dri.test.ts' ? "test('S4-23: held until opening', () => {})" : null),
}
const problems = (text: string) => {
  const { entries, problems: read } = readCoverage('coverage.yaml', text)
  return [...read, ...checkCoverage(entries, world)].map(({ line, id, message }) => `${line} ${id} ${message}`)
}

describe('a coverage manifest', () => {
  test('is fine when everything it points to exists', () => expect(problems(source)).toEqual([]))
  test.each([
    ['- id: S4-23\n  shown: [ {example: S4-99} ]', '1 S4-23 there is no example “S4-99”'],
    ['- id: S4-23\n  shown: [ {app: stories/none.test.ts} ]', '1 S4-23 there is no file stories/none.test.ts'],
    ['- id: S4-2\n  shown: [ {browser: stories/dri.test.ts} ]', '1 S4-2 no test of stories/dri.test.ts has S4-2 in its title'],
    ['- id: S4-23\n  shown: [ {example: S4-25} ]\n- id: S4-23\n  later: soon', '3 S4-23 it stands twice'],
    ['- id: S4-23', '1 S4-23 it is neither shown nor later'],
    ['- id: S4-23\n  later: ""', '1 S4-23 it comes later without saying why'],
    ['- id: S4-23\n  shown: [ {test: x} ]', '2 S4-23 “test” is not a way: example, app or browser'],
    ['- shown: []', '1  an entry has no id'],
    ['- id: S4-23\n  later: soon\n  because: x', '1 S4-23 “because” is not a key of an entry'],
  ])('%j', (text, problem) => expect(problems(text)).toContain(problem))

  test('an id is found in titles only, and whole', () => {
    expect(hasTitle("describe('S4-23 and S4-24', f)", 'S4-24')).toBe(true)
    expect(hasTitle("test('S4-231', f)", 'S4-23')).toBe(false)
    expect(hasTitle('// S4-23 is not shown', 'S4-23')).toBe(false)
  })
})
