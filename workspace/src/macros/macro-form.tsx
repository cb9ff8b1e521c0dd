import type { MacroBody, MacroView } from '@guichet/protocol'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useId, useRef, useState, type FormEvent, type RefObject } from 'react'
import { ask, type Refusal } from '../api/client.ts'
import { paths } from '../api/paths.ts'
import { teamsQuery } from '../api/queries.ts'
import { useDesk } from '../desk.tsx'
import { useStillHere } from '../parts/here.ts'
import { inWords, Problem } from '../parts/problem.tsx'
import { say } from '../parts/say.tsx'
import { usePreferences } from '../preferences.tsx'
import { wordsIn } from '../texts/texts.ts'
import { besidesOf } from '../ticket/besides.ts'
import { ActsFields } from './acts-fields.tsx'
import { macroTexts } from './texts.ts'

type Then = MacroBody['acts']['then']
const follows: Record<MacroBody['tab'], readonly Then[]> = { reply: ['keep', 'wait', 'solve'], note: ['keep', 'supplier'] }

/** A ready-made text being written. What is refused stays as it was typed. */
export function MacroForm({ macro, placeholders, close }: { macro: MacroView | null; placeholders: readonly string[]; close: () => void }) {
  const { t, lang } = usePreferences()
  const words = macroTexts(lang)
  const { me, vocabulary } = useDesk()
  const client = useQueryClient()
  const title = useId()
  const leads = me.agent.roles.some((role) => role === 'lead' || role === 'admin')
  const teams = useQuery({ ...teamsQuery, enabled: leads }).data ?? []
  const [body, setBody] = useState<MacroBody>(() => (macro
    ? { name: macro.name, tab: macro.tab, texts: macro.texts, acts: macro.acts, whose: macro.whose, teamId: macro.teamId, kinds: macro.kinds, departments: macro.departments, seen: macro.version }
    : { name: '', tab: 'reply', texts: {}, acts: { then: 'keep' }, whose: leads ? 'all' : 'me', teamId: null, kinds: [], departments: [] }))
  const [refusal, setRefusal] = useState<Refusal | string | null>(null)
  const [busy, setBusy] = useState(false)
  const here = useStillHere()
  const boxes = { fr: useRef<HTMLTextAreaElement>(null), en: useRef<HTMLTextAreaElement>(null) }
  const [last, setLast] = useState<'fr' | 'en'>('fr')
  const put = (part: Partial<MacroBody>) => setBody((before) => ({ ...before, ...part }))

  async function submit(event: FormEvent) {
    event.preventDefault()
    if (busy) return
    const bare = !(body.texts.fr?.trim() || body.texts.en?.trim())
    if (body.name.trim() === '' || (bare && besidesOf(body.acts).length === 0) || (body.whose === 'team' && body.teamId === null)) return setRefusal(words.incomplete)
    if (bare && body.acts.then !== 'keep') return setRefusal(words.bareThen)
    if (body.acts.priority?.reason.trim() === '') return setRefusal(words.reasonMissing)
    const { transfer } = body.acts
    if (transfer && transfer.department === undefined && transfer.teamId === undefined && transfer.agentId === undefined) return setRefusal(words.whomMissing)
    if (transfer?.note.trim() === '' && (bare || body.tab === 'reply')) return setRefusal(words.noteMissing)
    setBusy(true)
    const answer = await ask(macro ? paths.macro(macro.id) : paths.macros, { method: macro ? 'PUT' : 'POST', body })
    if (!answer.ok && !here()) return say(inWords(answer.refusal, t))
    setBusy(false)
    if (!answer.ok) {
      const { code, errors } = answer.refusal
      if (code === 'macro-changed') void client.invalidateQueries({ queryKey: ['macros'] })
      return setRefusal(code === 'unknown-placeholder' ? words.unknown(errors?.map(({ message }) => message).join(', ') ?? '') : code === 'macro-changed' ? words.changed : answer.refusal)
    }
    say(words.saved)
    if (here()) close()
    void client.invalidateQueries({ queryKey: ['macros'] })
    void client.invalidateQueries({ queryKey: ['ticket'], predicate: ({ queryKey }) => queryKey[2] === 'macros' })
  }
  const insert = (name: string) => {
    const box = boxes[last].current
    const text = body.texts[last] ?? ''
    const at = box?.selectionStart ?? text.length
    put({ texts: { ...body.texts, [last]: `${text.slice(0, at)}{${name}}${text.slice(at)}` } })
    setTimeout(() => {
      box?.focus()
      box?.setSelectionRange(at + name.length + 2, at + name.length + 2)
    }, 0)
  }
  return (
    <form
      className="macro-form" aria-labelledby={title} noValidate onSubmit={(event) => void submit(event)}
      onKeyDown={(event) => {
        if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) void submit(event)
      }}
    >
      <h2 id={title}>{macro ? macro.name : words.make}</h2>
      <Problem refusal={refusal} />
      <label className="field"><span>{words.name}</span><input type="text" autoFocus value={body.name} maxLength={100} onChange={(event) => put({ name: event.target.value })} /></label>
      <label className="field">
        <span>{words.tab}</span>
        <select value={body.tab} onChange={(event) => put({ tab: event.target.value as MacroBody['tab'], acts: { ...body.acts, then: 'keep' } })}>
          {(['reply', 'note'] as const).map((tab) => <option key={tab} value={tab}>{words.tabs[tab]}</option>)}
        </select>
      </label>
      {(['fr', 'en'] as const).map((which) => <TextBox key={which} box={boxes[which]} label={words[which]} lang={which} value={body.texts[which] ?? ''} focus={() => setLast(which)} change={(text) => put({ texts: { ...body.texts, [which]: text } })} />)}
      <p className="quiet">{words.languages}</p>
      <fieldset className="field-buttons">
        <legend>{words.insert}</legend>
        {placeholders.map((name) => <button key={name} type="button" className="button" onClick={() => insert(name)}>{words.fields[name] ?? name}</button>)}
      </fieldset>
      <label className="field">
        <span>{words.then}</span>
        <select value={body.acts.then} onChange={(event) => put({ acts: { ...body.acts, then: event.target.value as Then } })}>
          {follows[body.tab].map((then) => <option key={then} value={then}>{t.composer.thens[then]}</option>)}
        </select>
      </label>
      <ActsFields acts={body.acts} gone={macro?.gone ?? []} change={(acts) => put({ acts })} />
      {leads && (
        <label className="field">
          <span>{words.whose}</span>
          <select value={body.whose} onChange={(event) => put({ whose: event.target.value as MacroBody['whose'], teamId: event.target.value === 'team' ? (teams[0]?.id ?? null) : null })}>
            {(['all', 'team', 'me'] as const).map((name) => <option key={name} value={name} disabled={name === 'team' && teams.length === 0}>{words.whoses[name]}</option>)}
          </select>
          {teams.length === 0 && <small>{words.noTeam}</small>}
        </label>
      )}
      {body.whose === 'team' && (
        <label className="field">
          <span>{words.team}</span>
          <select value={body.teamId ?? ''} onChange={(event) => put({ teamId: event.target.value })}>{teams.map((team) => <option key={team.id} value={team.id}>{team.name}</option>)}</select>
        </label>
      )}
      <Several legend={words.kinds} any={words.any} all={(vocabulary?.kinds ?? []).map(({ name, label }) => ({ name, label: wordsIn(label, lang, name) }))} chosen={body.kinds} change={(kinds) => put({ kinds })} />
      <Several legend={words.departments} any={words.any} all={(vocabulary?.departments ?? []).map(({ name, label }) => ({ name, label: wordsIn(label, lang, name) }))} chosen={body.departments} change={(departments) => put({ departments })} />
      <p className="act-panel-do">
        <button type="submit" className="button button-main" aria-disabled={busy}>{words.save}</button>
        <button type="button" className="button" onClick={close}>{words.cancel}</button>
      </p>
    </form>
  )
}

function TextBox({ box, label, lang, value, focus, change }: { box: RefObject<HTMLTextAreaElement | null>; label: string; lang: string; value: string; focus: () => void; change: (text: string) => void }) {
  return (
    <label className="field">
      <span>{label}</span>
      <textarea ref={box} lang={lang} rows={6} maxLength={20_000} value={value} onFocus={focus} onChange={(event) => change(event.target.value)} />
    </label>
  )
}

/** Some of a list, or none for all. */
function Several({ legend, any, all, chosen, change }: { legend: string; any: string; all: readonly { name: string; label: string }[]; chosen: readonly string[]; change: (names: string[]) => void }) {
  if (all.length === 0) return null
  return (
    <fieldset className="several">
      <legend>{legend}</legend>
      {all.map(({ name, label }) => (
        <label key={name}>
          <input type="checkbox" checked={chosen.includes(name)} onChange={(event) => change(event.target.checked ? [...chosen, name] : chosen.filter((one) => one !== name))} /> {label}
        </label>
      ))}
      {chosen.length === 0 && <small>{any}</small>}
    </fieldset>
  )
}
