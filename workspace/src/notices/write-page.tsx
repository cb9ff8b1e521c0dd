import type { NoticePreview } from '@guichet/protocol'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { useEffect, useRef, useState, type FormEvent } from 'react'
import { ask, newKey, type Refusal } from '../api/client.ts'
import { paths } from '../api/paths.ts'
import { vocabularyQuery } from '../api/queries.ts'
import { useDesk } from '../desk.tsx'
import { useStillHere } from '../parts/here.ts'
import { inWords, Problem, Unreadable } from '../parts/problem.tsx'
import { say } from '../parts/say.tsx'
import { usePreferences } from '../preferences.tsx'
import { providerHere } from '../provider-here.ts'
import { keep, recall } from '../storage.ts'
import { wordsIn } from '../texts/texts.ts'
import { emptyNotice, noticeBodyOf, readNotice, type NoticeForm } from './form.ts'
import { useTypes } from './notices-page.tsx'
import { PreviewOf } from './preview.tsx'
import { noticeTexts } from './texts.ts'

const draft = 'notice'

/** Writes a notice: what, when, whom it concerns; who would be told is seen before anybody is. */
export function WritePage() {
  const { t: common, lang } = usePreferences()
  const t = noticeTexts(lang)
  const types = useTypes()
  const policy = useQuery(vocabularyQuery)
  const client = useQueryClient()
  const navigate = useNavigate()
  const [form, setForm] = useState<NoticeForm>(() => readNotice(recall(draft)))
  const [key, setKey] = useState(newKey)
  const [refusal, setRefusal] = useState<Refusal | string | null>(null)
  const [seen, setSeen] = useState<NoticePreview | null>(null)
  const [busy, setBusy] = useState(false)
  const heading = useRef<HTMLHeadingElement>(null)
  const here = useStillHere()
  // The form as it is by now, for answers that come late.
  const latest = useRef(form)
  const type = form.type || (types[0]?.name ?? '')
  const change = (part: Partial<NoticeForm>) => {
    setForm((before) => ({ ...before, ...part }))
    setKey(newKey())
    setSeen(null)
  }
  useEffect(() => {
    latest.current = form
    keep(draft, form)
  }, [form])
  useEffect(() => {
    document.title = `${t.write} · ${providerHere.name}`
    heading.current?.focus({ preventScroll: true })
  }, [t])

  async function submit(event: FormEvent) {
    event.preventDefault()
    if (busy) return
    const body = noticeBodyOf(form, type)
    if (!body) return setRefusal(t.missing)
    setBusy(true)
    if (!seen) {
      const looked = await ask<NoticePreview>(paths.noticePreview, { body })
      setBusy(false)
      setRefusal(looked.ok ? null : looked.refusal)
      // Who would be told by what stood there a moment ago says nothing of what stands there now.
      if (looked.ok && latest.current === form) setSeen(looked.value)
      return
    }
    const sent = await ask<{ id: string }>(paths.notices(null), { body, key })
    if (!sent.ok && !here()) return say(inWords(sent.refusal, common))
    setBusy(false)
    if (!sent.ok) return setRefusal(sent.refusal)
    say(t.sent)
    const same = latest.current === form
    if (same) {
      keep(draft, undefined)
      setForm(emptyNotice)
    }
    await client.invalidateQueries({ queryKey: ['notices'] })
    if (here() && same) await navigate({ to: '/notices/$noticeId', params: { noticeId: sent.value.id } })
  }

  return (
    <section className="pane pane-wide">
      <p><Link to="/notices">{t.back}</Link></p>
      <h1 ref={heading} tabIndex={-1}>{t.write}</h1>
      {policy.isError && !policy.data && <Unreadable what={common.policyProblem} error={policy.error} retry={() => void policy.refetch()} />}
      <form className="record" onSubmit={(event) => void submit(event)} noValidate>
        <Problem refusal={refusal} />
        <div className="record-pair">
          <label className="field"><span>{t.type}</span><select value={type} onChange={(event) => change({ type: event.target.value })}>{types.map(({ name, label }) => <option key={name} value={name}>{label}</option>)}</select></label>
          <label className="field"><span>{t.severity}</span><select value={form.severity} onChange={(event) => change({ severity: event.target.value as NoticeForm['severity'] })}>{Object.entries(t.severities).map(([name, label]) => <option key={name} value={name}>{label}</option>)}</select></label>
        </div>
        <p className="quiet">{t.oneLanguage}</p>
        <div className="record-pair">
          <label className="field"><span>{t.titleFr}</span><input lang="fr" value={form.titleFr} maxLength={200} onChange={(event) => change({ titleFr: event.target.value })} /></label>
          <label className="field"><span>{t.titleEn}</span><input lang="en" value={form.titleEn} maxLength={200} onChange={(event) => change({ titleEn: event.target.value })} /></label>
          <label className="field"><span>{t.textFr}</span><textarea lang="fr" rows={5} value={form.textFr} maxLength={20_000} onChange={(event) => change({ textFr: event.target.value })} /></label>
          <label className="field"><span>{t.textEn}</span><textarea lang="en" rows={5} value={form.textEn} maxLength={20_000} onChange={(event) => change({ textEn: event.target.value })} /></label>
          <label className="field"><span>{t.from}</span><input type="datetime-local" value={form.from} onChange={(event) => change({ from: event.target.value })} /></label>
          <label className="field"><span>{t.until}</span><input type="datetime-local" value={form.until} onChange={(event) => change({ until: event.target.value })} /></label>
        </div>
        <p className="quiet">{t.zone(Intl.DateTimeFormat().resolvedOptions().timeZone)}</p>
        <AudienceFields form={form} change={change} />
        <p><label><input type="checkbox" checked={form.banner} onChange={(event) => change({ banner: event.target.checked })} /> {t.banner}</label></p>
        {seen && <PreviewOf seen={seen} />}
        <p>
          <button type="submit" className="button button-main button-tall" aria-disabled={busy || (seen !== null && seen.people === 0 && seen.outcome !== 'public')}>
            {seen ? t.send(seen.people) : t.preview}
          </button>
        </p>
      </form>
    </section>
  )
}

