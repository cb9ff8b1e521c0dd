import { v7 } from 'uuid'
import { receive } from '#intake/intake.ts'
import { movableTime } from '#platform/time.ts'
import { createPolicies } from '#policies/policies.ts'
import type { Desk } from '#policies/policies.ts'
import { customerReply, note, noteLateClocks, releaseHeld, reply, solve, take } from '#triage/triage.ts'
import type { Outcome } from '#triage/triage.ts'
import type { Agent } from '#people/people.ts'
import type { Person } from './people.ts'
import { answerText, requestText, subject } from './words.ts'

const minute = 60_000
const day = 24 * 60 * minute

/** How the stories end, in a hundred: most tickets of a desk that has lived are done. */
const endings = [
  ...Array.from({ length: 2 }, () => 'new' as const), ...Array.from({ length: 3 }, () => 'taken' as const),
  ...Array.from({ length: 3 }, () => 'waiting' as const), ...Array.from({ length: 92 }, () => 'solved' as const),
]

/** Ids that leave their last eight digits for copies. */
const roomyIds = (desk: Desk) => ({ next: () => `${v7({ msecs: desk.time.now() }).slice(0, 28)}00000000` })

function done(outcome: Outcome): void {
  if (!outcome.ok) throw new Error(`a story was refused: ${outcome.refused}`)
}

/**
 * Plays tickets through the desk itself, so that every row and event is one that it wrote: asked for over two months, answered,
 * noted, waited for, solved. Ids leave room for `copyStories`.
 */
export async function playStories(real: Desk, providerId: string, people: readonly Person[], agents: readonly Agent[], count: number): Promise<void> {
  const now = real.time.now()
  const time = movableTime(now - 60 * day)
  const past = { ...real, time, jobs: { ...real.jobs, wake: () => undefined } }
  const world = { ...past, ids: roomyIds(past) }
  const desk: Desk = { ...world, policies: createPolicies(world) }
  for (let index = 0; index < count; index++) {
    const ending = endings[(index * 37) % endings.length] ?? 'solved'
    const person = people[index % people.length]
    const agent = agents[index % agents.length]
    if (!person || !agent) throw new Error('a story needs people')
    // What is not done yet was asked for of late.
    const asked = ending === 'solved' ? now - 60 * day + Math.floor((index / count) * 58 * day) : now - (420 + ((index * 53) % 1_200)) * minute
    time.set(asked)
    const received = await receive(desk, {
      providerId, channel: 'eva', medium: 'portal', receivedAt: asked, dedupeKey: desk.ids.next(), automatic: 'human', attachments: [],
      sender: { contactId: person.contactId, address: person.email, name: person.name, trust: 'T2', flags: [] },
      subject: subject(index), text: requestText(index), facts: { kind: 'technical', topic: 'database', connection: 'fibre' }, serviceId: person.serviceId,
    })
    if (received.kind !== 'ticket') throw new Error(`a story was not accepted: ${received.kind}`)
    if (ending === 'new') continue
    const aim = { providerId, ticket: { id: received.ticketId } }
    const actor = { kind: 'agent' as const, id: agent.id, name: agent.name }
    const written = (text: string) => ({ text, attachments: [], owner: `agent:${agent.id}` })
    time.advance((5 + (index % 90)) * minute)
    done(await take(desk, actor, aim))
    if (index % 3 === 0) done(await note(desk, actor, aim, written('Vu dans le journal : à reprendre après le redémarrage.')))
    if (ending === 'taken') continue
    time.advance((3 + (index % 40)) * minute)
    done(await reply(desk, actor, aim, written(answerText(index)), ending === 'waiting' ? 'wait' : 'keep'))
    if (ending === 'waiting') continue
    for (let turn = 0; turn < index % 4; turn++) {
      time.advance((20 + turn * 35) * minute)
      const customer = { kind: 'contact' as const, id: person.contactId, name: person.name }
      done(await customerReply(desk, customer, aim, {
        id: desk.ids.next(), at: time.now(), author: customer, visibility: 'public', automatic: false, channel: 'eva', text: requestText(index + turn), attachments: [],
      }))
      time.advance(15 * minute)
      done(await reply(desk, actor, aim, written(answerText(index + turn)), 'keep'))
    }
    time.advance(60 * minute)
    done(await solve(desk, actor, aim, undefined))
  }  time.set(now)
  await releaseHeld(desk)
  await noteLateClocks(desk)
  // Their letters left long ago: a server that starts on these rows has nothing to catch up with.
  await desk.database.db.updateTable('outbox').set({ state: 'sent', sent_at: now, next_at: null }).where('provider_id', '=', providerId).execute()
}
