import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { compile } from '../../src/compile.ts'
import { diffPolicies } from '../../src/diff/diff.ts'
import { changeLine, diffInWords } from '../../src/diff/words.ts'
import type { Lang } from '../../src/model.ts'
import type { Policy } from '../../src/policy.ts'
import { readable, sample, samples } from '../sample.ts'

const valley = sample('village-internet')
const lines = (old: Policy, now: Policy, lang: Lang) => diffInWords(diffPolicies(old, now), lang).map((line) => readable(changeLine(line)))
const edited = (...edits: [from: string, to: string][]) => sample('village-internet', (text) => edits.reduce((changed, [from, to]) => {
  if (!changed.includes(from)) throw new Error(`nothing to edit: ${from}`)
  return changed.replace(from, to)
}, text))
const changed = (...edits: [from: string, to: string][]) => lines(valley, edited(...edits), 'fr')

describe('what changed between two policies is told in words, each thing once', () => {
  test.each<[edits: [string, string][], fr: string[]]>([
    [[['hours: ["08:00-17:00"]', 'hours: ["07:00-18:00"]']], ['Art. 1 — Horaires « Techniciens » : du lundi au vendredi de 7 h 00 à 18 h 00 (avant : de 8 h 00 à 17 h 00).']],
    [[['hours: ["08:00-17:00"], holidays: [fr-metropole]', 'hours: ["08:00-17:00"], holidays: none']], ['Art. 1 — Horaires « Techniciens », jours fériés : ouvert les jours fériés (avant : fermé (France métropolitaine)).']],
    [[['closures: [ { on: 2026-12-24, hours: ["09:00-12:00"], label: { fr: Veille de Noël, en: Christmas Eve } } ]', 'closures: [ { on: 2026-12-24 } ]']],
      ['Art. 1 — Horaires « Permanence », jours particuliers : le 24 décembre 2026 (fermé) (avant : Veille de Noël, le 24 décembre 2026 (de 9 h 00 à 12 h 00)).']],
    [[['week: { mon-sat: ["08:00-13:00"] }', 'week: { mon-sat: ["07:00-13:00"] }']],
      ['Art. 1 — Horaires « Permanence », saisons : du 1er juillet au 31 août (du lundi au samedi de 7 h 00 à 13 h 00) (avant : du 1er juillet au 31 août (du lundi au samedi de 8 h 00 à 13 h 00)).']],
    [[['when: { kind: outage }, within: 8h', 'when: { kind: outage }, within: 4h']], ['Art. 5 — Réparation pour Votre demande = Plus de connexion : 4 heures ouvrées (Techniciens) (avant : 8 heures ouvrées (Techniciens)).']],
    [[['statistic: 90% per year, bond: objective', 'statistic: each, bond: guaranteed']], ['Art. 5 — Réparation pour Votre demande = Plus de connexion, vaut pour : chaque demande (avant : 90 % des demandes d’un an) ; engagement : garanti (avant : objectif).']],
    [[['late_when: counted_over_target, starts: handling', 'late_when: now_past_deadline']], ['Art. 5 — Rappel pour Canal = Téléphone, en retard : dès que l’échéance est passée (avant : quand le temps compté dépasse le délai) ; compté depuis : la réception (avant : la prise en charge).']],
    [[['percent: "90"', 'percent: "95"']], ['Art. 5 — Chiffre « share » : 95 % (avant : 90 %).']],
    [[['+33 4 75 00 00 00', '+33 4 75 00 00 01']], ['Art. 1 — Adresse « phone » : +33 4 75 00 00 01 (avant : +33 4 75 00 00 00).']],
    [[['zone: Europe/Paris', 'zone: Europe/Madrid']], ['Fuseau horaire : heure de Madrid (Europe/Madrid) (avant : heure de Paris (Europe/Paris)).']],
    [[['version: "3"', 'version: "4"'], ['effective: 2026-09-01', 'effective: 2026-10-01']], ['Version : 4 (avant : 3).', 'En vigueur : 1er octobre 2026 (avant : 1er septembre 2026).']],
    [[['on_tier_change: new_only, notice: 30d', 'on_tier_change: from_opening']], ['Art. 6 — Nouvelle version de la politique, changement de niveau compté : dès l’ouverture de la demande (avant : pour les nouvelles demandes) ; délai d’annonce : retiré (avant : 30 jours).']],
    [[['answer: excluded', 'answer: limited']], ['Art. 2 — Périmètre pour Votre demande = Mon ordinateur ou ma télévision : aide limitée (avant : non couvert).']],
    [[['- when: { kind: home }', '- when: { kind: [home, move] }']], ['Art. 2 — Périmètre (non couvert), s’applique à : Votre demande = Mon ordinateur ou ma télévision ou Déménagement (avant : Votre demande = Mon ordinateur ou ma télévision).']],
    [[['by: desk, during: desk,', 'by: desk, during: field,']], ['Art. 4 — Prise en charge (desk), horaires : Techniciens (avant : Permanence).']],
    [[['        - { when: { kind: outage, elderly: yes }, is: vital }\n', '']], ['Art. 4 — Priorité pour Votre demande = Plus de connexion, Une personne dépend de la ligne (téléalarme) = oui : Vitale (suppression).']],
    [[['then: opened', 'then: due']], ['File d’attente, à rang égal : par échéance (avant : par ordre d’arrivée).']],
    [[['order: [ { name: vital, when: { priority: vital } }, { name: outage, when: { priority: outage } },', 'order: [ { name: outage, when: { priority: outage } }, { name: vital, when: { priority: vital } },']],
      ['Art. 4 — File d’attente, ordre : outage → vital → normal (avant : vital → outage → normal).']],
    [[['slow: { fr: Connexion lente, en: Slow connection }', 'slow: { fr: Connexion lente, en: Slow connection }\n      noise: { fr: Grésillements, en: Noise }']],
      ['Information « Votre demande », valeurs : Plus de connexion (Rien ne passe, sur aucun appareil.), Connexion lente, Grésillements, Déménagement et Mon ordinateur ou ma télévision (avant : Plus de connexion (Rien ne passe, sur aucun appareil.), Connexion lente, Déménagement et Mon ordinateur ou ma télévision).']],
    [[['Pas vos appareils : nous vous dirons qui peut vous aider.', 'Vos appareils restent à vous.']], ['Art. 2 — « Ce que nous prenons en charge », texte : « Vos appareils restent à vous. » (avant : « Pas vos appareils : nous vous dirons qui peut vous aider. »).']],
    [[['Not your devices: we tell', 'Not your own devices: we tell']], ['Art. 2 — « Ce que nous prenons en charge », texte : “Not your own devices: we tell you who can help.” (avant : “Not your devices: we tell you who can help.”).']],
  ])('%j', (edits, fr) => {
    expect(changed(...edits)).toEqual(fr)
    expect(lines(valley, edited(...edits), 'en')).toHaveLength(fr.length)
  })

  test('in English too', () => {
    expect(lines(valley, edited(['hours: ["08:00-17:00"]', 'hours: ["07:00-18:00"]'], ['when: { kind: outage }, within: 8h', 'when: { kind: outage }, within: 4h']), 'en')).toEqual([
      'Art. 1 — Hours “Technicians”: Monday to Friday from 7:00 to 18:00 (before: from 8:00 to 17:00).',
      'Art. 5 — Repair for Your request = No connection: 4 business hours (Technicians) (before: 8 business hours (Technicians)).',
    ])
  })

  test('what was added and removed is told whole, and what holds for whom', () => {
    const without = edited(['        - { name: repair-town, label: { fr: Réparation pour une mairie, en: Repair for a town hall }, metric: restoration, when: { kind: outage, role: town }, within: 8h, counted: field, statistic: each, bond: guaranteed, late_when: now_past_deadline }\n', ''])
    const told = 'Art. 5 — Réparation pour une mairie pour Votre demande = Plus de connexion, Vous êtes = une mairie ou un service public : 8 heures ouvrées (Techniciens) ; engagement : garanti'
    expect(lines(valley, without, 'fr')).toEqual([`${told} (suppression).`])
    expect(lines(without, valley, 'fr')).toEqual([`${told} (ajout).`])
  })
})

