import { expect, test } from 'vitest'
import { questionNamed } from '../../src/questions/questions.ts'
import { paris, policyOf, policyText } from '../support/policy.ts'

const policy = policyOf(policyText({
  facts: 'outage: { type: flag, from: history, label: { fr: Panne vue, en: Outage seen } }\ncontract.monthly_fee: { type: money, required: yes, label: { fr: Abonnement, en: Monthly fee } }',
  means: `taxes: [ { name: vat, percent: "20" } ]
fees: { nature: price, per: call, decided_by: { fr: la responsable, en: the head }, evidence: [outage], unless: { outage: yes }, never_for: { consumer: yes }, rules: [ { name: misuse, label: { fr: Appel abusif, en: Misused call }, when: { channel: portal }, amount: "350.00", reason: { fr: Aucun ticket., en: No ticket. } } ] }
credits: [ { name: uptime, label: { fr: Disponibilité, en: Availability }, measure: availability, period: month, of: contract.monthly_fee, steps: [ { below: "99.9", percent: "10" } ], claim_within: 30d } ]
quotas: [ { name: pack, label: { fr: Carnet d'heures, en: Hour bank }, of: time, holds: 2h, unit: 15min, per: purchase, expires: 1 month, when_empty: ask_quote } ]`,
}))
const given = { channel: 'portal', outage: false, consumer: false, genuine: false, 'contract.monthly_fee': 100_00 }

function explained(name: string, fields: object, facts: object = given): Record<'fr' | 'en', string[]> {
  const question = questionNamed(name)!
  const data: unknown = JSON.parse(JSON.stringify(question.answer(policy, { facts: facts as never, at: paris('2026-05-12 20:00'), fields: fields as never })))
  const lines = (lang: 'fr' | 'en') => question.explain(policy, data, lang).map(({ text }) => text.replaceAll(/[\u00a0\u202f]/g, ' '))
  return { fr: lines('fr'), en: lines('en') }
}

test('a proposed fee is told with its reason, its tax, who rules and until when it may be contested', () => {
  const { fr, en } = explained('fee', { announced: true })
  expect(fr[0]).toContain('Appel abusif : proposé à la décision · 350,00 € HT · taxe 20 % · Aucun ticket. [Canal = Portail, Panne vue = non, Consommateur = non, Incident réel = non] (art. 1)')
  expect(fr.at(-1)).toBe('Frais : 350,00 € HT, 420,00 € TTC · à décider · la responsable · contestable jusqu’au mercredi 27 mai 2026 inclus (art. 1)')
  expect(en.at(-1)).toBe('Fees: €350.00 excl. tax, €420.00 incl. tax · to be ruled on · the head · may be contested until Wednesday 27 May 2026 included (art. 1)')
})

test('what is not proposed says why', () => {
  expect(explained('fee', { announced: true }, { ...given, outage: undefined }).fr[0]).toContain('pas encore : il manque des preuves · Panne vue')
  expect(explained('fee', {}).en[0]).toContain('cancelled: the price was not announced before the call')
  expect(explained('fee', {}, { channel: 'mail' }).fr).toEqual(['Frais : aucuns frais'])
})

test('a credit is told with its share and how long it may be claimed', () => {
  expect(explained('credit', { measured: '99.5' }).fr).toEqual(['Disponibilité : dû au client · 10,00 € · 10 % · à demander jusqu’au mercredi 1er juillet 2026 inclus [Abonnement = 100,00 €] (art. 1)'])
  expect(explained('credit', { name: 'uptime' }).en[0]).toContain('Availability: to be told · the measured availability')
})

test('a counted right is told with its account', () => {
  const { fr, en } = explained('quota', { grants: [{ at: paris('2026-05-01 10:00') }], uses: [{ at: paris('2026-05-04 10:00'), took: 600 }], asked: 6400 })
  expect(fr).toEqual(['Décompte : accordé 2 h, utilisé 15 minutes, reste 1 h 45 (art. 1)', 'Compté : 2 h (art. 1)', 'Carnet d’heures : épuisé, sur devis (art. 1)'])
  expect(en.at(-1)).toBe('Hour bank: used up, on a quote (art. 1)')
})
