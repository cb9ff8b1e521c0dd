import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { agentsQuery, teamsQuery } from '../api/queries.ts'
import { useDesk } from '../desk.tsx'
import { knownFieldsQuery } from '../fields/known.ts'
import { usePreferences } from '../preferences.tsx'
import { wordsIn } from '../texts/texts.ts'
import { readerZone } from '../time.ts'
import { BulkField } from './bulk-field.tsx'
import { actNames, holds, none, same, sends, type ActName, type Form } from './form.ts'
import { ReplyFields } from './reply-fields.tsx'
import { bulkTexts } from './texts.ts'

type Text = { [K in keyof Form]: Form[K] extends string ? K : never }[keyof Form]

/** Which act, and what it needs to know. */
export function ActFields({ form, change }: { form: Form; change: (form: Form) => void }) {
  const { lang } = usePreferences()
  const t = bulkTexts(lang)
  const { vocabulary } = useDesk()
  const agents = useQuery(agentsQuery).data ?? []
  const teams = useQuery(teamsQuery).data ?? []
  const own = useQuery(knownFieldsQuery).data ?? []
  const departments = vocabulary?.departments ?? []
  const set = (name: Text) => (event: { target: { value: string } }) => change({ ...form, [name]: event.target.value })
  const field = (label: string, control: ReactNode, hint?: string, optional = false) => <label className="field"><span>{label}{optional && <small> {t.optional}</small>}</span>{control}{hint !== undefined && <small>{hint}</small>}</label>
  const line = (name: Text) => <input type="text" value={form[name]} maxLength={1_000} onChange={set(name)} />
  const area = <textarea rows={4} value={form.text} maxLength={100_000} onChange={set('text')} />
  const fields: Record<ActName, () => ReactNode> = {
    assign: () => field(t.whom, <select value={form.agentId} onChange={set('agentId')}><option value={same} disabled /><option value={none}>{t.nobody}</option>{agents.map(({ id, name }) => <option key={id} value={id}>{name}</option>)}</select>),
    transfer: () => (
      <>
        {departments.length > 0 && field(t.department, <select value={form.department} onChange={set('department')}><option value={same}>{t.unchanged}</option>{departments.map(({ name, label }) => <option key={name} value={name}>{wordsIn(label, lang, name)}</option>)}</select>)}
        {teams.length > 0 && field(t.team, <select value={form.teamId} onChange={set('teamId')}><option value={same}>{t.unchanged}</option>{teams.map(({ id, name }) => <option key={id} value={id}>{name}</option>)}</select>)}
        {field(t.agent, <select value={form.toAgent} onChange={set('toAgent')}><option value={same}>{t.unchanged}</option><option value={none}>{t.nobody}</option>{agents.map(({ id, name }) => <option key={id} value={id}>{name}</option>)}</select>)}
        {field(t.note, area, t.noteHint)}
      </>
    ),
    tag: () => <>{field(t.add, line('add'), t.tagHint)}{field(t.remove, line('remove'))}</>,
    field: () => <BulkField form={form} change={change} fields={own} />,
    snooze: () => <>{field(t.until, <input type="datetime-local" value={form.when} onChange={set('when')} />, t.untilHint(readerZone))}{field(t.reason, line('reason'), undefined, true)}</>,
    watch: () => null,
    unwatch: () => null,
    prioritise: () => (
      <>
        {field(t.priority, <select value={form.priority} onChange={set('priority')}><option value="" disabled />{(vocabulary?.priorities ?? []).map(({ name, label }) => <option key={name} value={name}>{wordsIn(label, lang, name)}</option>)}</select>)}
        {field(t.reason, line('reason'))}
      </>
    ),
    reply: () => <ReplyFields form={form} change={change} />,
    solve: () => field(t.text, area, `${t.textHint} ${t.fieldsHint}`, true),
    close: () => field(t.text, area, `${t.closeHint} ${t.textHint} ${t.fieldsHint}`, true),
    spam: () => field(t.reason, line('reason'), t.spamHint, true),
  }
  return (
    <>
      {field(t.act, <select value={form.act} onChange={(event) => change({ ...form, act: event.target.value as ActName })}>{actNames.filter((name) => name !== 'field' || own.length > 0).map((name) => <option key={name} value={name}>{t.acts[name]}</option>)}</select>)}
      {fields[form.act]()}
      {sends(form.act) && field(t.hold, <select value={form.hold} onChange={(event) => change({ ...form, hold: Number(event.target.value) })}>{holds.map((seconds) => <option key={seconds} value={seconds}>{t.holds(seconds)}</option>)}</select>, t.holdHint)}
    </>
  )
}