describe('a clause that only got another number is moved, not removed and added', () => {
  const inserted = edited(['  - id: "4"\n', '  - id: "4"\n    title: { fr: Politesse, en: Courtesy }\n    says: { fr: "Nous restons courtois, même un lundi.", en: "We stay polite, even on a Monday." }\n    means: prose\n    why: { fr: courtoisie, en: courtesy }\n  - id: "5"\n'], ['  - id: "5"\n    title: { fr: Nos', '  - id: "6"\n    title: { fr: Nos'], ['  - id: "6"\n    title: { fr: Ce texte', '  - id: "7"\n    title: { fr: Ce texte'])

  test('its rules, figures and promises are then the same', () => {
    expect(lines(valley, inserted, 'fr')).toEqual(['Art. 4 — « Politesse » : « Nous restons courtois, même un lundi. » (ajout).', 'Art. 5, 6 et 7 — Anciennement art. 4, 5 et 6.'])
    expect(lines(inserted, valley, 'en')).toEqual(['Art. 4, 5 and 6 — Formerly art. 5, 6 and 7.', 'Art. 4 — “Courtesy”: “We stay polite, even on a Monday.” (removed).'])
  })

  test('as data: each with the clause before and now', () => {
    expect(diffPolicies(valley, inserted).map(({ kind, what, clause, was }) => [kind, what, clause, was])).toEqual([
      ['added', 'clause', '4', null], ['moved', 'clause', '5', '4'], ['moved', 'clause', '6', '5'], ['moved', 'clause', '7', '6'],
    ])
  })

  test('even where its words changed a little, as long as most of them stayed', () => {
    const reworded = edited(['  - id: "4"\n', '  - id: "4"\n    says: { fr: "Nous restons courtois, même un lundi.", en: "We stay polite, even on a Monday." }\n    means: prose\n    why: { fr: courtoisie, en: courtesy }\n  - id: "5"\n'], ['  - id: "5"\n    title: { fr: Nos', '  - id: "6"\n    title: { fr: Tous nos'], ['  - id: "6"\n    title: { fr: Ce texte', '  - id: "7"\n    title: { fr: Ce texte'])
    expect(lines(valley, reworded, 'fr')).toEqual(['Art. 4 — « Nous restons courtois, même un lundi. » (ajout).', 'Art. 5 et 6 — Anciennement art. 4 et 5.', 'Art. 6 — Titre : « Tous nos délais » (avant : « Nos délais »).', 'Art. 7 — Anciennement art. 6.'])
  })

  test('what moved to another clause says from where', () => {
    const moved = edited(['      figures: { share: { percent: "90" } }\n', ''], ['      policy_changes: {', '      figures: { share: { percent: "90" } }\n      policy_changes: {'])
    expect(lines(valley, moved, 'fr')).toEqual(['Art. 6 — Chiffre « share » (se trouvait avant à l’art. 5).'])
  })
})

describe('any two policies can be compared', () => {
  const root = join(samples, '..')
  const all = ['samples/village-internet', 'samples/payroll', ...['abuledu', 'dri', 'elassar', 'introserv', 'remote-utilities'].map((name) => `policies/${name}`)].map((folder) => {
    const text = readFileSync(join(root, folder, 'policy.yaml'), 'utf8')
    return [folder, () => compile([{ file: 'policy.yaml', text }]).policy!] as const
  })

  test.each(all)('%s differs from no reading of itself', (_, read) => {
    expect(diffPolicies(read(), read())).toEqual([])
  })

  test('every change has words in both languages, survives JSON, and none is a name of ours', () => {
    const policies = all.map(([, read]) => read())
    for (const [index, now] of policies.entries()) {
      const old = policies[index - 1] ?? policies.at(-1)!
      const changes = diffPolicies(old, now)
      expect(JSON.parse(JSON.stringify(changes))).toEqual(changes)
      for (const lang of ['fr', 'en'] as const) for (const { text } of diffInWords(changes, lang)) expect(text).not.toMatch(/\b(?:undefined|null|NaN)\b|\[object|"test":/)
    }
  })
})
