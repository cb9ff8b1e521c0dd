import { describe, expect, it } from 'vitest'
import { questionNamed } from '../../src/questions/questions.ts'
import { findTerm } from '../../src/terms/find-term.ts'
import { findingsOf, policyOf, policyText, problemsOf } from '../support/policy.ts'

const text = (terms: string): string => policyText({ means: `addresses: { area: "https://acme.fr/espace" }\nhosts: [acme.fr]\nterms: { ${terms} }` })
const area = 'area: { term: { fr: Espace Clé, en: Key Area }, aliases: ["l’ancien nom", Produhost], means: { fr: Votre espace, en: Your area }, address: area }'

describe('a term', () => {
  it('S4-7: is found by every name it has, whatever capitals, accents, apostrophes and spaces', () => {
    const policy = policyOf(text(area))
    for (const name of ['Espace Clé', 'espace  cle', 'KEY AREA', 'produhost', "L'ancien nom"]) {
      expect(findTerm(policy, name), name).toEqual({ term: 'area', means: { fr: 'Votre espace', en: 'Your area' }, address: 'https://acme.fr/espace', clauses: ['1'] })
    }
    for (const name of ['produhos', '', 'espace', 'area']) expect(findTerm(policy, name), name).toEqual({ term: null, address: null, clauses: [] })
  })

  it('has its names for itself alone, and leads only to an address that exists', () => {
    expect(problemsOf(text(`${area}, other: { means: Autre, aliases: [PRODUHOST] }`))).toEqual(['duplicate-id'])
    expect(problemsOf(text(`${area}, other: { means: Autre, aliases: ["espace cle"] }`))).toEqual(['duplicate-id'])
    expect(problemsOf(text(`${area}, other: { means: Autre, aliases: [autrefois] }`))).toEqual([])
    expect(problemsOf(text(area.replace('address: area', 'address: arena')))).toEqual(['unknown-address'])
  })

  it('is explained in both languages', () => {
    const policy = policyOf(text(area))
    const asked = questionNamed('term')!
    const told = (name: string, lang: 'fr' | 'en') => asked.explain(policy, asked.answer(policy, { facts: {}, at: 0, fields: { text: name } }), lang)[0]!.text.replaceAll(/[\u00a0\u202f]/g, ' ')
    expect(told('produhost', 'fr')).toBe('Vocabulaire : Espace Clé · Votre espace · https://acme.fr/espace (art. 1)')
    expect(told('nothing', 'en')).toBe('Vocabulary: this word is not in the vocabulary')
  })
})

describe('a remark', () => {
  const noticed = (words: string): string => policyText({ facts: 'alarm: { type: text, from: history }\nsince: { type: instant, from: history }', means: `notices: [ { when: { alarm: known }, words: ${words} } ]` })

  it('may cite what is known of the request; nothing else may', () => {
    expect(problemsOf(noticed('{ fr: "Vu : {value.since}", en: "Seen: {value.since}" }'))).toEqual([])
    expect(problemsOf(noticed('{ fr: "Vu : {value.sinse}", en: "Seen: {value.sinse}" }'))).toContain('unknown-placeholder')
    expect(problemsOf(policyText({ more: '- { id: "2", says: { fr: "{value.kind}", en: "{value.kind}" }, means: prose, why: x }' }))).toContain('unknown-placeholder')
    expect(findingsOf(noticed('{ fr: "Vu : {value.since}", en: "Seen" }')).map(({ code }) => code)).toContain('placeholders-differ')
  })
})
