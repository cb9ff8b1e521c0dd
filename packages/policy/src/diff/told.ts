/** An answer by its keys, each with the clauses behind it: what two policies answer is compared key by key. */
import { dueOf, readDue } from '../ask/due.ts'
import { kindOf, readRequest } from '../ask/ask.ts'
import { readQuestion } from '../ask/question.ts'
import { isRefusal, type Refusal } from '../ask/refusal.ts'
import { decide } from '../decide/decide.ts'
import { clausesOf } from '../examples/compare-decision.ts'
import type { Commitment, Decision } from '../model.ts'
import type { Policy } from '../policy.ts'
import type { Told } from '../questions/question.ts'

export interface ToldKey { told: Told; clauses: string[] }
export type ToldAnswer = ReadonlyMap<string, ToldKey>

const word = (text: string | undefined): Told => (text === undefined ? { is: 'nothing' } : { is: 'word', word: text })

/** The answer to a line of JSON, read and given; else why it cannot be answered. */
export function toldOf(policy: Policy, line: Record<string, unknown>): ToldAnswer | Refusal {
  const kind = kindOf(line)
  if (isRefusal(kind)) return kind
  switch (kind.is) {
    case 'request': {
      const request = readRequest(policy, line)
      return isRefusal(request) ? request : toldDecision(decide(policy, request.facts, request.at))
    }
    case 'due': {
      const asked = readDue(policy, kind.due)
      if (isRefusal(asked)) return asked
      const { deadline, unit } = dueOf(asked)
      const target: Told = unit === 'day' ? { is: 'number', number: asked.value, of: 'business_days' } : { is: 'duration', seconds: asked.value }
      return new Map([['deadline', { told: deadline === null ? { is: 'nothing' } : { is: 'instant', at: deadline }, clauses: asked.clauses }], ['promise', { told: target, clauses: asked.clauses }]])
    }
    case 'question': {
      const asked = readQuestion(policy, kind.question, line)
      if (isRefusal(asked)) return asked
      const data = kind.question.answer(policy, asked)
      const clauses = kind.question.clauses(data)
      return new Map(Object.entries(kind.question.tell(policy, data)).map(([key, told]) => [key, { told, clauses }]))
    }
  }
}

/** A decision by the keys of `then`. */
export function toldDecision(decision: Decision): ToldAnswer {
  const { next } = decision
  const keys: Record<string, Told> = {
    outcome: word(decision.outcome), to: word(decision.to), tier: word(decision.tier), kind: word(decision.kind), department: word(decision.department), priority: word(decision.priority),
    scope: word(decision.scope), entitlement: word(decision.entitlement), handled_by: word(decision.handledBy), answer_in: word(decision.answerIn), rank: { is: 'number', number: decision.rank }, on_call: { is: 'flag', flag: decision.onCall },
    held_until: decision.heldUntil === undefined ? { is: 'nothing' } : { is: 'instant', at: decision.heldUntil },
    asks: { is: 'words_list', words: decision.asks.flatMap(({ facts }) => facts) }, tags: { is: 'words_list', words: decision.tags },
    reason: decision.reason ? { is: 'words', words: decision.reason } : { is: 'nothing' },
    'next.channel': word(next?.channel), 'next.address': word(next?.address), 'next.referral': next?.referral ? { is: 'words', words: next.referral } : { is: 'nothing' }, 'next.quote': { is: 'flag', flag: next?.quote ?? false },
    'next.words': next?.words ? { is: 'words', words: next.words } : { is: 'nothing' },
  }
  const told = new Map(Object.entries(keys).map(([key, value]): [string, ToldKey] => [key, { told: value, clauses: key === 'outcome' ? decision.decisive : clausesOf(key, decision) }]))
  decision.remarks.forEach(({ words, clauses }, index) => told.set(`remarks.${index + 1}`, { told: { is: 'words', words }, clauses }))
  for (const commitment of decision.commitments) {
    for (const [key, value] of toldPromise(commitment)) told.set(`${key}.${commitment.metric}`, { told: value, clauses: commitment.clauses })
  }
  return told
}

function toldPromise({ value, counted, deadline, bond }: Commitment): [string, Told][] {
  const length: Told = value === null ? word('unquantified') : counted.by === 'business_days' ? { is: 'number', number: value, of: 'business_days' } : { is: 'duration', seconds: value }
  return [['promise', length], ['due', deadline === null ? { is: 'nothing' } : { is: 'instant', at: deadline }], ['bond', word(bond)]]
}
