import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { compile } from '../../src/compile.ts'
import { diffPolicies } from '../../src/diff/diff.ts'
import { changeLine, diffInWords } from '../../src/diff/words.ts'
import type { Families } from '../../src/policy.ts'
import { expectText } from '../golden/golden.ts'
import { readable, samples } from '../sample.ts'
import { policyText } from '../support/policy.ts'

const withMeans = (means: string) => {
  const { policy, findings } = compile([{ file: 'policy.yaml', text: policyText({ facts: 'work: { values: { repair: Dépannage, install: Installation } }', more: `- id: "2"\n  says: Un texte.\n  means:\n${means.trim().split('\n').map((line) => `    ${line}`).join('\n')}` }) }])
  if (!policy) throw new Error(findings.map(({ line, code, message }) => `${line} ${code} ${message.en}`).join('\n'))
  return policy
}
const changed = (before: string, after: string) => diffInWords(diffPolicies(withMeans(before), withMeans(after)), 'fr').map((line) => readable(changeLine(line)))
const hourly = (more: string, percent = '20') => `prices: [ { name: hour, is: hourly, ${more} } ]\ntaxes: [ { percent: "${percent}" } ]`

/** Some means, the same otherwise, and what is told of it. */
const pairs: [before: string, after: string, fr: string[]][] = [
  [hourly('rate: "60.00", unit: 30min'), hourly('rate: "66.00", unit: 15min, free_time: 10min'), ['Art. 2 — Prix (au temps passé), prix de l’heure : 66,00 € (avant : 60,00 €) ; temps offert : 10 minutes (ajout) ; tranche : 15 minutes (avant : 30 minutes).']],
  [hourly('rate: "60.00"'), hourly('rate: "60.00"', '19.6'), ['Art. 2 — Taxe : 19,6 % (avant : 20 %).']],
  [`${hourly('rate: "60.00"')}\nfactors: [ { when: { tier: pro }, percent: "90" } ]`, `${hourly('rate: "60.00"')}\nfactors: [ { when: { tier: pro }, percent: "80" } ]`, ['Art. 2 — Coefficient du prix pour Niveau = PRO : 80 % (avant : 90 %).']],
  [`${hourly('rate: "60.00"')}\nsurcharges: none`, `${hourly('rate: "60.00"')}\nsurcharges: { combine: highest, rules: [ { name: travel, when: { tier: free }, amount: "40.00" } ] }`, ['Art. 2 — Majoration pour Niveau = Libre : 40,00 € (ajout).', 'Art. 2 — Majorations : la plus élevée seule (avant : il n’y en a pas).']],
  [`${hourly('rate: "60.00", quote: required')}\nquotes: { parts: [cost], valid_for: 30d }`, `${hourly('rate: "60.00", quote: required')}\nquotes: { parts: [work, cost], valid_for: 15d }`, ['Art. 2 — Devis, contient : les travaux et le coût (avant : le coût) ; valable : 15 jours (avant : 30 jours).']],
  ['quotas: [ { of: requests, name: month, label: { fr: Vos demandes, en: Your requests }, holds: 10, per: month, carry_over: none, when_empty: priced } ]', 'quotas: [ { of: requests, name: month, label: { fr: Vos demandes, en: Your requests }, holds: 5, per: month, carry_over: none, when_empty: refuse } ]',
    ['Art. 2 — Vos demandes : 5 demandes par mois (avant : 10 demandes par mois) ; épuisé : la demande n’est pas prise (avant : facturé).']],
  ['callbacks: [ { by: support, otherwise: close } ]', 'callbacks: [ { by: night, otherwise: close } ]', ['Art. 2 — Rappel téléphonique : night (avant : support).']],
  ['life_cycle: { moves: [ { to: deleted, answer: allowed } ] }', 'life_cycle: { moves: [ { to: deleted, answer: refused } ] }', ['Art. 2 — Passage d’une demande à « supprimée » : refusé (avant : possible).']],
  ['life_cycle: { timers: [ { name: end, in: solved, after: 14d, counted: elapsed, do: close } ] }', 'life_cycle: { timers: [ { name: end, in: solved, after: 7d, counted: elapsed, do: close } ] }', ['Art. 2 — Délai automatique (clôture) pour État de la demande = résolue, après : 7 jours (avant : 14 jours).']],
  ['confidentiality: { rules: [ { secrets: masked } ], detect: [password] }', 'confidentiality: { rules: [ { secrets: refused } ], detect: [password, card] }', ['Art. 2 — Secrets écrits dans un texte : texte refusé (avant : masqués).', 'Art. 2 — Secrets reconnus : mot de passe ou code et numéro de carte bancaire (avant : mot de passe ou code).']],
  ['contacts: { roles: { technical: { label: Technique, rights: [ask, follow], at_most: 3 } } }', 'contacts: { roles: { technical: { label: Technique, rights: [ask], at_most: 2 } } }', ['Art. 2 — Rôle « Technique », droits : faire une demande (avant : faire une demande et suivre ses demandes) ; personnes, au plus : 2 (avant : 3).']],
  ['remote: { rules: [ { answer: offered } ], tools: { viewer: Visionneuse }, chosen_by: support }', 'remote: { rules: [ { answer: refused } ], tools: { viewer: Visionneuse }, chosen_by: requester }', ['Art. 2 — Session à distance : pas possible (avant : possible).', 'Art. 2 — Outils des sessions à distance, choisis par : le demandeur (avant : le support).']],
]

