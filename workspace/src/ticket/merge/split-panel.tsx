import type { TicketPage } from '@guichet/protocol'
import { useNavigate, useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { instantInWords } from '#ui/formats.ts'
import { newKey, type Refusal } from '../../api/client.ts'
import { useDesk } from '../../desk.tsx'
import { isElsewhere } from '../../parts/focus.ts'
import { useStillHere } from '../../parts/here.ts'
import { inWords } from '../../parts/problem.tsx'
import { say } from '../../parts/say.tsx'
import { usePreferences } from '../../preferences.tsx'
import { useNow } from '../../time.ts'
import { useBetween } from './doing.ts'
import { BetweenFrame } from './frame.tsx'
import { forgetWords, useKeptWords } from '../kept-words.ts'
import { closeBetween } from './open.ts'
import { mergeTexts } from './texts.ts'

/** Makes a ticket of its own of some messages of this one. */
export function SplitPanel({ page }: { page: TicketPage }) {
  const { t: general, lang } = usePreferences()
  const t = mergeTexts(lang)
  const { zone } = useDesk()
  const now = useNow()
  const { view = 'all' } = useParams({ strict: false })
  const navigate = useNavigate()
  const between = useBetween()
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const [following, setFollowing] = useState(false)
  const [subject, setSubject] = useKeptWords(page.number, 'split', 'subject')
  const [reason, setReason] = useKeptWords(page.number, 'split', 'reason')
  const [refusal, setRefusal] = useState<Refusal | string | null>(null)
  const [busy, setBusy] = useState(false)
  const here = useStillHere()
  const [key] = useState(newKey)
  // What was merged into it is parted by undoing that.
  const own = page.timeline.flatMap((entry) => (entry.kind === 'message' && entry.message.of === undefined && entry.message.visibility !== 'withdrawn' ? [entry.message] : []))
  const [, ...movable] = own
  const first = movable.findIndex(({ id }) => chosen.has(id))
  const going = movable.filter(({ id }, index) => chosen.has(id) || (following && first >= 0 && index > first))
  async function submit() {
    if (going.length === 0) return setRefusal(t.chooseOne)
    if (subject.trim() === '') return setRefusal(t.subjectMissing)
    setBusy(true)
    setRefusal(null)
    const answer = await between(page.number, { path: 'split', version: page.version, body: { messageIds: [...chosen], following, subject: subject.trim(), ...(reason.trim() === '' ? {} : { reason: reason.trim() }) } }, ({ opened = 0 }) => t.done.split(opened), key)
    if (answer.ok) forgetWords(page.number, 'split')
    if (!here()) return answer.ok ? undefined : say(inWords(answer.refusal, general))
    setBusy(false)
    if (!answer.ok) return setRefusal(answer.refusal)
    const elsewhere = isElsewhere(document.querySelector('.between-panel'))
    closeBetween()
    if (!elsewhere) await navigate({ to: '/$view/$number', params: { view, number: String(answer.value.opened) } })
  }
  return (
    <BetweenFrame title={t.acts.split} refusal={refusal} busy={busy} submit={() => void submit()} callOff={() => forgetWords(page.number, 'split')} yes={movable.length === 0 ? null : t.doSplit(going.length)}>
      {movable.length === 0 ? <p>{t.nothingToSplit}</p> : (
        <>
          <fieldset className="split-messages">
            <legend>{t.chooseMessages}</legend>
            <small>{t.firstStays}</small>
            {movable.map((message, index) => (
              <label key={message.id} className="check">
                <input
                  type="checkbox" autoFocus={index === 0} checked={going.includes(message)}
                  onChange={(event) => {
                    const next = new Set(chosen)
                    if (event.target.checked) next.add(message.id)
                    else next.delete(message.id)
                    setChosen(next)
                  }}
                />
                <span>
                  <strong>{message.author.name ?? message.sender?.address ?? general.ticket.system}</strong>{message.visibility === 'internal' && ` (${t.internal})`} <small>{instantInWords(Date.parse(message.at), { zone, lang, now })}</small><br />
                  <span className="split-words">{message.text.slice(0, 140)}</span>
                </span>
              </label>
            ))}
          </fieldset>
          <label className="check"><input type="checkbox" checked={following} onChange={(event) => setFollowing(event.target.checked)} /> <span>{t.following}</span></label>
          <label className="field"><span>{t.subject}</span><input type="text" value={subject} maxLength={300} onChange={(event) => setSubject(event.target.value)} /><small>{t.splitHint}</small></label>
          <label className="field"><span>{t.reason} <small>{t.optional}</small></span><input type="text" value={reason} maxLength={1_000} onChange={(event) => setReason(event.target.value)} /><small>{t.reasonHint}</small></label>
        </>
      )}
    </BetweenFrame>
  )
}
