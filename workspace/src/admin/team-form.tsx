import type { DeskTeam, DeskTeamBody } from '@guichet/protocol'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useState, type FormEvent } from 'react'
import { ask, type Refusal } from '../api/client.ts'
import { paths } from '../api/paths.ts'
import { agentsQuery } from '../api/queries.ts'
import { useDesk } from '../desk.tsx'
import { useStillHere } from '../parts/here.ts'
import { inWords, Problem } from '../parts/problem.tsx'
import { say } from '../parts/say.tsx'
import { usePreferences } from '../preferences.tsx'
import { wordsIn } from '../texts/texts.ts'
import { wrongIn } from './invite-page.tsx'
import { adminPaths } from './queries.ts'
import { adminTexts } from './texts.ts'

/** Makes a team, or changes one: its name, whose department it is, who is in it. */
export function TeamForm({ team, close }: { team: DeskTeam | null; close: () => void }) {
  const { t: common, lang } = usePreferences()
  const here = useStillHere()
  const { vocabulary } = useDesk()
  const t = adminTexts(lang)
  const client = useQueryClient()
  const agents = useQuery(agentsQuery).data ?? []
  const [form, setForm] = useState<DeskTeamBody>({ name: team?.name ?? '', department: team?.department ?? null, members: team?.members.map(({ id }) => id) ?? [] })
  const [refusal, setRefusal] = useState<Refusal | string | null>(null)
  const [busy, setBusy] = useState(false)
  const field = useRef<HTMLInputElement>(null)
  useEffect(() => field.current?.focus(), [])
  const known = vocabulary?.departments ?? []
  const former = form.department !== null && !known.some(({ name }) => name === form.department) ? [{ name: form.department, label: form.department }] : []

  async function submit(event: FormEvent) {
    event.preventDefault()
    if (busy) return
    const name = form.name.trim()
    if (name === '') return setRefusal(t.missingTeam)
    setBusy(true)
    const done = await ask<DeskTeam>(team ? adminPaths.team(team.id) : paths.teams, { method: team ? 'PUT' : 'POST', body: { ...form, name } })
    if (!done.ok && !here()) return say(inWords(done.refusal, common))
    setBusy(false)
    if (!done.ok) return setRefusal(done.refusal)
    say(t.saved)
    await Promise.all([client.invalidateQueries({ queryKey: ['teams'] }), client.invalidateQueries({ queryKey: ['admin'] })])
    if (here()) close()
  }

  return (
    <form className="group record" onSubmit={(event) => void submit(event)} noValidate aria-label={team ? team.name : t.makeTeam}>
      <Problem refusal={refusal} />
      <div className="record-pair">
        <label className="field"><span>{t.teamName}</span><input ref={field} value={form.name} maxLength={80} autoComplete="off" aria-invalid={wrongIn(refusal).has('/name')} onChange={(event) => setForm({ ...form, name: event.target.value })} /></label>
        <label className="field">
          <span>{t.teamDepartment}</span>
          <select value={form.department ?? ''} onChange={(event) => setForm({ ...form, department: event.target.value === '' ? null : event.target.value })}>
            <option value="">{t.anyDepartment}</option>
            {[...known.map(({ name, label }) => ({ name, label: wordsIn(label, lang, name) })), ...former].map(({ name, label }) => <option key={name} value={name}>{label}</option>)}
          </select>
        </label>
      </div>
      <fieldset className="group">
        <legend>{t.members}</legend>
        <div className="admin-members">
          {agents.map(({ id, name }) => (
            <label key={id} className="admin-tick">
              <input type="checkbox" checked={form.members.includes(id)} onChange={(event) => setForm({ ...form, members: event.target.checked ? [...form.members, id] : form.members.filter((one) => one !== id) })} />
              <span>{name}</span>
            </label>
          ))}
        </div>
      </fieldset>
      <p className="row-of-buttons">
        <button type="submit" className="button button-main" aria-disabled={busy}>{t.save}</button>
        <button type="button" className="button" onClick={close}>{t.cancel}</button>
      </p>
    </form>
  )
}
