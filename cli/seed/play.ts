import { sql } from 'kysely'
import type { MovableTime } from '#platform/time.ts'
import { noteLateClocks, releaseHeld } from '#triage/triage.ts'
import type { Desk } from '#policies/policies.ts'
import type { Received } from '#intake/intake.ts'
import { actAsAgent, actAsOther } from './acts.ts'
import type { Thread } from './acts.ts'
import { durationMs, instantOf } from './moments.ts'
import { ask } from './requests.ts'
import type { Stage } from './requests.ts'
import type { StoryRequest } from './script.ts'

/** One thing that happens, when it is its turn. */
interface Scene { readonly at: number; readonly play: () => Promise<void> }

const named = (received: Received) => (received.kind === 'reply' || received.kind === 'third_party' ? 'reply' : received.kind)

/** The scenes of one story. What would come after `now` has not happened yet, nor what follows it. */
function scenesOf(stage: Stage, story: StoryRequest, now: number): Scene[] {
  const told = `${stage.provider.slug}, "${story.subject}"`
  let thread: Thread | undefined
  let at = instantOf(story.at, now, stage.policy.zone)
  const scenes: Scene[] = [{
    at,
    play: async () => {
      const received = await ask(stage, story)
      if (named(received) !== story.becomes) throw new Error(`${told}: became ${received.kind}, not ${story.becomes} ${'decision' in received ? JSON.stringify({ reason: received.decision.reason, asks: received.decision.asks }) : ''}`)
      thread = received.kind === 'ticket' ? { requestId: received.requestId, ticketId: received.ticketId, number: received.number } : { requestId: received.requestId }
    },
  }]
  for (const step of story.then) {
    at += durationMs(step.after)
    scenes.push({
      at,
      play: async () => {
        if (!thread) throw new Error(`${told}: nothing to follow`)
        try {
          await ('agent' in step ? actAsAgent(stage, step, thread) : actAsOther(stage, step, thread))
        } catch (cause) {
          throw new Error(`${told}, after ${step.after}: ${(cause as Error).message}`, { cause })
        }
      },
    })
  }
  return scenes.filter((scene) => scene.at <= now)
}

/** The next instant up to `until` at which the desk does something by itself; undefined when there is none. */
async function nextDue(desk: Desk, until: number): Promise<number | undefined> {
  const found = await sql<{ at: number | null }>`
    select min(at) as at from (select min(held_until) as at from tickets where held_until is not null union all select min(watch_at) + 1 from clocks where watch_at is not null) due`.execute(desk.database.db)
  const at = found.rows[0]?.at
  return at == null || at > until ? undefined : at
}

/** Moves the time to `until`, letting holds end and promises be missed when they do. */
async function pass(desk: Desk, time: MovableTime, until: number): Promise<void> {
  for (let due = await nextDue(desk, until); due !== undefined; due = await nextDue(desk, until)) {
    time.set(Math.max(due, time.now()))
    await releaseHeld(desk)
    await noteLateClocks(desk)
  }
  time.set(until)
}

/**
 * Plays the stories of all providers in order of time, up to `now`. `deliver` is called after each scene, so that letters leave
 * when they would have.
 */
export async function play(desk: Desk, time: MovableTime, stages: readonly { stage: Stage; stories: readonly StoryRequest[] }[], now: number, deliver: () => Promise<void>): Promise<void> {
  const scenes = stages.flatMap(({ stage, stories }) => stories.flatMap((story) => scenesOf(stage, story, now))).toSorted((a, b) => a.at - b.at)
  for (const scene of scenes) {
    await pass(desk, time, scene.at)
    await scene.play()
    await deliver()
  }
  await pass(desk, time, now)
}
