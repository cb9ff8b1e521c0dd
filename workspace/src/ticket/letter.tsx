import type { MessageView, TicketPage, TimelineEntry } from '@guichet/protocol'
import { memo, useState } from 'react'
import { instantInWords } from '#ui/formats.ts'
import { useDesk } from '../desk.tsx'
import { channelName } from '../names.ts'
import { shortInstant } from '../parts/short.ts'
import { TrustMark } from '../parts/trust-mark.tsx'
import { usePreferences } from '../preferences.tsx'
import { readerZone, useHour } from '../time.ts'
import { Attachments } from './attachments.tsx'
import { Deliveries } from './deliveries.tsx'
import { Folded } from './folded.tsx'
import { InBulk } from './in-bulk.tsx'
import { Leaving } from './leaving.tsx'
import { MailChecks } from './mail-checks.tsx'
import { actTexts } from './act-texts.ts'
import { byRule } from './by-rule.ts'
import { UndoLink } from './undo-link.tsx'
import { mergeTexts } from './merge/texts.ts'
import { RawHeads } from './raw-heads.tsx'

/** A message as a letter: who, when, how far we believe it, what. A note stands apart by its ground, its edge and its words. */
export const Letter = memo(function Letter({ message, bulk, page }: { message: MessageView; bulk?: TimelineEntry['bulk']; page: TicketPage }) {
  const { t, lang } = usePreferences()
  const { zone, vocabulary } = useDesk()
  const now = useHour()
  const [formatted, setFormatted] = useState(false)
  const at = Date.parse(message.at)
  // Said once at the top of the ticket, it is not said again.
  const asAtTheTop = message.sender?.address === page.sender.address && message.sender.reason === page.sender.reason
  const internal = message.visibility === 'internal'
  const who = byRule(message.author, t) ?? message.author.name ?? message.sender?.name ?? message.sender?.address ?? (message.author.kind === 'system' ? t.ticket.system : t.ticket.thirdParty)
  const label = internal ? t.ticket.internal : message.visibility === 'quarantined' ? t.ticket.aside : message.visibility === 'withdrawn' ? actTexts(lang).takenBack : message.automatic ? t.ticket.automatic : message.author.kind === 'third_party' ? t.ticket.thirdParty : null
  return (
    <article id={`letter-${message.id}`} tabIndex={-1} className={`letter letter-${internal ? 'internal' : message.visibility} letter-by-${message.author.kind}${message.automatic ? ' letter-automatic' : ''}`} aria-label={`${label === null ? '' : `${label}, `}${who}, ${instantInWords(at, { zone, lang, now })}`}>
      <header className="letter-head">
        <h3>
          {label !== null && <span className="letter-label">{label}</span>} {who}
          {internal && <small> {t.ticket.internalWhy}</small>}
          {message.of !== undefined && <small className="letter-of"> {mergeTexts(lang).of(message.of)}</small>}
          {bulk && <> <InBulk bulk={bulk} /></>}
        </h3>
        <span className="letter-when">
          {vocabulary?.channels.some((channel) => channel.name === message.channel) && <span>{channelName(vocabulary, message.channel, lang)}</span>} <time dateTime={message.at} title={instantInWords(at, { zone, lang, now, readerZone })}>{shortInstant(at, { now, zone, lang })}</time>{internal && <> <UndoLink page={page} messageId={message.id} /></>}
        </span>
      </header>
      {message.sender && message.author.kind !== 'agent' && !asAtTheTop && (
        <p className="letter-sender"><TrustMark trust={message.sender.trust} /> {message.sender.address !== null && <span>{message.sender.address}</span>} <span>{t.trust.reasons[message.sender.reason]}</span></p>
      )}
      {message.sender && message.sender.flags.length > 0 && <p className="warning">{message.sender.flags.map((flag) => t.trust.flags[flag] ?? flag).join(' · ')}</p>}
      {formatted && message.html !== null
        ? <iframe className="letter-frame" sandbox="" referrerPolicy="no-referrer" src={message.html} title={t.ticket.formattedFrame(who)} loading="lazy" />
        : <Folded text={message.text} at={message.foldAt} language={message.language} />}
      <Attachments files={message.attachments} />
      {message.leavesAt !== null && <Leaving at={Date.parse(message.leavesAt)} />}
      <Deliveries deliveries={message.deliveries} number={page.number} may={page.acts.some(({ act, allowed }) => act === 'note' && allowed)} />
      {(message.html !== null || message.raw !== null) && (
        <p className="letter-foot">
          {message.html !== null && <button type="button" className="link" aria-pressed={formatted} onClick={() => setFormatted(!formatted)}>{formatted ? t.ticket.plain : t.ticket.formatted}</button>}
          {message.raw !== null && <a href={message.raw} download={`${page.number}.eml`}>{t.ticket.raw}</a>}
          {message.raw !== null && <RawHeads raw={message.raw} />}
          {message.sender?.verdict && <MailChecks verdict={message.sender.verdict} />}
        </p>
      )}
    </article>
  )
})
