import { describe, expect, it } from 'vitest'
import type { ClockEvent, ClockEventType } from '../../src/clocks/events.ts'
import { readClock, type ClockReading } from '../../src/clocks/read-clock.ts'
import { compileCalendar } from '../../src/calendar/calendar.ts'
import { commitments } from '../../src/decide/commitments.ts'
import type { Commitment } from '../../src/model.ts'
import { paris, policyOf, policyText } from '../support/policy.ts'

const each = 'statistic: each, bond: guaranteed, late_when: counted_over_target'
const policy = policyOf(policyText({
  means: `targets:
  - { name: ack, metric: acknowledgement, within: 5min, counted: elapsed, ${each} }
  - { name: reply, metric: first_reply, within: 2h, counted: office, ${each} }
  - { name: next, metric: next_reply, within: 1h, counted: elapsed, ${each} }
  - { name: gti, metric: intervention, within: 2h, counted: elapsed, ${each} }
  - { name: news, metric: update, within: 4h, counted: elapsed, ${each} }
  - { name: gtr, metric: restoration, within: 4h, counted: elapsed, ${each}, pauses: [waiting_customer, waiting_supplier] }
  - { name: fix, metric: resolution, within: 3h, counted: office, ${each} }
  - { name: talk, metric: callback, within: unquantified, bond: objective }`,
}))

const day = '2026-05-12' // a Tuesday
const at = (time: string): number => paris(time.includes('-') ? time : `${day} ${time}`)
const opened = '10:00'
const promise = (name: string, more: Partial<Commitment> = {}): Commitment => ({ ...commitments(policy, { channel: 'portal' }, at(opened)).find(({ target }) => target === name)!, ...more })
const events = (...list: [string, ClockEventType, Partial<ClockEvent>?][]): ClockEvent[] => [['10:00', 'received'] as const, ...list].map(([time, type, more]) => ({ at: at(time), type, ...more }))
const read = (name: string, happened: ClockEvent[], now: string, more?: Partial<Commitment>): ClockReading => readClock(policy, promise(name, more), happened, at(now))
const minutes = (seconds: number): number => seconds / 60

describe('a first reply', () => {
  it('runs, stands still out of hours and says until when, and is due when counted time reaches it', () => {
    expect(read('reply', events(), '11:00')).toMatchObject({ state: 'running', counted: 3600, remaining: 3600, deadline: at('12:00'), over: false, outcome: null })
    expect(read('reply', events(), '20:00')).toMatchObject({ state: 'paused', pausedBecause: 'closed', resumesAt: at('2026-05-13 09:00'), over: true })
    expect(read('reply', events(), '09:00')).toMatchObject({ state: 'not_started', counted: 0 })
  })

  it('is stopped by a human only', () => {
    expect(read('reply', events(['10:00', 'automatic_reply'], ['10:30', 'taken_in_charge']), '11:00').state).toBe('running')
    expect(read('reply', events(['11:30', 'human_reply']), '15:00')).toMatchObject({ state: 'stopped', stoppedAt: at('11:30'), counted: 5400, outcome: 'kept' })
    expect(read('ack', events(['10:01', 'automatic_reply']), '15:00')).toMatchObject({ state: 'stopped', outcome: 'kept' })
  })

  it('is kept at the deadline itself, late a second after', () => {
    expect(read('reply', events(['12:00:00', 'human_reply']), '15:00').outcome).toBe('kept')
    expect(read('reply', events(['12:00:01', 'human_reply']), '15:00')).toMatchObject({ outcome: 'late', over: true, counted: 7201 })
  })

  it('never pauses for the state of the ticket', () => {
    expect(read('reply', events(['10:30', 'waiting_customer']), '11:00')).toMatchObject({ state: 'running', counted: 3600 })
  })

  it('is late before the next opening by one rule and not by the other', () => {
    const closing = { value: 8 * 3600 }
    const reply = events(['18:30', 'human_reply'])
    expect(read('reply', reply, '19:00', closing)).toMatchObject({ deadline: at('18:00'), outcome: 'kept' })
    expect(read('reply', reply, '19:00', { ...closing, lateWhen: 'now_past_deadline' })).toMatchObject({ deadline: at('18:00'), outcome: 'late' })
  })

  it('ends without judgement when the ticket is solved without it, and goes on when reopened', () => {
    expect(read('reply', events(['11:00', 'solved']), '17:00')).toMatchObject({ state: 'stopped', stoppedAt: at('11:00'), outcome: 'cancelled', counted: 3600 })
    expect(read('reply', events(['11:00', 'solved'], ['15:00', 'reopened']), '15:30')).toMatchObject({ state: 'running', counted: 5400, deadline: at('16:00') })
  })

  it('reads nothing that comes after now', () => {
    expect(read('reply', events(['11:30', 'human_reply']), '11:00')).toMatchObject({ state: 'running', stoppedAt: null })
  })

  it('adds up to its lines', () => {
    const { segments, counted } = read('reply', events(['2026-05-13 09:30', 'human_reply']), '2026-05-13 12:00', { value: 10 * 3600 })
    expect(segments.filter((line) => !line.future).map((line) => [line.state, minutes(line.counted)])).toEqual([['counted', 480], ['closed', 0], ['counted', 30]])
    expect(minutes(counted)).toBe(510)
  })
})

