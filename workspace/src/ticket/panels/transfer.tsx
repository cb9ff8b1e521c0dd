import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { agentsQuery, teamsQuery } from '../../api/queries.ts'
import { useDesk } from '../../desk.tsx'
import { usePreferences } from '../../preferences.tsx'
import { wordsIn } from '../../texts/texts.ts'
import { actTexts } from '../act-texts.ts'
import { useKeptWords } from '../kept-words.ts'
import { Frame } from './frame.tsx'
import type { PanelProps } from './panels.tsx'

const same = '='
const none = ''

/** Hands a ticket over: to whom, and what they need to know. Says beforehand when one will see it no more. */
export function TransferPanel({ page, run, close }: PanelProps) {
  const { t: general, lang } = usePreferences()
  const t = actTexts(lang)
  const { vocabulary, me } = useDesk()
  const agents = useQuery(agentsQuery).data
  const teams = useQuery(teamsQuery).data
  const [department, setDepartment] = useState(same)
  const [teamId, setTeam] = useState(same)
  const [agentId, setAgent] = useState(same)
  const [note, setNote] = useKeptWords(page.number, 'transfer', 'note')
  const departments = vocabulary?.departments ?? []
  const chosen = (value: string) => (value === same ? undefined : value === none ? null : value)
  const own = me.agent.departments
  const leaves = own.length > 0 && department !== same && department !== none && !own.includes(department) && agentId !== me.agent.id
  const names = [
    wordsIn(departments.find((one) => one.name === department)?.label, lang, ''), teams?.find((one) => one.id === teamId)?.name ?? '', agents?.find((one) => one.id === agentId)?.name ?? '',
  ].filter((name) => name !== '')
  return (
    <Frame
      of={page.number} act="transfer" run={run} close={close}
      doing={() => {
        if (department === same && teamId === same && agentId === same) return t.why['same-hands']!
        if (note.trim() === '') return general.problems['reason-required']!
        const to = { department: chosen(department), teamId: chosen(teamId), agentId: chosen(agentId) }
        return { act: 'transfer', note: note.trim(), to, named: names.join(', ') }
      }}
    >
      {departments.length > 0 && (
        <label className="field">
          <span>{t.department}</span>
          <select autoFocus value={department} onChange={(event) => setDepartment(event.target.value)}>
            <option value={same}>{page.department === null ? t.noDepartment : wordsIn(departments.find((one) => one.name === page.department)?.label, lang, page.department)}</option>
            {departments.filter((one) => one.name !== page.department).map((one) => <option key={one.name} value={one.name}>{wordsIn(one.label, lang, one.name)}</option>)}
          </select>
        </label>
      )}
      {(teams?.length ?? 0) > 0 && (
        <label className="field">
          <span>{t.team}</span>
          <select autoFocus={departments.length === 0} value={teamId} onChange={(event) => setTeam(event.target.value)}>
            <option value={same}>{page.team?.name ?? t.noTeam}</option>
            {page.team && <option value={none}>{t.noTeam}</option>}
            {teams!.filter((one) => one.id !== page.team?.id).map((one) => <option key={one.id} value={one.id}>{one.name}</option>)}
          </select>
        </label>
      )}
      <label className="field">
        <span>{t.agent}</span>
        <select value={agentId} onChange={(event) => setAgent(event.target.value)}>
          <option value={same}>{department !== same || teamId !== same ? t.nobody : (page.assignee?.name ?? t.nobody)}</option>
          {page.assignee && department === same && teamId === same && <option value={none}>{t.nobody}</option>}
          {(agents ?? []).filter((one) => one.id !== page.assignee?.id || department !== same || teamId !== same).map((one) => <option key={one.id} value={one.id}>{one.name}</option>)}
        </select>
      </label>
      <label className="field">
        <span>{t.note}</span>
        <textarea rows={3} value={note} maxLength={20_000} onChange={(event) => setNote(event.target.value)} />
        <small>{t.noteHint}</small>
      </label>
      {leaves && <p className="warning" role="status">{t.outOfSight}</p>}
    </Frame>
  )
}
