import { useId, useState, type FormEvent, type ReactNode } from 'react'
import type { Refusal } from '../../api/client.ts'
import { useStillHere } from '../../parts/here.ts'
import { inWords, Problem } from '../../parts/problem.tsx'
import { say } from '../../parts/say.tsx'
import { useTexts } from '../../preferences.tsx'
import type { Doing, Run } from '../acts.ts'
import type { Named } from '../doing.ts'
import { useActWords } from '../act-words.ts'
import { forgetWords } from '../kept-words.ts'

/**
 * A panel of an act that needs words, on the request `of`: its fields, what was refused, and the ways out. Escape keeps the words for the
 * next time, the button lets them go.
 */
export function Frame({ of, act, doing, run, close, children, yes }: { of: number; act: Named; doing: () => Doing | string; run: Run; close: () => void; children: ReactNode; yes?: string }) {
  const t = useTexts()
  const words = useActWords()
  const title = useId()
  const [refusal, setRefusal] = useState<Refusal | string | null>(null)
  const [busy, setBusy] = useState(false)
  const here = useStillHere()
  async function submit(event: FormEvent) {
    event.preventDefault()
    if (busy) return
    const wanted = doing()
    if (typeof wanted === 'string') return setRefusal(wanted)
    setBusy(true)
    setRefusal(null)
    const answer = await run(wanted)
    setBusy(false)
    if (answer.ok) forgetWords(of, act)
    if (answer.ok) return here() ? close() : undefined
    const { code, detail } = answer.refusal
    const why = code === 'move-refused' && detail !== undefined ? detail : words.why(code) === code ? answer.refusal : words.why(code)
    if (here()) setRefusal(why)
    else say(typeof why === 'string' ? why : inWords(why, t))
  }
  return (
    <form
      className="act-panel" aria-labelledby={title} noValidate onSubmit={(event) => void submit(event)}
      onKeyDown={(event) => {
        if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
          event.preventDefault()
          return void submit(event)
        }
        if (event.key !== 'Escape') return
        event.stopPropagation()
        close()
      }}
    >
      <h2 id={title}>{words.label(act)}</h2>
      <Problem refusal={refusal} />
      {children}
      <p className="act-panel-do">
        <button type="submit" className="button button-main" aria-disabled={busy}>{yes ?? words.label(act)}</button>
        <button
          type="button" className="button"
          onClick={() => {
            forgetWords(of, act)
            close()
          }}
        >
          {t.cancel}
        </button>
      </p>
    </form>
  )
}
