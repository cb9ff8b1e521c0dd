import { usePreferences } from '../../preferences.tsx'
import { actTexts } from '../act-texts.ts'
import { useKeptWords } from '../kept-words.ts'
import { Frame } from './frame.tsx'
import type { PanelProps } from './panels.tsx'

/** Acts that take one text: closing, calling unwanted, taking on as a courtesy. */
export function PlainPanel({ act, page, run, close }: PanelProps & { act: 'close' | 'spam' | 'discretion' }) {
  const { t: general, lang } = usePreferences()
  const t = actTexts(lang)
  const [text, setText] = useKeptWords(page.number, act, 'text')
  const said = text.trim()
  const hint = act === 'spam' ? t.spamHint : act === 'discretion' ? t.discretionHint : page.state === 'solved' ? `${t.closeHint} ${t.closeSolved}` : t.closeHint
  return (
    <Frame
      of={page.number} act={act} run={run} close={close}
      doing={() => {
        if (act === 'close') return { act, ...(said === '' ? {} : { text: said }) }
        if (act === 'spam') return { act, ...(said === '' ? {} : { reason: said }) }
        return said === '' ? general.problems['reason-required']! : { act, reason: said }
      }}
    >
      <label className="field">
        <span>{act === 'close' ? t.closeText : t.reason}{(act === 'spam' || (act === 'close' && page.state === 'solved')) && <small> {t.optional}</small>}</span>
        {act === 'close'
          ? <textarea rows={4} autoFocus value={text} maxLength={100_000} onChange={(event) => setText(event.target.value)} />
          : <input type="text" autoFocus value={text} maxLength={1_000} onChange={(event) => setText(event.target.value)} />}
        <small>{hint}</small>
      </label>
    </Frame>
  )
}
