import type { TicketPage } from '@guichet/protocol'
import { useId, useState, type FormEvent } from 'react'
import type { Refusal } from '../api/client.ts'
import { useStillHere } from '../parts/here.ts'
import { inWords, Problem } from '../parts/problem.tsx'
import { say } from '../parts/say.tsx'
import { usePreferences } from '../preferences.tsx'
import { wordsIn } from '../texts/texts.ts'
import type { Doing, Milestone, Run } from './acts.ts'
import { forgetWords, useKeptWords } from './kept-words.ts'

export type PanelAct = 'reprioritise' | 'milestone' | 'reopen'

/** The few words that some acts need, asked in the page, above the conversation they are about. */
export function ActPanel({ act, page, run, close }: { act: PanelAct; page: TicketPage; run: Run; close: () => void }) {
  const { t, lang } = usePreferences()
  const title = useId()
  const [refusal, setRefusal] = useState<Refusal | string | null>(null)
  const [busy, setBusy] = useState(false)
  const here = useStillHere()
  const [choice, setChoice] = useState(act === 'reprioritise' ? (page.priorities.find((one) => one.name !== page.priority)?.name ?? '') : 'work_started')
  const [text, setText] = useKeptWords(page.number, act, 'text')

  const doing = (): Doing | string => {
    const words = text.trim()
    if (act === 'reopen') return { act, ...(words === '' ? {} : { reason: words }) }
    if (act === 'milestone') return { act, what: choice as Milestone, ...(words === '' ? {} : { note: words }) }
    return words === '' ? t.problems['reason-required']! : { act, priority: choice, reason: words }
  }

  async function submit(event: FormEvent) {
    event.preventDefault()
    if (busy) return
    const wanted = doing()
    if (typeof wanted === 'string') return setRefusal(wanted)
    setBusy(true)
    const answer = await run(wanted)
    setBusy(false)
    if (answer.ok) forgetWords(page.number, act)
    if (!here()) return answer.ok ? undefined : say(inWords(answer.refusal, t))
    if (answer.ok) return close()
    setRefusal(answer.refusal)
  }

  const label = act === 'reprioritise' ? t.acts.reason : act === 'milestone' ? t.acts.milestoneNote : t.acts.reopenReason
  return (
    <form
      className="act-panel" aria-labelledby={title} onSubmit={(event) => void submit(event)}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return
        event.stopPropagation()
        close()
      }}
    >
      <h2 id={title}>{t.acts[act]}</h2>
      <Problem refusal={refusal} />
      {act === 'reprioritise' && (
        <label className="field">
          <span>{t.acts.priority}</span>
          <select autoFocus value={choice} onChange={(event) => setChoice(event.target.value)}>
            {page.priorities.map(({ name, label: words }) => <option key={name} value={name} disabled={name === page.priority}>{wordsIn(words, lang, name)}</option>)}
          </select>
        </label>
      )}
      {act === 'milestone' && (
        <label className="field">
          <span>{t.acts.milestoneWhat}</span>
          <select autoFocus value={choice} onChange={(event) => setChoice(event.target.value)}>
            {Object.entries(t.acts.milestones).map(([name, words]) => <option key={name} value={name}>{words}</option>)}
          </select>
        </label>
      )}
      <label className="field">
        <span>{label}{act !== 'reprioritise' && <small> {t.optional}</small>}</span>
        <input type="text" autoFocus={act === 'reopen'} value={text} onChange={(event) => setText(event.target.value)} maxLength={1000} />
        {act === 'reprioritise' && <small>{t.acts.reasonHint}</small>}
      </label>
      <p className="act-panel-do">
        <button type="submit" className="button button-main" aria-disabled={busy}>{act === 'reopen' ? t.acts.reopen : t.acts.save}</button>
        <button
          type="button" className="button"
          onClick={() => {
            forgetWords(page.number, act)
            close()
          }}
        >
          {t.cancel}
        </button>
      </p>
    </form>
  )
}
