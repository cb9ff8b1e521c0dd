import { decide, explainDeadline, explainDecision, measureOf } from '@guichet/policy'
import type { ClockReading, Commitment, Decision, Policy } from '@guichet/policy'
import { kindOf, readRequest } from '@guichet/policy/ask/ask'
import { dueOf, readDue } from '@guichet/policy/ask/due'
import { answerQuestion } from '@guichet/policy/ask/question'
import { isRefusal } from '@guichet/policy/ask/refusal'
import type { Refusal } from '@guichet/policy/ask/refusal'
import { clockDeadline } from '@guichet/policy/calendar/measure'
import type { ExplainedLine } from '@guichet/policy/explain/lines'
import { promiseInWords } from '@guichet/policy/words/promise'
import type { ExplanationView, Lang } from '@guichet/protocol'
import { writeDuration, writeInstant } from '@guichet/protocol'
import { clocksWith, promisesOf } from '#clocks/clocks.ts'
import { isInside, isOnDesk } from '#people/people.ts'
import type { DeskWall, Wall } from '#people/people.ts'
import type { Desk } from '#policies/policies.ts'
import { eventsOf, familyOf } from '#tickets/tickets.ts'
import { segmentView } from './clock-view.ts'
import { decisionView } from './decision-view.ts'
import { heldMessages, saidOf } from './said.ts'

type Step = ExplanationView['steps'][number]
type Deadline = ExplanationView['deadlines'][number]

function stepView({ title, result, rule, facts, clauses, text }: ExplainedLine, decisive: boolean): Step {
  return { title, result, rule: rule ?? null, decisive, facts, clauses: clauses.map(({ id, title: name, says }) => ({ id, title: name === '' ? null : name, text: says })), text }
}

type Counted = Pick<ClockReading, 'unit' | 'value' | 'deadline' | 'segments'>

function deadlineView(policy: Policy, commitment: Commitment | null, cycle: number, reading: Counted, lang: Lang, now: number): Deadline {
  const told = explainDeadline(policy, reading, lang)
  return {
    target: commitment?.target ?? null, metric: commitment?.metric ?? null, cycle, policyVersion: policy.version,
    sentence: commitment ? promiseInWords(policy, { ...commitment, deadline: reading.deadline }, lang, { now }).text : null,
    startsAt: told.start === null ? null : writeInstant(told.start), dueAt: reading.deadline === null ? null : writeInstant(reading.deadline), promised: writeDuration(told.target, reading.unit),
    segments: reading.segments.map((segment) => segmentView(segment, reading.unit)), text: told.text,
  }
}

function view(policy: Policy, part: Pick<ExplanationView, 'kind' | 'steps' | 'deadlines'> & Partial<ExplanationView>): ExplanationView {
  const { steps, deadlines } = part
  const text = [...steps.map((step) => step.text), ...deadlines.flatMap((deadline) => [...(deadline.sentence === null ? [] : [deadline.sentence]), ...deadline.text])]
  return { question: null, policy: policy.id, version: policy.version, decision: null, answer: null, clauses: [], text, ...part }
}

function explainedDecision(policy: Policy, decision: Decision, deadlines: Deadline[], lang: Lang, now: number): ExplanationView {
  const steps = explainDecision(policy, decision, lang).steps.map((step) => stepView(step, step.decisive))
  return view(policy, { kind: 'request', decision: decisionView(policy, decision, lang, now), clauses: decision.clauses, steps, deadlines })
}

/** The answer of a policy to a request, a deadline or a further question, step by step; nothing is recorded. The refusal of what it cannot read. */
export function explainAsked(policy: Policy, asked: Record<string, unknown>, lang: Lang, now: number): ExplanationView | Refusal {
  const kind = kindOf(asked)
  if (isRefusal(kind)) return kind
  switch (kind.is) {
    case 'request': {
      const request = readRequest(policy, { facts: {}, at: now, ...asked })
      if (isRefusal(request)) return request
      const decision = decide(policy, request.facts, request.at)
      const deadlines = decision.commitments.flatMap((commitment) => {
        if (commitment.value === null || commitment.deadline === null) return []
        const reading = clockDeadline(measureOf(policy, commitment.counted), commitment.startsAt, commitment.value)
        return [deadlineView(policy, commitment, 0, { ...reading, value: commitment.value, segments: reading.segments() }, lang, now)]
      })
      return explainedDecision(policy, decision, deadlines, lang, now)
    }
    case 'due': {
      const due = readDue(policy, kind.due)
      if (isRefusal(due)) return due
      const reading = dueOf(due)
      return view(policy, { kind: 'due', steps: [], clauses: due.clauses, deadlines: [deadlineView(policy, null, 0, { ...reading, value: due.value, segments: reading.segments(due.now) }, lang, now)] })
    }
    case 'question': {
      const answered = answerQuestion(policy, kind.question, { at: now, ...asked }, lang, true)
      if (answered.error) return answered
      const { answer, clauses, explanation } = answered.answer as { answer: Record<string, unknown>; clauses: string[]; explanation: { steps: ExplainedLine[] } }
      return view(policy, { kind: 'question', question: kind.question.name, answer, clauses, steps: explanation.steps.map((step) => stepView(step, false)), deadlines: [] })
    }
  }
}

/**
 * Why a ticket was decided as it was, and how the deadline of each of its promises adds up now, pauses included, each by the
 * version of the policy that made it. `wall`: undefined unless the ticket is theirs, exactly as when there is none (AB-19).
 */
export async function readTicketExplanation(desk: Desk, providerId: string, number: number, wall: Wall | DeskWall | null, lang: Lang): Promise<ExplanationView | undefined> {
  const row = await desk.database.db
    .selectFrom('tickets').select(['id', 'customer_id as customerId', 'contact_id as contactId', 'team_id as teamId', 'department', 'assignee_id as assigneeId', 'policy_version', 'decision']).where('provider_id', '=', providerId).where('number', '=', number).executeTakeFirst()
  if (!row || (wall !== null && !('agentId' in wall ? isOnDesk(wall, row) : isInside(wall, row)))) return undefined
  const now = desk.time.now()
  const history = await eventsOf(desk.database.db, providerId, row.id)
  const mine = wall !== null && !('agentId' in wall)
  const events = saidOf(history, (mine && (await heldMessages(desk.database.db, providerId, [row.id], now)).get(row.id)) || new Set())
  const above = (await familyOf(desk.database.db, providerId, row.id, history))?.above ?? []
  const versionOf = async (version: string): Promise<Policy> => {
    const policy = await desk.policies.version(providerId, version)
    if (!policy) throw new Error(`policy version ${version} is not published`)
    return policy
  }
  const deadlines = await Promise.all(promisesOf(events).map(async (promised) => {
    const policy = await versionOf(promised.policyVersion)
    return clocksWith(policy, promised, events, above, now).filter(({ reading }) => reading.value !== null).map(({ cycle, reading }) => deadlineView(policy, promised.commitment, cycle, reading, lang, now))
  }))
  return explainedDecision(await versionOf(row.policy_version), row.decision, deadlines.flat(), lang, now)
}
