import { useState } from 'react'
import { usePreferences } from '../../preferences.tsx'
import { localMoment } from '../../record/form.ts'
import { wordsIn } from '../../texts/texts.ts'
import { useNow } from '../../time.ts'
import { actTexts } from '../act-texts.ts'
import { useKeptWords } from '../kept-words.ts'
import { forgetWatch, watchSince } from '../side/watch-time.ts'
import { Frame } from './frame.tsx'
import type { PanelProps } from './panels.tsx'

const minute = 60_000

/** Notes time that was spent: as the watch told it, or as one knows it; or puts right what was noted. */
export function WorkPanel({ page, run, close, workId }: PanelProps & { workId?: string | undefined }) {
  const { t: general, lang } = usePreferences()
  const t = actTexts(lang)
  const now = useNow()
  const entry = page.work.entries.find((one) => one.id === workId)
  const [since] = useState(() => (entry ? null : watchSince(page.number)))
  const [minutes, setMinutes] = useState(() => String(entry?.minutes ?? (since === null ? 15 : Math.max(1, Math.round((now - since) / minute)))))
  const [began, setBegan] = useState(() => localMoment(entry ? Date.parse(entry.startedAt) : (since ?? now - 15 * minute)))
  const [moved, setMoved] = useState(entry !== undefined || since !== null)
  const [kind, setKind] = useState(entry?.kind ?? page.work.kinds[0]?.name ?? '')
  const [note, setNote] = useKeptWords(page.number, 'work', `note ${workId ?? ''}`, entry?.note ?? undefined)
  const [reason, setReason] = useKeptWords(page.number, 'work', `reason ${workId ?? ''}`)
  const said = () => {
    const count = Number(minutes)
    const at = Date.parse(began)
    if (!Number.isInteger(count) || count < 1 || count > 1_440) return general.problems['invalid-body']!
    return { minutes: count, kind, ...(moved && !Number.isNaN(at) ? { startedAt: new Date(at).toISOString() } : {}), ...(note.trim() === '' ? {} : { note: note.trim() }) }
  }
  return (
    <Frame
      of={page.number} act="work" close={close} yes={entry ? t.correct : t.addWork}
      run={async (doing) => {
        const answer = await run(doing)
        if (answer.ok && !entry) forgetWatch(page.number)
        return answer
      }}
      doing={() => {
        const body = said()
        if (typeof body === 'string') return body
        if (!entry) return { act: 'work', ...body }
        return reason.trim() === '' ? general.problems['reason-required']! : { act: 'work', workId: entry.id, reason: reason.trim(), ...body, startedAt: body.startedAt ?? entry.startedAt }
      }}
    >
      <div className="field-pair">
        <label className="field">
          <span>{t.minutes}</span>
          <input type="number" inputMode="numeric" autoFocus min={1} max={1_440} value={minutes} onChange={(event) => setMinutes(event.target.value)} />
        </label>
        <label className="field">
          <span>{t.kind}</span>
          <select value={kind} onChange={(event) => setKind(event.target.value)}>{page.work.kinds.map((one) => <option key={one.name} value={one.name}>{wordsIn(one.label, lang, one.name)}</option>)}</select>
        </label>
      </div>
      <label className="field">
        <span>{t.began}</span>
        <input
          type="datetime-local" value={began}
          onChange={(event) => {
            setMoved(true)
            setBegan(event.target.value)
          }}
        />
      </label>
      <label className="field">
        <span>{t.what} <small>{t.optional}</small></span>
        <input type="text" value={note} maxLength={1_000} onChange={(event) => setNote(event.target.value)} />
      </label>
      {entry && (
        <label className="field">
          <span>{t.correctWhy}</span>
          <input type="text" value={reason} maxLength={1_000} onChange={(event) => setReason(event.target.value)} />
          <small>{t.reasonKept}</small>
        </label>
      )}
    </Frame>
  )
}
