/** What is told where no other policy of these tests has anything wrong: each key of the language in each kind of map, and each block said again. */
import { isMap, parseDocument } from 'yaml'
import { test } from 'vitest'
import { wholeText } from '../publish/whole.ts'
import { sampleText } from '../sample.ts'
import { findingsOf, policyText } from '../support/policy.ts'
import { blocksText } from './blocks.ts'
import { kindOf, places, type Path } from './edits.ts'
import { expectText } from './golden.ts'
import { keysAt, wordsAt, wrongInside } from './schema-words.ts'

const texts = [blocksText, wholeText, ...['payroll', 'village-internet'].map(sampleText)]

/** What findings say, each sentence once for all the texts that are asked. */
function newSentences(): (text: string) => string[] {
  const told = new Set<string>()
  return (text) => findingsOf(text).filter(({ severity }) => severity !== 'info').flatMap(({ code, message }) => {
    const line = `  ${code}: ${message.fr} / ${message.en}`
    const known = told.has(line)
    told.add(line)
    return known ? [] : [line]
  })
}

/** The keys of each kind of map which it has not, where they are first missing. */
function missingKeys(source: string, seen: Set<string>): { path: Path; keys: string[] }[] {
  const document = parseDocument(source)
  return [[], ...places(document.contents)].filter((path) => isMap(document.getIn(path, true))).flatMap((path) => {
    const keys = keysAt(path).filter((key) => !seen.has(`${kindOf(path)}/${key}`) && !document.hasIn([...path, key]))
    for (const key of keys) seen.add(`${kindOf(path)}/${key}`)
    return keys.length === 0 ? [] : [{ path, keys }]
  })
}

/** Maps whose keys are added at once; never one and the next, which may stand in it. */
const together = 4

test('a key that holds something wrong is told, whichever it is', () => {
  const seen = new Set<string>()
  const sentences = newSentences()
  const values: Record<string, (path: Path) => unknown> = { 'a word': () => 'zz', 'a map': () => ({ zz: 1 }), 'wrong within': wrongInside }
  expectText('wrong-values', texts.flatMap((source) => {
    const maps = missingKeys(source, seen)
    const turns = Math.ceil(maps.length / together)
    return Array.from({ length: turns }, (_, turn) => maps.filter((_, index) => index % turns === turn)).flatMap((some) => Object.entries(values).flatMap(([how, value]) => {
      const document = parseDocument(source)
      for (const { path, keys } of some) for (const key of keys) document.setIn([...path, key], document.createNode(value([...path, key])))
      return [`# ${how}: ${some.map(({ path, keys }) => `${path.join('/')} + ${keys.join(', ')}`).join('; ')}`, ...sentences(String(document))]
    }))
  }).join('\n'))
})

/** Policies that say outright that there is none of something. */
const refusals = keysAt(['clauses', 0, 'means']).flatMap((key) => wordsAt(['clauses', 0, 'means', key]).map((word) => policyText({ means: `${key}: ${word}` })))

test('what one clause says, another may say again or may not', () => {
  const sentences = newSentences()
  expectText('said-again', [blocksText, wholeText, ...refusals].flatMap((source) => places(parseDocument(source).contents).filter((path) => path.length === 4 && path[2] === 'means').flatMap((path) => {
    const document = parseDocument(source)
    document.addIn(['clauses'], document.createNode({ id: 'again', says: { fr: 'Encore.', en: 'Again.' }, means: { [String(path.at(-1))]: document.getIn(path) } }))
    const told = sentences(String(document))
    return told.length === 0 ? [] : [`# ${path.at(-1)}`, ...told]
  })).join('\n'))
})
