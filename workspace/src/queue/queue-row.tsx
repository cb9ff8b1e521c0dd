import type { QueueRow as Row } from '@guichet/protocol'
import { memo, type ReactNode } from 'react'
import type { Stretch } from '#ui/ribbon/scale.ts'
import { SmallRibbon } from '#ui/ribbon/small-ribbon.tsx'
import { useDesk } from '../desk.tsx'
import { PresentOnRow } from '../live/present.tsx'
import { Initials } from '../parts/initials.tsx'
import { TrustMark } from '../parts/trust-mark.tsx'
import { usePreferences } from '../preferences.tsx'
import { channelName, named } from '../names.ts'
import { useNow } from '../time.ts'
import { queueTexts } from './texts.ts'
import { TimeLeftMark } from './time-left-mark.tsx'
import { timeLeft } from './time-left.ts'

/** The time from start to deadline, its gaps drawn over what counts. */
function stretchesOf(due: NonNullable<Row['due']>, stopped: Row['stopped']): Stretch[] {
  const counts: Stretch = { from: Date.parse(due.startsAt), to: Date.parse(due.dueAt), kind: stopped === null ? 'coming' : 'paused' }
  return [counts, ...due.gaps.map((gap): Stretch => ({ from: Date.parse(gap.from), to: Date.parse(gap.to), kind: gap.holiday ? 'holiday' : 'closed' }))]
}

/** Tags shown in a row; the others are counted. */
const mostTags = 2

function Tags({ tags }: { tags: readonly string[] }) {
  if (tags.length === 0) return null
  return (
    <span className="row-tags" title={tags.join(', ')}>
      {tags.slice(0, mostTags).map((tag) => <span key={tag} className="row-tag">{tag}</span>)}
      {tags.length > mostTags && <span className="row-tag">+{tags.length - mostTags}</span>}
    </span>
  )
}

interface Props { row: Row; unread: boolean; gone: string | null; /** The subject with what was looked for marked. */ subject?: ReactNode }

/** One ticket as a line: who waits, what, for whom, how much time is left. */
export const QueueRow = memo(function QueueRow({ row, unread, gone, subject }: Props) {
  const { t, lang } = usePreferences()
  const { me, vocabulary, zone } = useDesk()
  const now = useNow()
  const own = queueTexts(lang)
  const left = timeLeft(row, { now, zone, lang })
  const awaits = row.lastFrom === 'customer' && row.state !== 'solved' && row.state !== 'closed'
  const about = [row.tier && named(vocabulary?.tiers, row.tier, lang), row.priority && named(vocabulary?.priorities, row.priority, lang)].filter(Boolean).join(' · ')
  const kind = row.kind && named(vocabulary?.kinds, row.kind, lang)
  const channel = channelName(vocabulary, row.channel, lang)
  const marks = [unread && t.queue.unread, awaits ? t.queue.awaits : own.lastFrom[row.lastFrom]].filter(Boolean).join(', ')
  return (
    <>
      <span className={`row-mark${unread ? ' row-unread' : ''}${awaits ? ' row-awaits' : ''}`} title={marks}>
        <span className="visually-hidden">{marks},</span>
      </span>
      <span className="row-number">{row.number}</span>
      <span className="row-main">
        <span className={unread ? 'row-subject row-subject-unread' : 'row-subject'}>{subject ?? row.subject}</span>
        <span className="row-about">
          <TrustMark trust={row.trust} />
          <span className="row-customer">{row.customer?.name ?? row.contact?.name ?? t.queue.unknownCustomer}</span>
          {about !== '' && <span className="row-tier">{about}</span>}
          {row.service && <span className="row-service">{row.service.name}</span>}
          <span className="row-channel">{[channel, kind].filter(Boolean).join(' · ')}</span>
          {row.team && <span className="row-team">{own.team(row.team.name)}</span>}
          <Tags tags={row.tags} />
          {gone !== null && <em>{gone}</em>}
        </span>
      </span>
      <span className="row-who"><PresentOnRow number={row.number} /><Initials agent={row.assignee} mine={row.assignee?.id === me.agent.id} /></span>
      <span className="row-ribbon">
        {row.due && left.tone !== 'done' && left.tone !== 'none' && (
          <SmallRibbon
            from={Date.parse(row.due.startsAt)} to={Date.parse(row.due.dueAt)} now={now} late={left.tone === 'late'}
            stretches={stretchesOf(row.due, row.stopped)}
          />
        )}
      </span>
      <TimeLeftMark left={left} />
    </>
  )
})
