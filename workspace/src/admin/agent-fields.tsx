import { agentRoleNames, type AgentRoleName } from '@guichet/protocol'
import { useQuery } from '@tanstack/react-query'
import { teamsQuery } from '../api/queries.ts'
import { useDesk } from '../desk.tsx'
import { Unreadable } from '../parts/problem.tsx'
import { usePreferences } from '../preferences.tsx'
import { wordsIn } from '../texts/texts.ts'
import { adminTexts } from './texts.ts'

/** What is said of an agent in a form. */
export interface AgentForm { name: string; email: string; language: 'fr' | 'en'; roles: AgentRoleName[]; departments: string[]; teams: string[] }

const toggled = <Item,>(list: readonly Item[], item: Item, on: boolean): Item[] => (on ? [...list, item] : list.filter((one) => one !== item))

/** Name, language, roles, departments and teams; the address where it is still to be given. */
export function AgentFields({ form, change, withEmail, wrong }: { form: AgentForm; change: (part: Partial<AgentForm>) => void; withEmail: boolean; wrong: ReadonlySet<string> }) {
  const { lang } = usePreferences()
  const { vocabulary } = useDesk()
  const t = adminTexts(lang)
  const query = useQuery(teamsQuery)
  const teams = query.data
  const departments = vocabulary?.departments ?? []
  // One that the policy does not know any more may stay, and can be taken away.
  const former = form.departments.filter((name) => !departments.some((one) => one.name === name))
  return (
    <>
      <div className="record-pair">
        <label className="field"><span>{t.fields.name}</span><input value={form.name} maxLength={80} required autoComplete="off" aria-invalid={wrong.has('/name')} onChange={(event) => change({ name: event.target.value })} /></label>
        {withEmail && <label className="field"><span>{t.fields.email}</span><input type="email" value={form.email} maxLength={254} required autoComplete="off" aria-invalid={wrong.has('/email')} onChange={(event) => change({ email: event.target.value })} /></label>}
        <label className="field">
          <span>{t.fields.language}</span>
          <select value={form.language} onChange={(event) => change({ language: event.target.value === 'en' ? 'en' : 'fr' })}><option value="fr">{t.languages.fr}</option><option value="en">{t.languages.en}</option></select>
        </label>
      </div>
      <fieldset className="group">
        <legend>{t.fields.roles}</legend>
        <p className="quiet">{t.rolesWhy}</p>
        {agentRoleNames.map((role) => (
          <label key={role} className="admin-tick">
            <input type="checkbox" checked={form.roles.includes(role)} onChange={(event) => change({ roles: toggled(form.roles, role, event.target.checked) })} />
            <span>{t.roles[role][0]} <small>{t.roles[role][1]}</small></span>
          </label>
        ))}
      </fieldset>
      <fieldset className="group">
        <legend>{t.fields.departments}</legend>
        {departments.length === 0 && former.length === 0 ? <p className="quiet">{t.noDepartments}</p> : <p className="quiet">{t.departmentsWhy}</p>}
        {[...departments.map(({ name, label }) => ({ name, label: wordsIn(label, lang, name) })), ...former.map((name) => ({ name, label: name }))].map(({ name, label }) => (
          <label key={name} className="admin-tick"><input type="checkbox" checked={form.departments.includes(name)} onChange={(event) => change({ departments: toggled(form.departments, name, event.target.checked) })} /><span>{label}</span></label>
        ))}
      </fieldset>
      <fieldset className="group">
        <legend>{t.fields.teams}</legend>
        {query.isError && !teams && <Unreadable what="" error={query.error} retry={() => void query.refetch()} />}
        {teams?.length === 0 && <p className="quiet">{t.noTeams}</p>}
        {teams?.map((team) => (
          <label key={team.id} className="admin-tick"><input type="checkbox" checked={form.teams.includes(team.id)} onChange={(event) => change({ teams: toggled(form.teams, team.id, event.target.checked) })} /><span>{team.name}</span></label>
        ))}
      </fieldset>
    </>
  )
}
