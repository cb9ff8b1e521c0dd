import type { Beside, MacroBody } from '@guichet/protocol'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { agentsQuery, teamsQuery } from '../api/queries.ts'
import { useDesk } from '../desk.tsx'
import { usePreferences } from '../preferences.tsx'
import { wordsIn } from '../texts/texts.ts'
import { lengthOf } from '../ticket/besides.ts'
import { FieldsList } from './fields-list.tsx'
import { macroTexts } from './texts.ts'

type Acts = MacroBody['acts']
type Transfer = NonNullable<Acts['transfer']>

const lengths = [60, 240, 1_440, 4_320, 10_080]
const same = '='
const none = ''
const valueOf = (to: string | null | undefined) => (to === undefined ? same : (to ?? none))
const chosen = (value: string) => (value === same ? undefined : value === none ? null : value)
const listed = (text: string, by: RegExp) => text.split(by).map((one) => one.trim()).filter((one) => one !== '')

/** What a ready-made answer does with the request, with its text or without one. */
export function ActsFields({ acts, gone, change }: { acts: Acts; gone: readonly Beside[]; change: (acts: Acts) => void }) {
  const { lang } = usePreferences()
  const t = macroTexts(lang)
  const { vocabulary } = useDesk()
  const put = (part: Partial<Acts>) => change({ ...acts, ...part })
  const hands = acts.transfer ? 'transfer' : (acts.assign ?? 'none')
  const moment = acts.snooze === undefined ? 'none' : 'opening' in acts.snooze ? 'opening' : String(acts.snooze.minutes)
  const minutes = moment === 'none' || moment === 'opening' || lengths.includes(Number(moment)) ? lengths : [...lengths, Number(moment)]
  const lost = (name: Beside) => gone.includes(name) && <small className="warning">{t.gone[name] ?? t.gone.transfer}</small>
  return (
    <fieldset className="macro-acts">
      <legend>{t.acts}</legend>
      <p className="quiet">{t.actsWhy}</p>
      <label className="field">
        <span>{t.assign}</span>
        <select
          value={hands}
          onChange={({ target: { value } }) => put({ assign: value === 'me' || value === 'nobody' ? value : undefined, transfer: value === 'transfer' ? { note: '' } : undefined })}
        >
          {(['none', 'me', 'nobody', 'transfer'] as const).map((name) => <option key={name} value={name}>{t.assigns[name]}</option>)}
        </select>
      </label>
      {acts.transfer && <TransferFields transfer={acts.transfer} change={(transfer) => put({ transfer })} />}
      {lost('transfer')}
      {(vocabulary?.priorities.length ?? 0) > 0 && (
        <label className="field">
          <span>{t.priority}</span>
          <select value={acts.priority?.priority ?? ''} onChange={({ target: { value } }) => put({ priority: value === '' ? undefined : { priority: value, reason: acts.priority?.reason ?? '' } })}>
            <option value="">{t.assigns.none}</option>
            {vocabulary!.priorities.map(({ name, label }) => <option key={name} value={name}>{wordsIn(label, lang, name)}</option>)}
            {acts.priority && !vocabulary!.priorities.some(({ name }) => name === acts.priority?.priority) && <option value={acts.priority.priority}>{acts.priority.priority}</option>}
          </select>
        </label>
      )}
      {lost('priority')}
      {acts.priority && <label className="field"><span>{t.reason}</span><input type="text" value={acts.priority.reason} maxLength={1_000} onChange={(event) => put({ priority: { ...acts.priority!, reason: event.target.value } })} /></label>}
      <Words label={t.addTags} hint={t.tagHint} words={acts.tags?.add ?? []} change={(add) => put({ tags: tagsOf(add, acts.tags?.remove ?? []) })} />
      {lost('tags')}
      <Words label={t.removeTags} words={acts.tags?.remove ?? []} change={(remove) => put({ tags: tagsOf(acts.tags?.add ?? [], remove) })} />
      <Lines label={t.checklist} hint={t.checklistHint} lines={acts.checklist ?? []} change={(lines) => put({ checklist: lines.length === 0 ? undefined : lines })} />
      <FieldsList filled={acts.fields ?? []} change={(filled) => put({ fields: filled.length === 0 ? undefined : filled })} />
      {lost('fields')}
      <label className="field">
        <span>{t.snooze}</span>
        <select value={moment} onChange={({ target: { value } }) => put({ snooze: value === 'none' ? undefined : value === 'opening' ? { opening: true } : { minutes: Number(value) } })}>
          <option value="none">{t.assigns.none}</option>
          <option value="opening">{t.opening}</option>
          {minutes.map((one) => <option key={one} value={one}>{t.after(lengthOf(one, lang))}</option>)}
        </select>
      </label>
    </fieldset>
  )
}

const tagsOf = (add: string[], remove: string[]): Acts['tags'] => (add.length + remove.length === 0 ? undefined : { add, remove })

/** To whom, and what they need to know: what is left as it is stays so. */
function TransferFields({ transfer, change }: { transfer: Transfer; change: (transfer: Transfer) => void }) {
  const { lang } = usePreferences()
  const t = macroTexts(lang)
  const { vocabulary } = useDesk()
  const teams = useQuery(teamsQuery).data ?? []
  const agents = useQuery(agentsQuery).data ?? []
  const to = (label: string, name: 'department' | 'teamId' | 'agentId', all: readonly { id: string; name: string }[]) => all.length > 0 && (
    <label className="field">
      <span>{label}</span>
      <select value={valueOf(transfer[name])} onChange={(event) => change({ ...transfer, [name]: chosen(event.target.value) })}>
        <option value={same}>{t.unchanged}</option>
        {name !== 'department' && <option value={none}>{t.nobody}</option>}
        {all.map((one) => <option key={one.id} value={one.id}>{one.name}</option>)}
        {typeof transfer[name] === 'string' && !all.some(({ id }) => id === transfer[name]) && <option value={transfer[name]}>{t.noMore}</option>}
      </select>
    </label>
  )
  return (
    <>
      {to(t.department, 'department', (vocabulary?.departments ?? []).map(({ name, label }) => ({ id: name, name: wordsIn(label, lang, name) })))}
      {to(t.team, 'teamId', teams)}
      {to(t.agent, 'agentId', agents)}
      <label className="field"><span>{t.note}</span><textarea rows={2} value={transfer.note} maxLength={2_000} onChange={(event) => change({ ...transfer, note: event.target.value })} /><small>{t.noteHint}</small></label>
    </>
  )
}

/** Words that a comma separates: what is typed stays as it is while it is typed. */
function Words({ label, hint, words, change }: { label: string; hint?: string; words: readonly string[]; change: (words: string[]) => void }) {
  const [text, setText] = useState(words.join(', '))
  return (
    <label className="field">
      <span>{label}</span>
      <input type="text" value={text} maxLength={1_000} onChange={(event) => { setText(event.target.value); change(listed(event.target.value, /[,;\n]/)) }} />
      {hint !== undefined && <small>{hint}</small>}
    </label>
  )
}

function Lines({ label, hint, lines, change }: { label: string; hint: string; lines: readonly string[]; change: (lines: string[]) => void }) {
  const [text, setText] = useState(lines.join('\n'))
  return (
    <label className="field">
      <span>{label}</span>
      <textarea rows={3} value={text} maxLength={6_000} onChange={(event) => { setText(event.target.value); change(listed(event.target.value, /\n/)) }} />
      <small>{hint}</small>
    </label>
  )
}
