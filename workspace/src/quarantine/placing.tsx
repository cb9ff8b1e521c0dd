import type { Quarantined } from '@guichet/protocol'
import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { instantInWords } from '#ui/formats.ts'
import { ask, type Refusal } from '../api/client.ts'
import { paths } from '../api/paths.ts'
import { useDesk } from '../desk.tsx'
import { channelName } from '../names.ts'
import { useStillHere } from '../parts/here.ts'
import { inWords, Problem } from '../parts/problem.tsx'
import { say } from '../parts/say.tsx'
import { shortSize } from '../parts/short.ts'
import { TrustMark } from '../parts/trust-mark.tsx'
import { usePreferences } from '../preferences.tsx'
import { MailChecks } from '../ticket/mail-checks.tsx'
import { useNow } from '../time.ts'
import { PlaceForm, type Placed } from './place-form.tsx'
import { quarantineTexts } from './texts.ts'

/** One message put aside, why, and the three ways to place it. */
export function Placing({ message, leave, placed }: { message: Quarantined; leave: () => void; placed: () => void }) {
  const { t, lang } = usePreferences()
  const own = quarantineTexts(lang)
  const { me, zone, vocabulary } = useDesk()
  const client = useQueryClient()
  const now = useNow()
  const [refusal, setRefusal] = useState<Refusal | null>(null)
  const here = useStillHere()
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => heading.current?.focus({ preventScroll: true }), [])
  const { sender } = message

  async function place({ act, body }: Placed) {
    const answer = await ask<{ number?: number } | undefined>(paths.place(message.requestId, act), { method: 'POST', ...(body === undefined ? {} : { body }) })
    if (!answer.ok) {
      if (here()) setRefusal(answer.refusal)
      else say(inWords(answer.refusal, t))
      if (answer.refusal.code === 'already-handled') void client.invalidateQueries({ queryKey: ['quarantine'] })
      return
    }
    const number = answer.value?.number
    say(number === undefined || act === 'discard' ? own.done[act] : own.accepted(number))
    if (here()) placed()
    void client.invalidateQueries({ queryKey: ['quarantine'] })
    void client.invalidateQueries({ queryKey: ['queue'] })
    void client.invalidateQueries({ queryKey: ['counts'] })
  }

  return (
    <article className="pane pane-ticket" aria-labelledby="aside-title">
      <div className="ticket-scroll">
        <button type="button" className="button back" onClick={leave}>← {t.back}</button>
        <header className="head">
          <p className="head-line"><strong className="warning">{own.why[message.why]}</strong> <span>{t.ticket.on(channelName(vocabulary, message.channel, lang))}</span> <time dateTime={message.receivedAt}>{instantInWords(Date.parse(message.receivedAt), { zone, lang, now })}</time></p>
          <h1 id="aside-title" ref={heading} tabIndex={-1}>{message.subject || own.noSubject}</h1>
          <p className="head-line head-trust"><TrustMark trust={sender.trust} /> <span>{[sender.name, sender.address].filter(Boolean).join(' · ')}</span> <span className="quiet">{t.trust.reasons[sender.reason]}</span></p>
          {sender.flags.length > 0 && <p className="warning">{sender.flags.map((flag) => t.trust.flags[flag] ?? flag).join(' · ')}</p>}
          {message.ticket && <p>{own.pretends(message.ticket.number, message.ticket.subject)}</p>}
        </header>
        <Problem refusal={refusal} />
        {me.may.includes('quarantine:act') && <PlaceForm proposed={message.ticket?.number} place={place} />}
        <div className="letter letter-quarantined">
          <div className="letter-text"><p>{message.text}</p></div>
          {message.attachments.length > 0 && <ul className="attachments" aria-label={t.ticket.attachments}>{message.attachments.map((file) => <li key={file.index}>{file.name} <small>{shortSize(file.size, lang)}</small></li>)}</ul>}
          <p className="letter-foot"><a href={message.raw} download>{t.ticket.raw}</a> {sender.verdict && <MailChecks verdict={sender.verdict} />}</p>
        </div>
      </div>
    </article>
  )
}
