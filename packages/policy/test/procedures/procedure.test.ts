import { describe, expect, it } from 'vitest'
import { explainLine } from '../../src/explain/lines.ts'
import { procedure, type ProcedureSubject } from '../../src/procedures/procedure.ts'
import { questionNamed } from '../../src/questions/questions.ts'
import { findingsOf, paris, policyOf, policyText, problemsOf } from '../support/policy.ts'

const facts = `contract.gti: { type: duration }
contract.until: { type: date, from: contract }
serious: { type: flag, label: Grave }
number: { type: text, from: staff }`
const calendars = (...named: string[]): string => `- id: hours\n  says: { fr: Horaires, en: Hours }\n  means:\n    calendars:\n${named.map((one) => `      ${one}\n`).join('')}`
const text = (more: string, targets = 'counted: elapsed'): string => policyText({ facts, more: calendars('lunch: { days: every, hours: ["12:00-13:00"], holidays: none }'), means: `targets:
  - { name: gti, metric: intervention, when: { contract.gti: known }, within: contract.gti, ${targets}, statistic: each, bond: guaranteed, late_when: counted_over_target }
procedures:
  - { name: urgency, label: Urgence, ${more} }` })
const steps = 'steps: [ { name: day, channel: portal, during: office, by: team }, { name: night, channel: mail, during: night } ]'
const guards = 'guards: [ { name: gti, over: gti, otherwise: Attendez la GTI }, { name: serious, needs: { serious: yes } } ]'
const opened = paris('2026-05-12 15:10')
const given = { facts: { channel: 'portal', 'contract.gti': 7200, serious: true }, opened }
const at = (policy: string, subject: ProcedureSubject & { name?: string }, when: string) => procedure(policyOf(policy), subject, paris(when))
const seconds = (instant: number | null | undefined): string => (instant == null ? '' : Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO('Europe/Paris').toString().slice(0, 19).replace('T', ' '))

