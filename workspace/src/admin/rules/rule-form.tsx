import type { Rule, RuleBody, RuleDeeds, RuleTried } from '@guichet/protocol'
import { useQueryClient } from '@tanstack/react-query'
import { useId, useState, type FormEvent } from 'react'
import { ask, type Refusal } from '../../api/client.ts'
import { useStillHere } from '../../parts/here.ts'
import { Problem } from '../../parts/problem.tsx'
import { say } from '../../parts/say.tsx'
import { usePreferences } from '../../preferences.tsx'
import { attentionQuery } from '../queries.ts'
import { rulePaths, rulesQuery } from './queries.ts'
import { RuleDeedsFields } from './rule-deeds.tsx'
import { RuleTriedList } from './rule-tried.tsx'
import { RuleTroubleNote } from './rule-trouble.tsx'
import { refusedInWords, tagsIn } from './rule-words.ts'
import { ruleTexts } from './texts.ts'

type Starts = RuleBody['starts']
export interface Named { id: string; name: string }
/** Tags as they are typed, in one line each. */
export type Typed = Omit<RuleDeeds, 'tag' | 'untag'> & { tag: string; untag: string }

const reaches = [15, 30, 60, 120, 240, 480, 1_440, 2_880, 10_080]
const empty: Typed = { tag: '', untag: '', assign: null, watch: [], note: '', mention: [] }

/** A rule being written. What is refused stays as it was typed; it can be tried before it is kept. */
export function RuleForm({ rule, agents, teams, close }: { rule: Rule | null; agents: readonly Named[]; teams: readonly Named[]; close: () => void }) {
  const { t: general, lang } = usePreferences()
  const t = ruleTexts(lang)
  const client = useQueryClient()
  const [title, hint] = [useId(), useId()]
  const [name, setName] = useState(rule?.name ?? '')
  const [asked, setAsked] = useState<Pick<RuleBody, 'starts' | 'within' | 'filter'>>(rule ? { starts: rule.starts, within: rule.within, filter: rule.filter } : { starts: 'opened', within: null, filter: '' })
  const [deeds, setDeeds] = useState<Typed>(rule ? { ...rule.deeds, tag: rule.deeds.tag.join(' '), untag: rule.deeds.untag.join(' ') } : empty)
  const [refusal, setRefusal] = useState<Refusal | string | null>(null)
  const [tried, setTried] = useState<{ asked: typeof asked; found: RuleTried } | null>(null)
  const [busy, setBusy] = useState(false)
  const here = useStillHere()
  const said = (refused: Refusal) => refusedInWords(refused, t, general)

  async function submit(event: FormEvent) {
    event.preventDefault()
    if (busy) return
    const body: RuleBody = { name: name.trim(), ...asked, deeds: { ...deeds, tag: tagsIn(deeds.tag), untag: tagsIn(deeds.untag), note: deeds.note.trim() }, ...(rule ? { seen: rule.version } : {}) }
    const { tag, untag, assign, watch, note, mention } = body.deeds
    if (mention.length > 0 && note === '') return setRefusal(t.mentionNote)
    if (body.name === '' || (tag.length + untag.length + watch.length === 0 && assign === null && note === '')) return setRefusal(t.incomplete)
    setBusy(true)
    const answer = await ask(rule ? rulePaths.rule(rule.id) : rulePaths.rules, { method: rule ? 'PUT' : 'POST', body })
    if (!answer.ok && !here()) return say(said(answer.refusal))
    setBusy(false)
    if (!answer.ok) return setRefusal(said(answer.refusal))
    say(t.saved)
    await Promise.all([client.invalidateQueries({ queryKey: rulesQuery.queryKey, exact: true }), client.invalidateQueries({ queryKey: attentionQuery.queryKey })])
    if (here()) close()
  }
  async function tryOut() {
    if (busy) return
    setBusy(true)
    const answer = await ask<RuleTried>(rulePaths.tried, { method: 'POST', body: asked })
    setBusy(false)
    setRefusal(answer.ok ? null : said(answer.refusal))
    setTried(answer.ok ? { asked, found: answer.value } : null)
  }
  return (
    <form className="rule-form" aria-labelledby={title} noValidate onSubmit={(event) => void submit(event)}>
      <h2 id={title}>{rule ? rule.name : t.make}</h2>
      {rule && <RuleTroubleNote rule={rule} />}
      <label className="field"><span>{t.name}</span><input type="text" autoFocus maxLength={80} autoComplete="off" value={name} onChange={(event) => setName(event.target.value)} /></label>
      <div className="admin-row">
        <label className="field">
          <span>{t.when}</span>
          <select value={asked.starts} onChange={(event) => setAsked({ ...asked, starts: event.target.value as Starts, within: event.target.value === 'due' ? (asked.within ?? 60) : null })}>
            {Object.entries(t.starts).map(([starts, words]) => <option key={starts} value={starts}>{words}</option>)}
          </select>
        </label>
        {asked.within !== null && (
          <label className="field">
            <span>{t.reach}</span>
            <select value={asked.within} onChange={(event) => setAsked({ ...asked, within: Number(event.target.value) })}>
              {[...new Set([...reaches, asked.within])].toSorted((a, b) => a - b).map((minutes) => <option key={minutes} value={minutes}>{t.within(minutes)}</option>)}
            </select>
          </label>
        )}
      </div>
      <label className="field"><span>{t.filter}</span><input type="text" maxLength={500} autoComplete="off" spellCheck={false} aria-describedby={hint} value={asked.filter} onChange={(event) => setAsked({ ...asked, filter: event.target.value })} /></label>
      <p id={hint} className="quiet">{t.filterHint}</p>
      <RuleDeedsFields deeds={deeds} agents={agents} teams={teams} change={(part) => setDeeds((before) => ({ ...before, ...part }))} />
      <Problem refusal={refusal} />
      {tried && <RuleTriedList found={tried.found} still={tried.asked === asked} />}
      <p className="row-of-buttons">
        <button type="submit" className="button button-main" aria-disabled={busy}>{t.save}</button>
        <button type="button" className="button" aria-disabled={busy} onClick={() => void tryOut()}>{t.tryOut}</button>
        <button type="button" className="button" onClick={close}>{t.cancel}</button>
      </p>
    </form>
  )
}
