import { useState } from 'react'
import { shortLength } from '../../parts/short.ts'
import { usePreferences } from '../../preferences.tsx'
import { actTexts } from '../act-texts.ts'
import { useKeptWords } from '../kept-words.ts'
import { Frame } from './frame.tsx'
import type { PanelProps } from './panels.tsx'

/** Takes away time that was not spent, with a reason: the history keeps what was noted, and it can be undone. */
export function WorkRemovedPanel({ page, run, close, workId }: PanelProps & { workId?: string | undefined }) {
  const { t: general, lang } = usePreferences()
  const t = actTexts(lang)
  const [entry] = useState(() => page.work.entries.find((one) => one.id === workId))
  const [reason, setReason] = useKeptWords(page.number, 'work_removed', workId ?? '')
  return (
    <Frame
      of={page.number} act="work_removed" close={close} run={run} yes={t.takeAway}
      doing={() => (reason.trim() === '' ? general.problems['reason-required']! : { act: 'work', removed: true, workId: entry?.id ?? '', reason: reason.trim() })}
    >
      {entry && <p className="quiet">{t.removeWhat(entry.agent.name, shortLength(entry.minutes * 60, lang))}</p>}
      <label className="field">
        <span>{t.removeWhy}</span>
        <input type="text" autoFocus value={reason} maxLength={1_000} onChange={(event) => setReason(event.target.value)} />
        <small>{t.reasonKept}</small>
      </label>
    </Frame>
  )
}