function AudienceFields({ form, change }: { form: NoticeForm; change: (part: Partial<NoticeForm>) => void }) {
  const { lang } = usePreferences()
  const { vocabulary } = useDesk()
  const t = noticeTexts(lang)
  const kinds = vocabulary?.facts.find(({ name }) => name === 'asset')?.values ?? []
  return (
    <fieldset className="group">
      <legend>{t.audience}</legend>
      <p className="quiet">{t.audienceWhy}</p>
      {kinds.length > 0 && (
        <fieldset className="group">
          <legend>{t.kinds}</legend>
          {kinds.map(({ name, label }) => (
            <p key={name}><label><input type="checkbox" checked={form.kinds.includes(name)} onChange={(event) => change({ kinds: event.target.checked ? [...form.kinds, name] : form.kinds.filter((one) => one !== name) })} /> {wordsIn(label, lang, name)}</label></p>
          ))}
        </fieldset>
      )}
      <label className="field"><span>{t.tags}</span><input value={form.tags} maxLength={2_000} onChange={(event) => change({ tags: event.target.value })} /></label>
      <label className="field"><span>{t.customers}</span><input value={form.customers} maxLength={20_000} onChange={(event) => change({ customers: event.target.value })} /></label>
      <p><label><input type="checkbox" checked={form.everybody} onChange={(event) => change({ everybody: event.target.checked })} /> {t.everybody}</label></p>
      <label className="field"><span>{t.right}</span><select value={form.right} onChange={(event) => change({ right: event.target.value })}><option value="">{t.anyone}</option>{Object.entries(t.rights).map(([name, label]) => <option key={name} value={name}>{label}</option>)}</select></label>
    </fieldset>
  )
}
