import type { BulkBody, BulkPreview, BulkRun } from '@guichet/protocol'
import { useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useEffect, useRef, useState, type FormEvent } from 'react'
import '../styles/bulk.css'
import { ask, type Refusal } from '../api/client.ts'
import { paths } from '../api/paths.ts'
import { Dialog } from '../parts/dialog.tsx'
import { Problem } from '../parts/problem.tsx'
import { say } from '../parts/say.tsx'
import { usePreferences } from '../preferences.tsx'
import { chooseNone } from '../queue/selection.ts'
import { localMoment } from '../record/form.ts'
import { now } from '../time.ts'
import { ActFields } from './act-fields.tsx'
import type { About } from './door.tsx'
import { actOf, emptyForm, nameOfAct, sends } from './form.ts'
import { PreviewView } from './preview-view.tsx'
import { RunView } from './run-view.tsx'
import { bulkTexts } from './texts.ts'

const hour = 3_600_000

/** An act on many requests: which, what it would do, how far it has come. Nothing is done before it is confirmed. */
export function BulkDialog({ about, close }: { about: About; close: () => void }) {
  const { lang } = usePreferences()
  const t = bulkTexts(lang)
  const client = useQueryClient()
  const [form, setForm] = useState(() => emptyForm(localMoment(now() + 24 * hour)))
  const [body, setBody] = useState<BulkBody | null>(null)
  const [preview, setPreview] = useState<BulkPreview | null>(null)
  const [runId, setRunId] = useState<string | null>(null)
  const [problem, setProblem] = useState<Refusal | string | null>(null)
  const [busy, setBusy] = useState(false)
  // One wish, one key: pressed twice, or sent again after a lost answer, it is the same act.
  const key = useRef('')
  const heading = useRef<HTMLHeadingElement>(null)
  const step = runId !== null ? 'run' : preview !== null ? 'preview' : 'act'
  const fields = useRef<HTMLFormElement>(null)
  useEffect(() => {
    if (step === 'act') fields.current?.querySelector('select')?.focus()
    else heading.current?.focus()
  }, [step])

  async function look(next: BulkBody) {
    if (busy) return
    setBusy(true)
    setProblem(null)
    const answer = await ask<BulkPreview>(paths.bulkPreview, { body: next })
    setBusy(false)
    if (!answer.ok) return setProblem(answer.refusal.code === 'unknown-placeholder' ? t.unknownFields(answer.refusal.errors?.map(({ message }) => message).join(', ') ?? '') : answer.refusal)
    key.current = crypto.randomUUID()
    setBody(next)
    setPreview(answer.value)
  }
  function submit(event: FormEvent) {
    event.preventDefault()
    const act = actOf(form, t, now())
    if (typeof act === 'string') return setProblem(act)
    void look({ chosen: about.chosen, act, confirmed: false, holdSeconds: sends(form.act) ? form.hold : 0 })
  }
  async function begin() {
    if (busy || body === null) return
    setBusy(true)
    const answer = await ask<BulkRun>(paths.bulk, { body, key: key.current })
    setBusy(false)
    if (!answer.ok) return setProblem(answer.refusal)
    setProblem(null)
    setRunId(answer.value.id)
    chooseNone()
    void client.invalidateQueries({ queryKey: ['bulk'] })
  }
  const leave = () => {
    if (runId !== null) say(t.backgroundSaid)
    close()
  }

  return (
    <Dialog title={about.all ? t.onAll(about.count) : t.on(about.count)} close={runId === null ? close : leave}>
      <div className="bulk">
        {step === 'run' && runId !== null && (
          <>
            <h3 ref={heading} tabIndex={-1}>{t.acts[form.act]}</h3>
            <RunView id={runId} />
            <p className="bulk-ways"><Link to="/bulk" className="link">{t.all}</Link></p>
          </>
        )}
        {step === 'act' && (
          <form ref={fields} onSubmit={submit}>
            <ActFields form={form} change={setForm} />
            <Problem refusal={problem} />
            <p className="bulk-ways">
              <button type="submit" className="button button-main" aria-disabled={busy}>{busy ? t.seeing : t.see}</button>
            </p>
          </form>
        )}
        {step === 'preview' && preview !== null && (
          <>
            <h3 ref={heading} tabIndex={-1}>{t.previewTitle}</h3>
            <p><strong>{t.acts[body === null ? form.act : nameOfAct(body.act)]}</strong></p>
            {body !== null && <PreviewView preview={preview} body={body} busy={busy} look={(next) => void look(next)} />}
            {about.all && <p className="quiet">{t.frozen}</p>}
            {preview.would === 0 && preview.looked === preview.total && <p>{t.nothing}</p>}
            <Problem refusal={problem} />
            <p className="bulk-ways">
              {(preview.would > 0 || preview.looked < preview.total) && <button type="button" className="button button-main" aria-disabled={busy} onClick={() => void begin()}>{t.go(preview.looked < preview.total ? preview.total : preview.would)}</button>}
              <button type="button" className="button" onClick={() => { setPreview(null); setProblem(null) }}>{t.change}</button>
            </p>
          </>
        )}
      </div>
    </Dialog>
  )
}
