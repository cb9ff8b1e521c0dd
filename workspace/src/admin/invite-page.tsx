import { useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { useEffect, useRef, useState, type FormEvent } from 'react'
import { ask, type Refusal } from '../api/client.ts'
import { useStillHere } from '../parts/here.ts'
import { inWords, Problem } from '../parts/problem.tsx'
import { say } from '../parts/say.tsx'
import { usePreferences } from '../preferences.tsx'
import { providerHere } from '../provider-here.ts'
import { AgentFields, type AgentForm } from './agent-fields.tsx'
import { administeredQuery, adminPaths } from './queries.ts'
import { adminTexts } from './texts.ts'

/** Which fields a refusal is about. */
export function wrongIn(refusal: Refusal | string | null): ReadonlySet<string> {
  return new Set(typeof refusal === 'object' ? (refusal?.errors ?? []).map(({ at }) => at) : [])
}

/** Invites an agent: they choose their password by a link that is sent to them. */
export function InvitePage() {
  const { t: common, lang } = usePreferences()
  const here = useStillHere()
  const t = adminTexts(lang)
  const client = useQueryClient()
  const navigate = useNavigate()
  const [form, setForm] = useState<AgentForm>({ name: '', email: '', language: lang, roles: [], departments: [], teams: [] })
  const [refusal, setRefusal] = useState<Refusal | string | null>(null)
  const [busy, setBusy] = useState(false)
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    document.title = `${t.invite} · ${providerHere.name}`
    heading.current?.focus({ preventScroll: true })
  }, [t])

  async function submit(event: FormEvent) {
    event.preventDefault()
    if (busy) return
    if (form.name.trim() === '' || !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(form.email.trim())) return setRefusal(t.missing)
    setBusy(true)
    const made = await ask(adminPaths.agents, { body: { ...form, name: form.name.trim(), email: form.email.trim() } })
    if (!made.ok && !here()) return say(inWords(made.refusal, common))
    setBusy(false)
    if (!made.ok) return setRefusal(made.refusal)
    say(t.invited(form.email.trim()))
    await client.invalidateQueries({ queryKey: administeredQuery.queryKey })
    if (here()) await navigate({ to: '/admin/agents' })
  }

  return (
    <section className="pane pane-wide">
      <p><Link to="/admin/agents">{t.back}</Link></p>
      <h1 ref={heading} tabIndex={-1}>{t.invite}</h1>
      <p className="quiet">{t.inviteWhy}</p>
      <form className="record" onSubmit={(event) => void submit(event)} noValidate>
        <Problem refusal={refusal} />
        <AgentFields form={form} change={(part) => setForm((before) => ({ ...before, ...part }))} withEmail wrong={wrongIn(refusal)} />
        <p><button type="submit" className="button button-main button-tall" aria-disabled={busy}>{t.send}</button></p>
      </form>
    </section>
  )
}