describe('an average or a share', () => {
  it('never makes a single request late', () => {
    for (const statistic of [{ of: 'mean', over: 'month' }, { of: 'share', percent: 95, over: 'month' }] as const) {
      expect(read('reply', events(['16:00', 'human_reply']), '17:00', { statistic })).toMatchObject({ outcome: 'counted', over: true })
    }
  })
})

describe('waiting for the customer', () => {
  it('pauses from a public question on, until the customer writes', () => {
    const asked = events(['10:30', 'human_reply'], ['11:00', 'waiting_customer'])
    expect(read('gtr', asked, '12:00')).toMatchObject({ state: 'paused', pausedBecause: 'waiting_customer', counted: 3600, deadline: null, resumesAt: null })
    const answered = [...asked, ...events(['13:00', 'customer_message']).slice(1)]
    expect(read('gtr', answered, '13:30')).toMatchObject({ state: 'running', counted: 5400, deadline: at('16:00') })
  })

  it('does not pause without a question, nor on an automatic one', () => {
    expect(read('gtr', events(['11:00', 'waiting_customer']), '12:00')).toMatchObject({ state: 'running', counted: 7200 })
    expect(read('gtr', events(['10:30', 'automatic_reply'], ['11:00', 'waiting_customer']), '12:00')).toMatchObject({ state: 'running', counted: 7200 })
    expect(read('gtr', events(['10:30', 'human_reply', { question: false }], ['11:00', 'waiting_customer']), '12:00')).toMatchObject({ state: 'running', counted: 7200 })
    expect(read('gtr', events(['10:30', 'human_reply'], ['10:40', 'customer_message'], ['11:00', 'waiting_customer']), '12:00')).toMatchObject({ state: 'running', counted: 7200 })
  })

  it('begins with the question when the state came first', () => {
    expect(read('gtr', events(['11:00', 'waiting_customer'], ['11:30', 'human_reply']), '12:00')).toMatchObject({ state: 'paused', counted: 5400 })
  })

  it('is not ended by a stranger, and is by an agent who resumes', () => {
    const asked: [string, ClockEventType, Partial<ClockEvent>?][] = [['10:30', 'human_reply'], ['11:00', 'waiting_customer']]
    expect(read('gtr', events(...asked, ['11:10', 'customer_message', { participant: false }]), '12:00')).toMatchObject({ state: 'paused', counted: 3600 })
    expect(read('gtr', events(...asked, ['11:10', 'resumed']), '12:00')).toMatchObject({ state: 'running', counted: 3600 + 50 * 60 })
  })

  it('pauses for a supplier only what says so', () => {
    const waiting = events(['11:00', 'waiting_supplier'], ['11:30', 'customer_message'])
    expect(read('gtr', waiting, '12:00')).toMatchObject({ state: 'paused', pausedBecause: 'waiting_supplier', counted: 3600 })
    expect(read('fix', waiting, '12:00')).toMatchObject({ state: 'running', counted: 7200 })
  })
})

