import type { PolicyChecked, PolicyPlayed, PolicyVersion } from '@guichet/protocol'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useCallback, useState, type FormEvent } from 'react'
import { ask, type Refusal } from '../api/client.ts'
import { paths } from '../api/paths.ts'
import { Problem } from '../parts/problem.tsx'
import { say } from '../parts/say.tsx'
import { usePreferences } from '../preferences.tsx'
import { duration } from '#ui/formats.ts'
import { deskQuery, differingQuery } from './api.ts'
import { needsProof, Prove } from './prove.tsx'
import { policyTexts } from './texts.ts'
import type { Writing } from './use-draft.ts'

interface Form { version: string; when: 'now' | 'later'; day: string; hour: string; note: string; confirmed: boolean }

/** A day on a wall of a zone, some days from now: `2026-11-24`. */
function dayIn(zone: string, days: number, now: number): string {
  return new Intl.DateTimeFormat('sv-SE', { timeZone: zone, year: 'numeric', month: '2-digit', day: '2-digit' }).format(now + days * 86_400_000)
}

/** A name that no version has: the day, and a number when the day has had one. */
function freeName(day: string, taken: readonly string[]): string {
  for (let n = 1; ; n += 1) {
    const name = n === 1 ? day : `${day}-${n}`
    if (!taken.includes(name)) return name
  }
}

/** What keeps the draft from being published; nothing: it may be. */
function obstacles(t: ReturnType<typeof policyTexts>, writing: Writing, checked: PolicyChecked | undefined, played: PolicyPlayed | undefined): string[] {
  if (!checked || !played) return [t.checking]
  const errors = checked.findings.filter(({ severity }) => severity === 'error').length
  const failing = played.results.filter(({ ok }) => !ok).length
  return [
    ...(errors > 0 ? [t.needErrors(errors)] : []), ...(played.findings.length > 0 ? [t.needExampleForm] : []), ...(failing > 0 ? [t.needExamples(failing)] : []),
    ...(writing.saving === 'conflict' || writing.saving === 'refused' || writing.saving === 'offline' ? [t.needSaved] : []),
  ]
}

/** Publishes the draft as a new version, from now or from a day on. */
export function Publish({ writing, checked, played, versions, now }: { writing: Writing; checked: PolicyChecked | undefined; played: PolicyPlayed | undefined; versions: readonly PolicyVersion[]; now: number }) {
  const { lang } = usePreferences()
  const t = policyTexts(lang)
  const client = useQueryClient()
  const zone = checked?.sound?.zone ?? 'Europe/Paris'
  const [form, setForm] = useState<Form>(() => {
    const tomorrow = dayIn(zone, 1, now)
    return { version: freeName(tomorrow, versions.map(({ version }) => version)), when: 'later', day: tomorrow, hour: '00:00', note: '', confirmed: false }
  })
  const [refusal, setRefusal] = useState<Refusal | string | null>(null)
  const [proving, setProving] = useState(false)
  const [busy, setBusy] = useState(false)
  const since = versions.find(({ standing }) => standing === 'in_force')?.id ?? null
  const notice = useQuery({ ...differingQuery(writing.texts.source, since), enabled: checked?.sound != null }).data?.notice ?? 0
  const missing = obstacles(t, writing, checked, played)
  const change = (part: Partial<Form>) => setForm({ ...form, ...part })
  const proved = useCallback(() => {
    setProving(false)
    setRefusal(null)
  }, [])

  async function submit(event: FormEvent) {
    event.preventDefault()
    if (busy || missing.length > 0) return
    if (form.version.trim() === '' || form.note.trim() === '' || (form.when === 'later' && form.day === '')) return setRefusal(t.missing)
    setBusy(true)
    const version = await writing.settle()
    if (version === undefined) {
      setBusy(false)
      return setRefusal(t.needSaved)
    }
    const effective = form.when === 'now' ? 'now' : form.hour === '' || form.hour === '00:00' ? form.day : `${form.day} ${form.hour}`
    const answer = await ask<PolicyVersion>(paths.policyPublish, { body: { version: form.version.trim(), effective, note: form.note.trim(), confirmed: form.confirmed }, version })
    setBusy(false)
    if (answer.ok) {
      writing.leave()
      say(t.published(answer.value.version))
      return client.invalidateQueries({ queryKey: deskQuery.queryKey })
    }
    setProving(needsProof(answer.refusal.code))
    setRefusal(needsProof(answer.refusal.code) ? null : answer.refusal)
  }

  return (
    <>
      {missing.length > 0 ? <><h2>{t.notReady}</h2><ul>{missing.map((one) => <li key={one}>{one}</li>)}</ul></> : <p>{t.ready}</p>}
      <form onSubmit={(event) => void submit(event)} noValidate>
        <Problem refusal={refusal} />
        <label className="field"><span>{t.versionName}</span><input name="version" value={form.version} maxLength={60} onChange={(event) => change({ version: event.target.value })} /><small>{t.versionWhy}</small></label>
        <fieldset className="group">
          <legend>{t.effective}</legend>
          <label className="check"><input type="radio" name="when" checked={form.when === 'later'} onChange={() => change({ when: 'later' })} /> {t.later}</label>
          {form.when === 'later' && (
            <div className="record-pair">
              <label className="field"><span>{t.day}</span><input type="date" value={form.day} onChange={(event) => change({ day: event.target.value })} /></label>
              <label className="field"><span>{t.hour}</span><input type="time" value={form.hour} onChange={(event) => change({ hour: event.target.value })} /></label>
            </div>
          )}
          <label className="check"><input type="radio" name="when" checked={form.when === 'now'} onChange={() => change({ when: 'now' })} /> {t.now}</label>
          <p className="quiet">{t.zoneOf(zone)}</p>
        </fieldset>
        <label className="field"><span>{t.note}</span><textarea name="note" rows={3} value={form.note} maxLength={2_000} onChange={(event) => change({ note: event.target.value })} /><small>{t.noteWhy}</small></label>
        {notice > 0 && (
          <div className="group">
            <p>{t.noticeWarn(duration(notice, lang))}</p>
            <label className="check"><input type="checkbox" checked={form.confirmed} onChange={(event) => change({ confirmed: event.target.checked })} /> {t.confirmNotice}</label>
          </div>
        )}
        {!proving && (
          <>
            <p className="quiet">{t.binding}</p>
            <button type="submit" className="button button-main button-tall" aria-disabled={busy || missing.length > 0}>{t.publish}</button>
          </>
        )}
      </form>
      {proving && <Prove proved={proved} />}
    </>
  )
}
