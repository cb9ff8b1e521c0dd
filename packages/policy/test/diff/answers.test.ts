import { describe, expect, test } from 'vitest'
import { diffAnswers } from '../../src/diff/answers.ts'
import { answerDifferenceInWords } from '../../src/diff/answers-words.ts'
import type { Lang } from '../../src/model.ts'
import type { Policy } from '../../src/policy.ts'
import { readable, sample } from '../sample.ts'
import { policyOf, policyText } from '../support/policy.ts'

const old = sample('village-internet')
const now = sample('village-internet', (text) => text.replace('when: { kind: outage }, within: 8h', 'when: { kind: outage }, within: 4h').replace('answer: excluded', 'answer: limited').replace('      slow: {', '      noise: { fr: Bruit, en: Noise }\n      slow: {')
  .replace('      policy_changes:', '      remote: { rules: [ { answer: offered } ], tools: { viewer: { fr: Visionneuse, en: Viewer } }, chosen_by: support }\n      policy_changes:'))
const outage = { at: '2026-05-12 22:00', facts: { channel: 'mail', kind: 'outage', line_number: 'VI-1042' } }
const told = (line: Record<string, unknown>, lang: Lang = 'fr') => diffAnswers(old, now, [line])[0]!.differences.map((one) => readable(answerDifferenceInWords(one, lang)))

describe('answers of two policies', () => {
  test('that are the same give no difference', () => {
    expect(diffAnswers(old, now, [{ ...outage, facts: { ...outage.facts, kind: 'slow' } }, { due: { target: 'callback', start: '2026-10-05 11:00' } }])).toEqual([{ index: 0, differences: [] }, { index: 1, differences: [] }])
  })

  test('tell which keys of a decision differ, before and after, by which clauses', () => {
    expect(told(outage)).toEqual([
      'délai (rétablissement) : 4 h (avant : 8 h), art. 5',
      'échéance (rétablissement) : mercredi 13 mai 2026 à 12 h 00 (avant : mercredi 13 mai 2026 à 16 h 00), art. 5',
    ])
    expect(told({ ...outage, facts: { ...outage.facts, kind: 'home' } }, 'en')).toEqual([
      'answer: accepted, held until opening (before: refused), art. 4 (before: art. 2)',
      'priority: Normal (before: nothing), art. 4 (before: art. 2)',
      'scope: limited help (before: not covered), art. 2',
      'access: open (before: closed), art. 4 (before: art. 2)',
      'handled by: desk (before: nothing), art. 4 (before: art. 2)',
      'held until: Wednesday 13 May 2026 at 9:00 (before: nothing), art. 4 (before: art. 2)',
      'reason: nothing (before: We do not work on subscribers\' devices), art. 4 (before: art. 2)',
    ])
  })

  test('tell each part of a promise, and what is no longer promised', () => {
    const promised = (within: string, bond: string) => policyOf(policyText({ means: `targets: [ { name: gtr, metric: restoration, within: ${within}, statistic: each, bond: ${bond}, late_when: counted_over_target } ]` }))
    const asked = [{ at: '2026-05-12 10:00', facts: { channel: 'mail' } }]
    const [hours, dayLong, none] = [promised('4h, counted: elapsed', 'guaranteed'), promised('2 business days, counted: { business_days: office, day_rule: end_of_day }', 'objective'), promised('unquantified', 'objective')]
    const differences = (before: Policy, after: Policy) => diffAnswers(before, after, asked)[0]!.differences.flatMap((one) => (['fr', 'en'] as const).map((lang) => readable(answerDifferenceInWords(one, lang))))
    expect(differences(hours, dayLong)).toEqual([
      'délai (rétablissement) : 2 jours ouvrés (avant : 4 h), art. 1', 'time (restoration): 2 business days (before: 4 h), art. 1',
      'échéance (rétablissement) : jeudi 14 mai 2026 à 18 h 00 (avant : mardi 12 mai 2026 à 14 h 00), art. 1', 'due (restoration): Thursday 14 May 2026 at 18:00 (before: Tuesday 12 May 2026 at 14:00), art. 1',
      'engagement (rétablissement) : objectif (avant : garanti), art. 1', 'commitment (restoration): objective (before: guaranteed), art. 1',
    ])
    expect(differences(dayLong, none)).toEqual([
      'délai (rétablissement) : sans délai chiffré (avant : 2 jours ouvrés), art. 1', 'time (restoration): with no stated time (before: 2 business days), art. 1',
      'échéance (rétablissement) : rien (avant : jeudi 14 mai 2026 à 18 h 00), art. 1', 'due (restoration): nothing (before: Thursday 14 May 2026 at 18:00), art. 1',
    ])
    const due = diffAnswers(hours, dayLong, [{ due: { target: 'gtr', start: '2026-05-12 10:00' } }])[0]!.differences
    expect(due.map((one) => readable(answerDifferenceInWords(one, 'fr'))).at(-1)).toBe('délai : 2 jours ouvrés (avant : 4 h), art. 1')
  })

  test('of a deadline and of any further question', () => {
    expect(told({ due: { target: 'repair', start: '2026-10-05 11:00' } })).toEqual(['échéance : lundi 5 octobre 2026 à 15 h 00 (avant : mardi 6 octobre 2026 à 10 h 00), art. 5', 'délai : 4 h (avant : 8 h), art. 5'])
    expect(told({ remote: {} }, 'en')).toEqual(['answer: possible (before: refused), art. 6', 'tools: viewer (before: nothing), art. 6', 'chosen by: support (before: nothing), art. 6'])
  })

  test('that only one of them can give say why the other cannot; that none can give is an error', () => {
    const noise = { ...outage, facts: { ...outage.facts, kind: 'noise' } }
    expect(diffAnswers(old, now, [noise])[0]).toMatchObject({ differences: [{ key: 'problem', before: { en: expect.stringContaining('“noise” is not a value of “kind”') }, after: null }] })
    expect(diffAnswers(now, old, [noise])[0]).toMatchObject({ differences: [{ key: 'problem', before: null, after: { fr: expect.stringContaining('noise') } }] })
    expect(diffAnswers(old, now, [{ at: 'noon', facts: {} }])[0]).toMatchObject({ index: 0, error: { code: 'no-instant' }, differences: [] })
  })
})
