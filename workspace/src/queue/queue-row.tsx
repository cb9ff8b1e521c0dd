import type { QueueRow as Row } from '@guichet/protocol'
import type { Stretch } from '#ui/ribbon/scale.ts'
import { SmallRibbon } from '#ui/ribbon/small-ribbon.tsx'
import { useDesk } from '../desk.tsx'
import { Initials } from '../parts/initials.tsx'
import { TrustMark } from '../parts/trust-mark.tsx'
import { usePreferences } from '../preferences.tsx'
import { named } from '../names.ts'
import { useNow } from '../time.ts'
import { TimeLeftMark } from './time-left-mark.tsx'
import { timeLeft } from './time-left.ts'

/** The time from start to deadline, its gaps drawn over what counts. */
function stretchesOf(due: NonNullable<Row['due']>, state: Row['state']): Stretch[] {
  const counts: Stretch = { from: Date.parse(due.startsAt), to: Date.parse(due.dueAt), kind: state === 'waiting_customer' ? 'paused' : 'coming' }
  return [counts, ...due.gaps.map((gap): Stretch => ({ from: Date.parse(gap.from), to: Date.parse(gap.to), kind: gap.holiday ? 'holiday' : 'closed' }))]
}

/** One ticket as a line: who waits, what, for whom, how much time is left. */
export function QueueRow({ row, unread, gone }: { row: Row; unread: boolean; gone: boolean }) {
  const { t, lang } = usePreferences()
  const { me, vocabulary, zone } = useDesk()
  const now = useNow()
  const left = timeLeft(row, { now, zone, lang })
  const awaits = row.lastFrom === 'customer' && row.state !== 'solved' && row.state !== 'closed'
  const about = [row.tier && named(vocabulary?.tiers, row.tier, lang), row.priority && named(vocabulary?.priorities, row.priority, lang)].filter(Boolean).join(' · ')
  return (
    <>
      <span className={`row-mark${unread ? ' row-unread' : ''}${awaits ? ' row-awaits' : ''}`} title={[unread && t.queue.unread, awaits && t.queue.awaits].filter(Boolean).join(', ') || undefined}>
        <span className="visually-hidden">{[unread && `${t.queue.unread},`, awaits && `${t.queue.awaits},`].filter(Boolean).join(' ')}</span>
      </span>
      <span className="row-number">{row.number}</span>
      <span className="row-main">
        <span className={unread ? 'row-subject row-subject-unread' : 'row-subject'}>{row.subject}</span>
        <span className="row-about">
          <TrustMark trust={row.trust} />
          <span className="row-customer">{row.customer?.name ?? row.contact?.name ?? t.queue.unknownCustomer}</span>
          {about !== '' && <span className="row-tier">{about}</span>}
          {gone && <em>{t.queue.gone}</em>}
        </span>
      </span>
      <Initials agent={row.assignee} mine={row.assignee?.id === me.agent.id} />
      <span className="row-ribbon">
        {row.due && left.tone !== 'done' && left.tone !== 'none' && (
          <SmallRibbon
            from={Date.parse(row.due.startsAt)} to={Date.parse(row.due.dueAt)} now={now} late={left.tone === 'late'}
            stretches={stretchesOf(row.due, row.state)}
          />
        )}
      </span>
      <TimeLeftMark left={left} />
    </>
  )
}
