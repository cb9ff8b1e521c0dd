import { useId } from 'react'
import { usePreferences } from '../../preferences.tsx'
import type { Named, Typed } from './rule-form.tsx'
import { ruleTexts } from './texts.ts'

/** What a rule is to do. */
export function RuleDeedsFields({ deeds, agents, teams, change }: { deeds: Typed; agents: readonly Named[]; teams: readonly Named[]; change: (part: Partial<Typed>) => void }) {
  const { lang } = usePreferences()
  const t = ruleTexts(lang)
  const hint = useId()
  const { assign } = deeds
  const given = assign === null ? '' : 'agentId' in assign ? `agent ${assign.agentId}` : `team ${assign.teamId}`
  const known = [...agents.map(({ id }) => `agent ${id}`), ...teams.map(({ id }) => `team ${id}`)]
  const give = (value: string) => {
    const [kind, id = ''] = value.split(' ')
    change({ assign: value === '' ? null : kind === 'agent' ? { agentId: id } : { teamId: id } })
  }
  return (
    <fieldset className="rule-deeds">
      <legend>{t.does}</legend>
      <div className="admin-row">
        {(['tag', 'untag'] as const).map((which) => (
          <label key={which} className="field"><span>{t[which]}</span><input type="text" maxLength={400} autoComplete="off" spellCheck={false} aria-describedby={hint} value={deeds[which]} onChange={(event) => change({ [which]: event.target.value })} /></label>
        ))}
        <label className="field">
          <span>{t.assign}</span>
          <select value={given} onChange={(event) => give(event.target.value)}>
            <option value="">{t.nobody}</option>
            <optgroup label={t.agents}>{agents.map(({ id, name }) => <option key={id} value={`agent ${id}`}>{name}</option>)}</optgroup>
            {teams.length > 0 && <optgroup label={t.teams}>{teams.map(({ id, name }) => <option key={id} value={`team ${id}`}>{name}</option>)}</optgroup>}
            {given !== '' && !known.includes(given) && <option value={given}>{t.gone}</option>}
          </select>
        </label>
      </div>
      <p id={hint} className="quiet">{t.tagHint}</p>
      <Several legend={t.watch} all={agents} chosen={deeds.watch} change={(watch) => change({ watch })} />
      <label className="field"><span>{t.note}</span><textarea rows={3} maxLength={2_000} value={deeds.note} onChange={(event) => change({ note: event.target.value })} /></label>
      {(deeds.note.trim() !== '' || deeds.mention.length > 0) && <Several legend={t.mention} hint={t.mentionHint} all={agents} chosen={deeds.mention} change={(mention) => change({ mention })} />}
    </fieldset>
  )
}

/** Some of the agents; one who left can still be taken away. */
function Several({ legend, hint, all, chosen, change }: { legend: string; hint?: string; all: readonly Named[]; chosen: readonly string[]; change: (ids: string[]) => void }) {
  const { lang } = usePreferences()
  const gone = chosen.filter((id) => !all.some((one) => one.id === id)).map((id) => ({ id, name: ruleTexts(lang).gone }))
  return (
    <fieldset className="rule-several">
      <legend>{legend}</legend>
      {hint !== undefined && <small>{hint}</small>}
      <div className="admin-members">
        {[...all, ...gone].map(({ id, name }) => (
          <label key={id} className="admin-tick">
            <input type="checkbox" checked={chosen.includes(id)} onChange={(event) => change(event.target.checked ? [...chosen, id] : chosen.filter((one) => one !== id))} />
            <span>{name}</span>
          </label>
        ))}
      </div>
    </fieldset>
  )
}
