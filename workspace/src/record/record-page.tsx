import type { ReceivedView } from '@guichet/protocol'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useState, type FormEvent } from 'react'
import { ask, newKey, type Refusal } from '../api/client.ts'
import { paths } from '../api/paths.ts'
import { vocabularyQuery } from '../api/queries.ts'
import { useDesk } from '../desk.tsx'
import { now } from '../time.ts'
import { useStillHere } from '../parts/here.ts'
import { inWords, Problem, Unreadable } from '../parts/problem.tsx'
import { say } from '../parts/say.tsx'
import { usePreferences } from '../preferences.tsx'
import { providerHere } from '../provider-here.ts'
import { keep, recall } from '../storage.ts'
import { wordsIn } from '../texts/texts.ts'
import { Answered, resultOf } from './answered.tsx'
import { bodyOf, localMoment, readForm, type RecordForm } from './form.ts'
import { FactFields } from './fact-fields.tsx'
import { WhoAsks } from './who-asks.tsx'
import { recordTexts } from './texts.ts'

const draft = 'record'

/** Writes down what somebody asked by word of mouth; what was typed is kept until it is recorded. */
export function RecordPage() {
  const { t, lang } = usePreferences()
  const own = recordTexts(lang)
  const { vocabulary } = useDesk()
  const client = useQueryClient()
  const channels = [...(vocabulary?.channels ?? [])].filter(({ medium }) => medium !== 'portal' && medium !== 'api' && medium !== 'monitoring').sort((a, b) => Number(b.medium === 'phone') - Number(a.medium === 'phone'))
  const [form, setForm] = useState<RecordForm>(() => readForm(recall(draft), localMoment(now())))
  const [key, setKey] = useState(newKey)
  const [refusal, setRefusal] = useState<Refusal | string | null>(null)
  const [answer, setAnswer] = useState<ReceivedView | null>(null)
  const [busy, setBusy] = useState(false)
  const here = useStillHere()
  const policy = useQuery(vocabularyQuery)
  const first = useRef<HTMLHeadingElement>(null)
  const change = (part: Partial<RecordForm>) => {
    setForm((before) => ({ ...before, ...part }))
    setKey(newKey())
  }
  useEffect(() => keep(draft, answer ? undefined : form), [form, answer])
  useEffect(() => {
    document.title = `${own.title} · ${providerHere.name}`
  }, [own])
  // The form stands there anew after an answer as well.
  useEffect(() => {
    if (answer === null) first.current?.focus({ preventScroll: true })
  }, [answer])

  async function submit(event: FormEvent) {
    event.preventDefault()
    if (busy) return
    if (form.subject.trim() === '' || form.text.trim() === '') return setRefusal(own.missing)
    setBusy(true)
    const sent = await ask<ReceivedView>(paths.record, { body: bodyOf(form, form.channel || (channels[0]?.name ?? '')), key })
    if (!sent.ok) {
      if (!here()) return say(inWords(sent.refusal, t))
      setBusy(false)
      return setRefusal(sent.refusal)
    }
    if (!here()) {
      // What was recorded is not to be recorded again; what was asked back of it waits in the form.
      if (sent.value.kind === 'ticket' || sent.value.kind === 'reply') keep(draft, undefined)
      say(resultOf(sent.value, own))
    }
    setBusy(false)
    setRefusal(null)
    setAnswer(sent.value)
    void client.invalidateQueries({ queryKey: ['queue'] })
    void client.invalidateQueries({ queryKey: ['counts'] })
  }

  if (answer) {
    return (
      <Answered
        answer={answer} again={() => { setForm(readForm(undefined, localMoment(now()))); setKey(newKey()); setAnswer(null) }}
        back={answer.kind === 'asked' || answer.kind === 'refused' || answer.kind === 'redirected' ? () => setAnswer(null) : undefined}
      />
    )
  }
  return (
    <section className="pane pane-wide">
      <h1 ref={first} tabIndex={-1}>{own.title}</h1>
      <p className="quiet">{own.why}</p>
      {policy.isError && !vocabulary && <Unreadable what={t.policyProblem} error={policy.error} retry={() => void policy.refetch()} />}
      {vocabulary && channels.length === 0 ? <p>{own.noChannel}</p> : (
        <form className="record" onSubmit={(event) => void submit(event)} noValidate>
          <Problem refusal={refusal} />
          <div className="record-pair">
            <label className="field">
              <span>{own.channel}</span>
              <select value={form.channel || (channels[0]?.name ?? '')} onChange={(event) => change({ channel: event.target.value })}>
                {channels.map(({ name, label }) => <option key={name} value={name}>{wordsIn(label, lang, name)}</option>)}
              </select>
            </label>
            <label className="field">
              <span>{own.when}</span>
              <input type="datetime-local" value={form.when} max={localMoment(now())} onChange={(event) => change({ when: event.target.value })} />
              <small>{own.whenHint(Intl.DateTimeFormat().resolvedOptions().timeZone)}</small>
            </label>
          </div>
          <WhoAsks form={form} change={change} />
          <label className="field"><span>{own.subject}</span><input value={form.subject} maxLength={300} onChange={(event) => change({ subject: event.target.value })} /></label>
          <label className="field"><span>{own.text}</span><textarea rows={6} value={form.text} maxLength={100_000} onChange={(event) => change({ text: event.target.value })} /></label>
          <FactFields facts={vocabulary?.facts ?? []} said={form.facts} say={(facts) => change({ facts })} />
          <p><button type="submit" className="button button-main button-tall" aria-disabled={busy}>{own.button}</button></p>
        </form>
      )}
    </section>
  )
}
