import type { TicketPage } from '@guichet/protocol'
import type { RefObject } from 'react'
import { instantInWords } from '#ui/formats.ts'
import { useDesk } from '../desk.tsx'
import { PresentHere } from '../live/present.tsx'
import { channelName, named } from '../names.ts'
import { TrustMark } from '../parts/trust-mark.tsx'
import { usePreferences } from '../preferences.tsx'
import { useNow } from '../time.ts'
import { Marks } from './marks.tsx'

/** Number, subject, who asked and how far we believe it. */
export function Head({ page, heading }: { page: TicketPage; heading: RefObject<HTMLHeadingElement | null> }) {
  const { t, lang } = usePreferences()
  const { vocabulary, zone } = useDesk()
  const now = useNow()
  const opened = Date.parse(page.openedAt)
  const facts = [
    page.priority && named(page.priorities, page.priority, lang),
    page.tier && named(vocabulary?.tiers, page.tier, lang),
    page.kind && named(vocabulary?.kinds, page.kind, lang),
    page.department && named(vocabulary?.departments, page.department, lang),
  ].filter(Boolean)
  return (
    <header className="head">
      <p className="head-line">
        <span className="head-number">{t.number(page.number)}</span>
        <span>{t.ticket.on(channelName(vocabulary, page.channel, lang))}</span>
        <time dateTime={page.openedAt}>{instantInWords(opened - (opened % 60_000), { zone, lang, now })}</time>
      </p>
      <h1 id="ticket-title" ref={heading} tabIndex={-1}>{page.subject}</h1>
      <p className="head-line">
        <span className={`state state-${page.state}`}>{t.states[page.state]}</span>
        <span>{t.ticket.assignee} <strong>{page.assignee?.name ?? t.ticket.nobody}</strong>{page.team && ` · ${page.team.name}`}</span>
        {facts.map((fact) => <span key={fact}>{fact}</span>)}
      </p>
      <PresentHere number={page.number} />
      <Marks page={page} />
      <p className="head-line head-trust">
        <TrustMark trust={page.sender.trust} />
        <span>{[page.sender.name ?? page.contact?.name, page.sender.address ?? page.contact?.email].filter(Boolean).join(' · ')}</span>
        <span className="quiet">{t.trust.reasons[page.sender.reason]}</span>
      </p>
      {page.sender.flags.length > 0 && <p className="warning">{page.sender.flags.map((flag) => t.trust.flags[flag] ?? flag).join(' · ')}</p>}
      {page.sender.replyTo !== null && page.sender.flags.includes('reply_to_elsewhere') && <p className="quiet">{t.trust.replyTo(page.sender.replyTo)}</p>}
    </header>
  )
}
