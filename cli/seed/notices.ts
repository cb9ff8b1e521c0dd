import { followUp, makeNotice, tellNotices } from '#notices/notices.ts'
import type { MovableTime } from '#platform/time.ts'
import type { Desk } from '#policies/policies.ts'
import { instantOf } from './moments.ts'
import { agentOf } from './requests.ts'
import type { Stage } from './requests.ts'
import type { ScriptNotice } from './script.ts'

const ahead = /^\+(\d{1,3})d (\d{2}:\d{2})$/

/** An instant of a notice, seen from `now`: one that is over, or `+4d 02:00`, in so many days at that local time. */
function momentOf(text: string, now: number, zone: string): number {
  const [, days, time] = ahead.exec(text) ?? []
  if (days === undefined || time === undefined) return instantOf(text, now, zone)
  const day = Temporal.Instant.fromEpochMilliseconds(now).toZonedDateTimeISO(zone).toPlainDate().add({ days: Number(days) })
  return day.toZonedDateTime({ timeZone: zone, plainTime: Temporal.PlainTime.from(time) }).epochMilliseconds
}

/** Tells the customers of a demonstration what its agents announced, each at its time. @throws Error when the desk refuses: a story that does not hold */
export async function tellStories(desk: Desk, time: MovableTime, stages: readonly { stage: Stage; notices: readonly ScriptNotice[] }[], now: number, deliver: () => Promise<void>): Promise<void> {
  for (const { stage, notices } of stages) {
    const { provider, policy } = stage
    for (const told of notices) {
      const { id, name } = agentOf(stage, told.agent)
      const agent = { kind: 'agent' as const, id, name }
      const at = (text: string) => momentOf(text, now, policy.zone)
      time.set(at(told.at))
      const made = await makeNotice(desk, provider.id, agent, {
        type: told.type, severity: told.severity, title: told.title, text: told.text, audience: { tags: told.tags, customers: told.customers },
        ...(told.from === undefined ? {} : { from: at(told.from) }), ...(told.until === undefined ? {} : { until: at(told.until) }),
      })
      if (!made.ok) throw new Error(`a notice was refused: ${made.refused}`)
      await tellNotices(desk)
      await deliver()
      for (const then of told.then) {
        time.set(at(then.at))
        const done = await followUp(desk, provider.id, agent, made.id, { kind: then.end ? 'end' : 'update', text: then.text })
        if (done !== 'done') throw new Error(`news of a notice were refused: ${done}`)
        await tellNotices(desk)
        await deliver()
      }
    }
  }
}
