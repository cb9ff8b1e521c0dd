import { describe, expect, it } from 'vitest'
import type { Facts, Lang } from '../../src/model.ts'
import { questionNamed } from '../../src/questions/questions.ts'
import { readable } from '../sample.ts'
import { paris, policyOf, policyText } from '../support/policy.ts'

const policy = policyOf(policyText({
  facts: 'contract.people: { type: number, label: { fr: "Contacts prévus", en: "Contacts included" } }',
  means: `life_cycle:
  moves:
    - { name: how, to: solved, by: agent, needs: { resolution: known }, otherwise: refuse, reason: { fr: "Dites comment.", en: "Say how." } }
    - { from: solved, to: open, by: requester, within: 14d, counted: elapsed, otherwise: new_ticket }
  timers: [ { name: nudge, in: solved, after: 1h, counted: elapsed, do: remind, words: { fr: "Tout va bien ?", en: "All well?" } }, { name: end, in: open, after: 2h, counted: elapsed, do: solve } ]
  conversions: [ { when: { channel: mail }, to: portal, by: agent, carries: [transcript, identity], starts: first_message } ]
  follow: [ { by: requester, states: every } ]
contacts:
  roles:
    boss: { label: { fr: Responsable, en: Manager }, rights: [ask, follow, order, close] }
    user: { label: { fr: Utilisateur, en: User }, rights: [ask, follow, order], at_most: contract.people, commits_up_to: "500.00" }`,
}))

/** In both languages, spaces that do not break made ordinary. */
function explained(name: string, fields: object, facts: Facts = {}, at = paris('2026-11-10 09:00')): (string | null)[] {
  const question = questionNamed(name)!
  const data = question.answer(policy, { facts, at, fields })
  expect(JSON.parse(JSON.stringify(data))).toEqual(data)
  return (['fr', 'en'] as Lang[]).map((lang) => readable(question.explain(policy, data, lang).map(({ text }) => text).join('\n')))
}

describe('in words', () => {
  it('a move says what it lacks, why and until when', () => {
    expect(explained('move', { from: 'open', to: 'solved', by: 'agent' })).toEqual([
      'En cours → résolue (un agent) : refusé · il manque : Résolution · Dites comment. [Par qui = un agent, Résolution = pas connu] (art. 1)',
      'Open → solved (an agent): refused · missing: Resolution · Say how. [By whom = an agent, Resolution = not known] (art. 1)',
    ])
    expect(explained('move', { from: 'solved', to: 'open', by: 'requester', since: paris('2026-11-02 09:00') })).toEqual([
      'Résolue → en cours (le demandeur) : possible · jusqu’au lundi 16 novembre 2026 à 9 h 00 [État de la demande = résolue, Par qui = le demandeur] (art. 1)',
      'Solved → open (the requester): possible · until Monday 16 November 2026 at 9:00 [State of the ticket = solved, By whom = the requester] (art. 1)',
    ])
    expect(explained('move', { from: 'solved', to: 'open', by: 'requester' })[0]).toContain('non, il faut une nouvelle demande · il manque : l’entrée dans cet état')
    expect(explained('move', { from: 'closed', to: 'open', by: 'agent' })).toEqual([
      'Close → en cours (un agent) : non, il faut une nouvelle demande · aucune règle n’en parle', 'Closed → open (an agent): no, it takes a new ticket · no rule speaks of it',
    ])
    expect(explained('move', { from: 'open', to: 'solved', by: 'requester' }, { contact_role: 'user' })).toEqual([
      'En cours → résolue (le demandeur) : refusé · ce rôle n’a pas le droit de clore [Rôle du contact = Utilisateur] (art. 1)', 'Open → solved (the requester): refused · this role has no right to close [Role of the contact = User] (art. 1)',
    ])
  })

  it('a timer says when, and what stops it', () => {
    expect(explained('timers', { state: 'solved', since: paris('2026-11-10 09:00') })).toEqual([
      'Rappel : mardi 10 novembre 2026 à 10 h 00 · Tout va bien ? [État de la demande = résolue] (art. 1)', 'Reminder: Tuesday 10 November 2026 at 10:00 · All well? [State of the ticket = solved] (art. 1)',
    ])
    expect(explained('timers', { state: 'open', since: paris('2099-12-31 23:30') })[1]).toBe('Called solved: never [State of the ticket = open] (art. 1)')
  })

  it('a conversion says what becomes of it', () => {
    expect(explained('convert', { by: 'agent', carried: ['transcript', 'identity'], first_message: paris('2026-11-10 08:50') }, { channel: 'mail' })).toEqual([
      'Conversation : devient une demande suivie · Portail · mardi 10 novembre 2026 à 8 h 50 · avec la conversation et l’identité [Canal = Courrier] (art. 1)',
      'Conversation: becomes a ticket · Portail · Tuesday 10 November 2026 at 8:50 · with the transcript and the identity [Channel = Courrier] (art. 1)',
    ])
    expect(explained('convert', { by: 'agent' }, { channel: 'mail' })).toEqual([
      'Conversation : pas encore · il manque : la conversation, l’identité et l’heure du premier message [Canal = Courrier] (art. 1)',
      'Conversation: not yet · missing: the transcript, the identity and the time of the first message [Channel = Courrier] (art. 1)',
    ])
    expect(explained('convert', { by: 'agent' }, { channel: 'portal' })).toEqual(['Conversation : ne devient pas une demande suivie', 'Conversation: does not become a ticket'])
  })

  it('what is followed is dated; for a stranger there is nothing', () => {
    const changes = [{ at: paris('2026-11-09 10:00'), to: 'open' }, { at: paris('2026-11-09 12:00'), to: 'solved' }]
    expect(explained('follow', { viewer: 'requester', changes }, { contact_role: 'user' })).toEqual([
      'Suivi : 09/11/2026 10:00 en cours et 09/11/2026 12:00 résolue [Rôle du contact = Utilisateur] (art. 1)', 'Follow-up: 2026-11-09 10:00 open and 2026-11-09 12:00 solved [Role of the contact = User] (art. 1)',
    ])
    expect(explained('follow', { viewer: 'agent' })).toEqual(['Suivi : aucun changement', 'Follow-up: no change'])
    expect(explained('follow', { viewer: 'other', changes })).toEqual(['Suivi : rien : pour cette personne, cette demande n’existe pas (art. 1)', 'Follow-up: nothing: for this person there is no such ticket (art. 1)'])
  })

  it('a contact says what they may, the limits, and who else may', () => {
    expect(explained('contact', { role: 'user', right: 'order', amount: 50_001 }, { 'contract.people': 2 })).toEqual([
      'Utilisateur : au-delà de la limite · commander · au plus 2 personnes · jusqu’à 500,00 € · peut le faire : Responsable [Rôle du contact = Utilisateur, Contacts prévus = 2] (art. 1)',
      'User: over the limit · order · at most 2 people · up to €500.00 · may do it: Manager [Role of the contact = User, Contacts included = 2] (art. 1)',
    ])
    expect(explained('contact', { role: 'user', count: 1 })[1]).toBe('User: over the limit · up to €500.00 · missing: Contacts included [Role of the contact = User, Contacts included = not known] (art. 1)')
    expect(explained('contact', { right: 'ask' })).toEqual([
      'Contact sans rôle : pas autorisé · faire une demande · peut le faire : Responsable ou Utilisateur [Rôle du contact = pas connu] (art. 1)', 'Contact without a role: not allowed · make a request · may do it: Manager or User [Role of the contact = not known] (art. 1)',
    ])
  })
})
