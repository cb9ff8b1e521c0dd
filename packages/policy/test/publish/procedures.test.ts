import { describe, expect, it } from 'vitest'
import { publish } from '../../src/publish/publish.ts'
import { publishedProcedures } from '../../src/publish/procedures.ts'
import { renderHtml } from '../../src/publish/html.ts'
import { renderMarkdown } from '../../src/publish/markdown.ts'
import { paris, policyOf, policyText } from '../support/policy.ts'

const policy = policyOf(policyText({
  facts: 'serious: { type: flag, label: { fr: Grave, en: Serious } }',
  more: '- id: phone\n  says: { fr: Téléphone, en: Telephone }\n  means:\n    addresses: { day: "+33 2 99 00 00 00" }\n    channels: { phone: { label: { fr: standard, en: switchboard }, medium: phone, address: day, calendar: office, acknowledged: Oui } }',
  means: `targets: [ { name: gti, label: { fr: GTI, en: GIT }, metric: intervention, within: 2h, counted: elapsed, statistic: each, bond: objective } ]
procedures:
  - name: urgency
    label: { fr: Urgence, en: Emergency }
    when: { kind: urgent }
    guards: [ { name: serious, needs: { serious: yes } }, { name: gti, over: gti }, { name: reply, over: first_reply }, { name: own, label: { fr: Un ticket ouvert, en: A ticket is open }, needs: { ticket_exists: yes } } ]
    steps:
      - { name: desk, channel: phone, words: { fr: Demandez le support, en: Ask for support } }
      - { name: chief, channel: mail, during: always, after: { step: desk, wait: 15min } }
    uncovered: { during: night, words: { fr: Attendez le matin, en: Wait for the morning } }`,
}))
const plain = (text: string): string => text.replaceAll(/[\u00a0\u202f]/g, ' ')

describe('a published procedure', () => {
  it('tells its guards, its steps and its hours in words', () => {
    const [fr] = publishedProcedures(policy, 'fr')
    expect(JSON.parse(plain(JSON.stringify(fr)))).toEqual({
      name: 'urgency', label: 'Urgence', when: 'Type de demande : Urgence', clauses: ['1'],
      guards: [{ name: 'serious', words: 'Grave : oui' }, { name: 'gti', words: 'GTI : délai dépassé' }, { name: 'reply', words: 'Réponse : délai dépassé' }, { name: 'own', words: 'Un ticket ouvert' }],
      steps: [
        { name: 'desk', label: 'standard', address: { text: '+33 2 99 00 00 00', href: 'tel:+33299000000' }, hours: 'du lundi au vendredi de 9 h 00 à 18 h 00', after: null, fee: null, words: 'Demandez le support' },
        { name: 'chief', label: 'Courrier', address: null, hours: null, after: '15 minutes après un appel sans suite : standard', fee: null, words: null },
      ],
      uncovered: { words: 'Attendez le matin', hours: expect.stringContaining('18 h 00') },
    })
    expect(JSON.parse(plain(JSON.stringify(publishedProcedures(policy, 'en')[0])))).toMatchObject({ label: 'Emergency', guards: [{ words: 'Serious: yes' }, { words: 'GIT: time exceeded' }, { words: 'Reply: time exceeded' }, {}], steps: [{}, { after: '15 minutes after a call without result: switchboard' }] })
    expect(publishedProcedures(policyOf(policyText()), 'fr')).toEqual([])
  })

  it('stands in the document, as a page and as Markdown; without procedures there is no such section', () => {
    const document = publish(policy, 'fr', paris('2026-05-12 10:00'))
    const markdown = plain(renderMarkdown(document))
    expect(markdown).toContain('| 1. Standard · Demandez le support | [+33 2 99 00 00 00](tel:+33299000000) | Du lundi au vendredi de 9 h 00 à 18 h 00 |')
    expect(markdown).toContain('- GTI : délai dépassé')
    expect(renderHtml(document, (text) => text)).toContain('id="procedure-urgency"')
    expect(publish(policyOf(policyText()), 'fr', paris('2026-05-12 10:00')).sections.map(({ id }) => id)).not.toContain('procedures')
  })
})