describe('a procedure', () => {
  it('S4-26: is closed when the promise is exactly used up, and open a second later', () => {
    const policy = text(`${guards}, ${steps}`)
    expect(at(policy, given, '2026-05-12 17:10:00')).toMatchObject({ outcome: 'not_yet', next: { step: 'day', at: paris('2026-05-12 17:10:01') } })
    expect(at(policy, given, '2026-05-12 17:10:01').steps[0]).toMatchObject({ state: 'open', closesAt: paris('2026-05-12 18:00') })
  })

  it('counts the promise as it is counted: in opening hours it is exceeded the next morning', () => {
    const policy = text(`${guards}, ${steps}`, 'counted: office')
    const read = at(policy, { ...given, facts: { ...given.facts, 'contract.gti': 4 * 3600 } }, '2026-05-12 16:00')
    expect(seconds(read.guards[0]!.from)).toBe('2026-05-13 10:10:01')
    expect(read.next).toEqual({ step: 'day', at: paris('2026-05-13 10:10:01') })
  })

  it('S4-8: never opens for a promise that the contract does not make', () => {
    const read = at(text(`${guards}, ${steps}`), { ...given, facts: { serious: true } }, '2026-05-20 12:00')
    expect(read).toMatchObject({ outcome: 'never', next: null, guards: [{ state: 'fails', from: null }, { state: 'holds' }] })
  })

  it('S4-25: shuts for good when a person replies, not when a machine does; what comes later is not known yet', () => {
    const policy = text(`guards: [ { name: unanswered, needs: { human_reply: no } } ], ${steps}`)
    const reply = (type: 'human_reply' | 'automatic_reply', when: string) => ({ ...given, events: [{ at: paris(when), type }] })
    expect(at(policy, reply('automatic_reply', '2026-05-12 15:11'), '2026-05-12 16:00').outcome).toBe('open')
    expect(at(policy, reply('human_reply', '2026-05-12 15:40'), '2026-05-12 15:39').outcome).toBe('open')
    expect(at(policy, reply('human_reply', '2026-05-12 15:40'), '2026-05-12 15:40').outcome).toBe('never')
  })

  it('stands still with its promise: no instant is told while the ticket waits for the customer', () => {
    const policy = text(`${guards}, ${steps}`, 'counted: elapsed, pauses: [waiting_customer], stops: [work_started]')
    const events = [{ at: paris('2026-05-12 15:30'), type: 'human_reply' as const }, { at: paris('2026-05-12 15:30'), type: 'waiting_customer' as const }]
    expect(at(policy, { ...given, events }, '2026-05-12 17:30')).toMatchObject({ outcome: 'not_yet', next: null, guards: [{ state: 'not_yet', from: null }, {}] })
    const resumed = [...events, { at: paris('2026-05-12 16:30'), type: 'customer_message' as const }]
    expect(at(policy, { ...given, events: resumed }, '2026-05-12 17:30').guards[0]).toMatchObject({ from: paris('2026-05-12 18:10:01') })
  })

  it('asks for what it does not know, and takes a silent contract for a no', () => {
    expect(at(text(`${guards}, ${steps}`), { ...given, facts: { 'contract.gti': 7200 } }, '2026-05-12 17:30')).toMatchObject({ outcome: 'depends', guards: [{ state: 'holds' }, { state: 'unknown', asks: ['serious'] }] })
    const covered = text(`guards: [ { name: contract, needs: [ { contract.until: { passed: no } } ] } ], ${steps}`)
    expect(at(covered, given, '2026-05-12 17:30').outcome).toBe('never')
    expect(at(covered, { ...given, facts: { 'contract.until': '2026-05-12' } }, '2026-05-12 23:59').steps[1]).toMatchObject({ state: 'open', closesAt: paris('2026-05-13 00:00') })
    const over = text(`guards: [ { name: contract, needs: { contract.until: { passed: yes } } } ], ${steps}`)
    expect(at(over, { ...given, facts: { 'contract.until': '2026-05-12' } }, '2026-05-12 12:00').next).toEqual({ step: 'night', at: paris('2026-05-13 00:00') })
  })

  it('needs hours of its guards and of its step at once', () => {
    const policy = text(`guards: [ { name: lunch, needs: { open: lunch } } ], ${steps}`)
    expect(at(policy, given, '2026-05-16 11:00').steps.map(({ opensAt }) => seconds(opensAt))).toEqual(['2026-05-18 12:00:00', '2026-05-16 12:00:00'])
  })

  it('knows that a guard which is never open is never met', () => {
    const policy = text(`guards: [ { name: lunch, needs: { open: lunch, closed: lunch } } ], ${steps}`)
    expect(at(policy, given, '2026-05-16 11:00')).toMatchObject({ outcome: 'never', steps: [{ opensAt: null }, { opensAt: null }] })
  })

  it('S4-31: opens the second number once the first was tried while it was open, and the wait is over', () => {
    const ladder = 'steps: [ { name: first, channel: mail, during: night }, { name: second, channel: mail, during: night, after: { step: first, wait: 15min } }, { name: third, channel: portal, after: { step: second, wait: 1h } } ], uncovered: Non'
    const tried = (...tries: [string, string][]) => at(text(ladder), { ...given, tried: tries.map(([step, when]) => ({ step, at: paris(when) })) }, '2026-05-12 20:00').steps.map(({ state, opensAt }) => `${state} ${seconds(opensAt).slice(11)}`)
    expect(tried()).toEqual(['open 20:00:00', 'not_yet ', 'not_yet '])
    expect(tried(['first', '2026-05-12 19:50'])).toEqual(['open 20:00:00', 'not_yet 20:05:00', 'not_yet '])
    expect(tried(['first', '2026-05-12 19:00'], ['first', '2026-05-12 19:50'])).toEqual(['open 20:00:00', 'open 20:00:00', 'not_yet '])
    expect(tried(['first', '2026-05-12 17:00']), 'closed then').toEqual(['open 20:00:00', 'not_yet ', 'not_yet '])
    expect(tried(['second', '2026-05-12 19:00'], ['first', '2026-05-12 18:30']), 'too early').toEqual(['open 20:00:00', 'open 20:00:00', 'open 20:00:00'])
    expect(tried(['first', '2026-05-12 20:01']), 'not yet done').toEqual(['open 20:00:00', 'not_yet ', 'not_yet '])
  })

  it('is chosen by the most specific rule of its name, and is none where none holds', () => {
    const policy = text(`when: { kind: urgent }, ${steps} }\n  - { name: urgency, when: { kind: urgent, tier: pro }, steps: [ { name: direct, channel: portal } ]`)
    const named = (more: object) => at(policy, { facts: { kind: 'urgent', ...more }, opened }, '2026-05-12 16:00')
    expect(named({ tier: 'pro' }).steps.map(({ name }) => name)).toEqual(['direct'])
    expect(named({ tier: 'free' }).steps.map(({ name }) => name)).toEqual(['day', 'night'])
    expect(named({ kind: 'billing' })).toMatchObject({ outcome: 'none', procedure: null, steps: [] })
    expect(at(policy, { name: 'other', facts: { kind: 'urgent' } }, '2026-05-12 16:00').outcome).toBe('none')
  })

  it('survives JSON, and cites the clauses of what it looked at', () => {
    const read = at(text(`${guards}, ${steps}`), given, '2026-05-12 17:10:01')
    expect(JSON.parse(JSON.stringify(read))).toEqual(read)
    expect(read.clauses).toEqual(['1'])
  })

  it('is explained in both languages: the guards, the numbers, the hours', () => {
    const policy = policyOf(text(`${guards}, ${steps}`))
    const asked = questionNamed('procedure')!
    const data = asked.answer(policy, { facts: given.facts, at: paris('2026-05-12 17:00'), fields: { opened } })
    const lines = (lang: 'fr' | 'en') => asked.explain(policy, data, lang).map((line) => line.text.replaceAll(/[\u00a0\u202f]/g, ' '))
    expect(lines('fr')).toEqual([
      'Procédure : Urgence · pas encore ouverte · Attendez la GTI (art. 1)', 'Condition « gti » : pas encore · dès aujourd’hui à 17 h 10 min 01 s · Attendez la GTI (art. 1)',
      'Condition « serious » : remplie [Grave = oui] (art. 1)', 'Portail : pas encore · dès aujourd’hui à 17 h 10 min 01 s (art. 1)', 'Courrier : pas encore · dès aujourd’hui à 18 h 00 (art. 1)',
    ])
    expect(lines('en')[1]).toBe('Guard “gti”: not yet · from today at 17:10:01 · Attendez la GTI (art. 1)')
    expect(explainLine(policy, { title: 'a', result: 'b', clauses: [] }, 'en').text).toBe('a: b')
  })
})

