/** A policy with the blocks that the cases of findings have little of. */
import { policyText } from '../support/policy.ts'

export const blocksText = policyText({
  facts: `
release: { type: version, from: requester }
number: { type: text }
language: { type: text }
contract.places: { type: number, required: yes }
work: { values: { repair: Dépannage, install: Installation } }`,
  means: `
products: { ru: { label: RU, latest: "7.1" } }
terms: { gti: { term: GTI, means: Une promesse, aliases: [délai] } }
teams: { desk: Le guichet }
hosts: [acme.fr]
addresses: { site: "https://acme.fr" }
languages: [ { answered_in: [fr, en], accepted: [fr, en, de], otherwise: { answer_in: en } } ]
versions: [ { fact: release, supported: latest_major, recommended: latest, recommendation: Mettez à jour, otherwise: remark } ]
requires: [ { when: { kind: urgent }, facts: [ release, [number, work] ], if_missing: ask, why: Pour vous aider } ]
identification: [ { needs: { customer: known }, otherwise: { tier: free }, reason: Qui } ]
routes: { order: first_match, rules: [ { when: { kind: billing }, to: mail }, { to: portal } ] }
department: [ { is: support }, { when: { kind: billing }, is: accounts } ]
handling: [ { by: desk, during: always, on_call: yes, acknowledged: Oui } ]
notices: [ { when: { tier: pro }, words: Merci, tags: [vip] } ]
callbacks: [ { by: desk, otherwise: close } ]
remote: { rules: [ { answer: offered } ], tools: { viewer: Visionneuse }, chosen_by: requester, recorded: [reason] }
rosters: { duty: { label: Garde, during: night, by: desk, at_least: 2, able: Tout faire } }
contacts: { roles: { technical: { label: Technique, rights: [ask, follow, order], at_most: contract.places, commits_up_to: "100.00" }, other: { label: Autre, rights: [ask] } }, declared_by: [technical], default: other }
prices: [ { name: repair, is: hourly, rate: "60.00", quote: required } ]
taxes: [ { percent: "20" } ]
quotes: { parts: [cost, work], hourly_parts: [rate], estimate_multiple_of: 30min, sent_by: [mail], establishing: free, valid_for: 30d, accepted_through: [mail, portal], accept_needs: { contact: declared } }
life_cycle:
  moves: [ { name: again, to: open, from: solved, by: requester, within: 14d, counted: elapsed, otherwise: refuse } ]
  timers: [ { name: end, in: [solved], after: 5 business days, counted: { business_days: office, day_rule: end_of_day }, do: close, to: requester, words: Terminé } ]
procedures: [ { name: urgency, label: Secours, guards: [ { name: pro, needs: { tier: pro }, otherwise: Non } ], steps: [ { name: day, channel: mail, during: always, by: desk } ] } ]`,
})
