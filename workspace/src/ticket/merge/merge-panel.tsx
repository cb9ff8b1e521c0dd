import type { MergePreview, TicketPage } from '@guichet/protocol'
import { useQuery } from '@tanstack/react-query'
import { useNavigate, useParams } from '@tanstack/react-router'
import { useEffect, useRef, useState } from 'react'
import { instantInWords } from '#ui/formats.ts'
import { read, type Refusal } from '../../api/client.ts'
import { paths } from '../../api/paths.ts'
import { useDesk } from '../../desk.tsx'
import { isElsewhere } from '../../parts/focus.ts'
import { useStillHere } from '../../parts/here.ts'
import { inWords, Unreadable } from '../../parts/problem.tsx'
import { say } from '../../parts/say.tsx'
import { usePreferences } from '../../preferences.tsx'
import { useNow } from '../../time.ts'
import { ChooseTicket } from './choose.tsx'
import { useBetween } from './doing.ts'
import { BetweenFrame } from './frame.tsx'
import { closeBetween } from './open.ts'
import { mergeTexts } from './texts.ts'

/** Merges a ticket into another: which one, then exactly what will happen, then it is done. */
export function MergePanel({ page }: { page: TicketPage }) {
  const { t: general, lang } = usePreferences()
  const t = mergeTexts(lang)
  const { view = 'all' } = useParams({ strict: false })
  const navigate = useNavigate()
  const between = useBetween()
  const [other, setOther] = useState<number | null>(null)
  const [meant, setMeant] = useState(false)
  const [refusal, setRefusal] = useState<Refusal | string | null>(null)
  const [busy, setBusy] = useState(false)
  const here = useStillHere()
  const query = useQuery({
    queryKey: ['alike', page.number, 'preview', other, page.version], enabled: other !== null, gcTime: 0, retry: false,
    queryFn: ({ signal }) => read<MergePreview>(paths.mergePreview(page.number, other!), signal),
  })
  const preview = other === null ? undefined : query.data
  async function submit() {
    if (!preview || preview.refused) return
    if (preview.confirm && !meant) return setRefusal(t.mustMean)
    setBusy(true)
    setRefusal(null)
    const into = preview.into.number
    const answer = await between(page.number, { path: 'merge', version: preview.from.version, body: { into, versionThere: preview.into.version, ...(meant ? { confirmed: true } : {}) } }, t.done.merge(into))
    if (!here()) return answer.ok ? undefined : say(inWords(answer.refusal, general))
    setBusy(false)
    if (!answer.ok) return setRefusal(answer.refusal)
    const elsewhere = isElsewhere(document.querySelector('.between-panel'))
    closeBetween()
    if (!elsewhere) await navigate({ to: '/$view/$number', params: { view, number: String(into) } })
  }
  return (
    <BetweenFrame title={t.acts.merge} refusal={refusal} busy={busy} submit={() => void submit()} yes={preview && !preview.refused ? t.doMerge(preview.into.number) : null}>
      {other === null ? <ChooseTicket number={page.number} label={t.other} choose={setOther} customerOnly /> : (
        <>
          {query.isError ? <Unreadable what={t.unreadable} error={query.error} retry={() => void query.refetch()} /> : !preview ? <p className="quiet" role="status">{t.reading}</p> : <Preview preview={preview} />}
          {preview?.confirm && !preview.refused && <label className="check"><input type="checkbox" checked={meant} onChange={(event) => setMeant(event.target.checked)} /> <span>{t.several}</span></label>}
          <p><button type="button" className="link" onClick={() => { setOther(null); setMeant(false); setRefusal(null) }}>{t.change}</button></p>
        </>
      )}
    </BetweenFrame>
  )
}

function Preview({ preview }: { preview: MergePreview }) {
  const { t: general, lang } = usePreferences()
  const t = mergeTexts(lang)
  const { zone } = useDesk()
  const now = useNow()
  const at = (instant: string) => instantInWords(Date.parse(instant), { zone, lang, now })
  const { from, into, refused } = preview
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => heading.current?.focus(), [])
  return (
    <section className="preview">
      <h3 ref={heading} tabIndex={-1}>{t.what}</h3>
      <p><span className="figure">{from.number}</span> {from.subject} → <span className="figure">{into.number}</span> {into.subject} <span className="quiet">({general.states[into.state]})</span></p>
      {refused ? <p className="problem" role="alert">{refused.detail ?? general.problems[refused.code] ?? general.problems.other}</p> : (
        <>
          <ul>
            <li>{t.goesOn(from.number, into.number)} {t.undoable}</li>
            <li>{t.messages(preview.messages, into.number)}</li>
            {preview.reopens && <li>{t.reopens(into.number)}</li>}
            {preview.resumes && <li>{t.resumes(into.number)}</li>}
            {preview.firstReplyFrom !== null && <li>{t.firstReply(at(preview.firstReplyFrom))}</li>}
          </ul>
          <h4>{t.promises}</h4>
          {preview.promises.length === 0 ? <p className="quiet">{t.noPromises}</p> : <ul>{preview.promises.map((one) => <li key={`${one.of}-${one.label}-${one.startsAt}`}>{t.due(one.label, one.of, one.dueAt === null ? t.noDeadline : at(one.dueAt))}</li>)}</ul>}
          <h4>{t.recipients}</h4>
          {preview.recipients.length === 0 ? <p className="quiet">{t.nobody}</p> : <ul>{preview.recipients.map(({ address, name, number }) => <li key={`${number}-${address}`} className="break">{t.recipient(name === null ? address : `${name} <${address}>`, number)}</li>)}</ul>}
        </>
      )}
    </section>
  )
}