describe('a procedure is checked', () => {
  it('SEED-01: lists its uncovered hours exactly', () => {
    const dri = policyText({ more: calendars('phone_day: { days: every, hours: ["08:30-12:30", "13:30-18:00"], holidays: none }', 'phone_night: { days: every, hours: ["19:00-08:00"], holidays: none }'), means: `procedures: [ { name: emergency, steps: [ { name: day, channel: portal, during: phone_day }, { name: night, channel: mail, during: phone_night } ] } ]` })
    expect(findingsOf(dri).find(({ code }) => code === 'hole-in-procedure')?.message.en).toBe('No step of “emergency” reaches anybody: mon-sun 08:00-08:30 + 12:30-13:30 + 18:00-19:00.')
  })

  it('for guards and steps that say too little or too much', () => {
    expect(problemsOf(text(`guards: [ { name: a } ], ${steps}`))).toEqual(['wrong-type'])
    expect(problemsOf(text(`guards: [ { name: a, over: gti, needs: { serious: yes } } ], ${steps}`))).toEqual(['wrong-type'])
    expect(problemsOf(text(`guards: [ { name: a, over: gtr } ], ${steps}`))).toEqual(['unknown-target'])
    expect(problemsOf(text(`guards: [ { name: a, over: intervention } ], ${steps}`))).toEqual([])
    expect(problemsOf(text(`guards: [ { name: a, needs: { serious: yes } }, { name: a, over: gti } ], ${steps}`))).toEqual(['duplicate-id'])
    expect(problemsOf(text('steps: [ { name: a, channel: phone } ]'))).toEqual(['unknown-channel'])
    expect(problemsOf(text('steps: [ { name: a, channel: mail }, { name: b, channel: mail, after: { step: a, wait: soon } } ]'))).toEqual(['wrong-type'])
    expect(problemsOf(text(`guards: [ ${'{ name: a, over: gti },'.repeat(51)} ], ${steps}`))).toContain('limit')
  })
})