/** Blocks that no line above has. */
const more: [before: string, after: string][] = [
  ['teams: { desk: Le guichet }\nrosters: { duty: { label: Astreinte, during: office, by: desk } }', 'teams: { desk: Le comptoir }\nrosters: { duty: { label: Garde, during: night, by: desk, at_least: 2 } }'],
  ['hosts: [acme.fr]\naddresses: { site: "https://acme.fr" }', 'hosts: [acme.fr, acme.eu]\naddresses: { site: "https://acme.eu" }'],
  ['terms: { gti: { term: GTI, means: Un délai } }\nproducts: { ru: { label: RU, latest: "7.0" } }', 'terms: { gti: { term: GTI, means: Une promesse, aliases: [délai] } }\nproducts: { ru: { label: RU, latest: "7.1" } }'],
  ['confidentiality: { rules: [ { secrets: masked } ], detect: [password] }', 'confidentiality: { rules: [ { secrets: masked } ], detect: [card], transport: encrypted }'],
  ['remote: { rules: [ { answer: offered } ] }', 'remote: { rules: [ { answer: offered } ], tools: { viewer: Visionneuse }, chosen_by: requester, recorded: [reason] }'],
  ['handling: [ { by: team, during: office, acknowledged: Oui } ]', 'handling: [ { by: team, during: always } ]'],
  ['queue: { order: [ { name: pro, when: { tier: pro } }, { name: rest } ], then: opened }', 'queue: { order: [ { name: rest } ], then: due }'],
  ['routes: { order: first_match, rules: [ { to: portal } ] }', 'routes: { order: most_specific, rules: [ { to: mail } ] }'],
  ['languages: { answered_in: [fr], otherwise: refuse }', 'languages: { answered_in: [fr, en], accepted: any, otherwise: { answer_in: en } }'],
  ['notices: [ { words: Attention } ]', 'notices: [ { when: { tier: pro }, words: Merci, tags: [vip] } ]'],
  ['targets: [ { name: reply, metric: first_reply, within: 2h, counted: office, statistic: each, bond: guaranteed, late_when: counted_over_target } ]', 'targets: [ { name: reply, metric: first_reply, within: 2 business days, counted: { business_days: office, day_rule: end_of_day }, statistic: 90% per month, bond: objective } ]'],
  ['procedures: [ { name: urgency, label: Urgence, steps: [ { name: day, channel: portal, during: office } ] } ]', 'procedures: [ { name: urgency, label: Secours, guards: [ { name: pro, needs: { tier: pro } } ], steps: [ { name: day, channel: mail, during: night } ] } ]'],
]

describe('every family and block tells its own changes', () => {
  test.each(pairs)('%s', (before, after, fr) => {
    expect(changed(before, after)).toEqual(fr)
    expect(changed(after, after)).toEqual([])
  })

  test('as data too, there and back', () => {
    const told = [...pairs, ...more].flatMap(([before, after]) => [[before, after], [after, before]].flatMap(([one, other]) => {
      const changes = diffPolicies(withMeans(one!), withMeans(other!))
      return [`# ${other}`, ...changes.map((change) => JSON.stringify(change)), ...diffInWords(changes, 'en').map(changeLine)]
    }))
    expectText('changed-blocks', told.join('\n'))
  })

  test('where it has no words of its own, it is told by what its data are', () => {
    const policy = withMeans(hourly('rate: "60.00"'))
    const rule = policy.families.prices[0]!
    const strange = (answer: unknown) => ({ ...policy, families: { ...policy.families, riddles: [{ ...rule, name: 'sphinx', answer }] } as unknown as Families })
    const [line] = diffInWords(diffPolicies(strange({ legs: 4, at_dawn: true, words: { fr: 'Quatre.', en: 'Four.' }, uses: ['tier'] }), strange({ legs: 3, at_dawn: false, words: { fr: 'Trois.', en: 'Three.' }, uses: [] })), 'fr')
    expect(readable(changeLine(line!))).toBe('Art. 2 — Riddles, legs : 3 (avant : 4) ; at dawn : non (avant : oui) ; texte : Trois (avant : Quatre) ; uses : retiré (avant : Niveau).')
  })

  test('no policy tells a key of the language where people read', () => {
    const names = ['abuledu', 'dri', 'elassar', 'introserv', 'remote-utilities']
    const all = names.map((name) => compile([{ file: 'policy.yaml', text: readFileSync(join(samples, '../policies', name, 'policy.yaml'), 'utf8') }]).policy!)
    for (const [index, now] of all.entries()) for (const old of [all[index - 1] ?? all.at(-1)!]) for (const lang of ['fr', 'en'] as const) for (const { text } of diffInWords(diffPolicies(old, now), lang)) {
      // Names in brackets and addresses are the policy's own.
      expect(text.replaceAll(/\([^()]*\)|\S+[@/]\S+|«[^»]*»|“[^”]*”|\{[^}]*\}/g, '')).not.toMatch(/\b(at_most|at_least|when_empty|on_execution|round_first|valid_for|most_specific|first_match|waiting_customer|human_reply|client_area|addressCase|keyReuse)\b/)
    }
  })
})