describe('a next reply', () => {
  it('starts when the customer writes after an answer, and not before', () => {
    expect(read('next', events(['10:30', 'customer_message']), '11:00').state).toBe('not_started')
    expect(read('next', events(['10:30', 'human_reply'], ['11:00', 'customer_message'], ['11:20', 'customer_message']), '11:30')).toMatchObject({ state: 'running', startedAt: at('11:00'), counted: 1800, cycle: 0 })
  })

  it('has a cycle for each', () => {
    const talk = events(['10:30', 'human_reply'], ['11:00', 'customer_message'], ['11:30', 'human_reply'], ['12:00', 'customer_message'], ['13:30', 'human_reply'])
    expect(read('next', talk, '11:45')).toMatchObject({ state: 'stopped', outcome: 'kept', cycle: 0 })
    expect(read('next', talk, '15:00')).toMatchObject({ state: 'stopped', outcome: 'late', cycle: 1 })
  })
})

describe('other clocks', () => {
  it('an intervention is begun by taking charge', () => {
    expect(read('gti', events(['11:00', 'taken_in_charge']), '15:00')).toMatchObject({ outcome: 'kept', stoppedAt: at('11:00') })
    expect(read('gti', events(['12:00:01', 'work_started']), '15:00').outcome).toBe('late')
  })

  it('news are due from the last news', () => {
    expect(read('news', events(['11:00', 'human_reply']), '12:00')).toMatchObject({ state: 'running', cycle: 1, startedAt: at('11:00'), deadline: at('15:00') })
  })

  it('a resolution that is reopened goes on, and keeps how it first ended', () => {
    const again = events(['11:00', 'solved'], ['15:00', 'reopened'], ['17:30', 'solved'])
    expect(read('fix', again, '12:00')).toMatchObject({ state: 'stopped', outcome: 'kept', counted: 3600, first: null })
    expect(read('fix', again, '16:00')).toMatchObject({ state: 'running', counted: 7200, deadline: at('17:00'), first: { stoppedAt: at('11:00'), outcome: 'kept' } })
    expect(read('fix', again, '18:00')).toMatchObject({ state: 'stopped', outcome: 'late', counted: 3.5 * 3600, first: { outcome: 'kept' } })
  })

  it('what is promised in words only is not measured', () => {
    expect(read('talk', events(), '15:00')).toMatchObject({ state: 'none', value: null, deadline: null, outcome: null, over: false })
  })

  it('starts when a held request is released', () => {
    const held = promise('reply', { startsAt: at('2026-05-13 09:00') })
    expect(readClock(policy, held, events(), at('20:00'))).toMatchObject({ state: 'not_started', deadline: at('2026-05-13 11:00') })
  })

  it('counts on the calendars of another edition when given', () => {
    const calendars = new Map([['office', compileCalendar({ kind: 'always', zone: 'Europe/Paris' })]])
    expect(readClock(policy, promise('reply'), events(), at('20:00'), calendars)).toMatchObject({ state: 'running', counted: 36_000 })
  })

  it('replays to the same reading whatever the order in which events are handed over', () => {
    const talk = events(['10:30', 'human_reply'], ['11:00', 'waiting_customer'], ['12:00', 'customer_message'], ['13:00', 'restored'])
    expect(read('gtr', talk.toReversed(), '15:00')).toEqual(read('gtr', talk, '15:00'))
  })
})
