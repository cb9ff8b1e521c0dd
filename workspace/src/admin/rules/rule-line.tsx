import type { Rule } from '@guichet/protocol'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { ask, type Refusal } from '../../api/client.ts'
import { useDesk } from '../../desk.tsx'
import { say } from '../../parts/say.tsx'
import { shortInstant } from '../../parts/short.ts'
import { usePreferences } from '../../preferences.tsx'
import { useNow } from '../../time.ts'
import { rulePaths, rulesQuery } from './queries.ts'
import { deedsInWords, startInWords, type Called } from './rule-words.ts'
import { ruleTexts } from './texts.ts'

interface Given { rule: Rule; called: Called; refused: (refusal: Refusal | null) => void; edit: () => void; history: () => void; up: (() => void) | null; down: (() => void) | null }

/** One rule: what starts it, what it does, whether it is on. */
export function RuleLine({ rule, called, refused, edit, history, up, down }: Given) {
  const { lang } = usePreferences()
  const { zone } = useDesk()
  const t = ruleTexts(lang)
  const now = useNow()
  const client = useQueryClient()
  const [sure, setSure] = useState(false)
  const instant = (at: string) => shortInstant(Date.parse(at), { now, zone, lang })
  async function change(path: string, method: 'PUT' | 'DELETE', body: object | undefined, done: string) {
    const answer = await ask(path, { method, ...(body ? { body } : {}) })
    refused(answer.ok ? null : answer.refusal)
    setSure(false)
    if (answer.ok) say(done)
    await client.invalidateQueries({ queryKey: rulesQuery.queryKey, exact: true })
  }
  const on = rule.onSince !== null
  return (
    <tr className={on ? '' : 'admin-off'}>
      <th scope="row">{rule.name}<br /><small>{startInWords(rule, t)}</small>{rule.filter !== '' && <><br /><small><code>{rule.filter}</code></small></>}</th>
      <td>{deedsInWords(rule.deeds, t, called)}</td>
      <td>
        {rule.onSince !== null ? t.isOn(instant(rule.onSince)) : rule.setAside ? t.setAside(instant(rule.setAside.at), rule.setAside.number) : t.isOff}
        <br /><small>{rule.ranAt === null ? t.never : t.ran(rule.runs, instant(rule.ranAt))}</small>
      </td>
      <td>
        {sure ? (
          <div role="alert">
            <p>{t.retireSure(rule.name)}</p>
            <span className="row-of-buttons">
              <button type="button" className="button" autoFocus onClick={() => setSure(false)}>{t.cancel}</button>
              <button type="button" className="button" onClick={() => void change(rulePaths.rule(rule.id), 'DELETE', undefined, t.retired)}>{t.retireYes}</button>
            </span>
          </div>
        ) : (
          <span className="row-of-buttons">
            <button type="button" className="button" aria-label={`${on ? t.off : t.on}, ${rule.name}`} onClick={() => void change(rulePaths.on(rule.id), 'PUT', { on: !on }, on ? t.switchedOff : t.switchedOn)}>{on ? t.off : t.on}</button>
            <button type="button" className="button" aria-label={`${t.edit}, ${rule.name}`} onClick={edit}>{t.edit}</button>
            <button type="button" className="button" aria-label={`${t.history}, ${rule.name}`} onClick={history}>{t.history}</button>
            {up && <button type="button" className="button" aria-label={t.upOf(rule.name)} onClick={up}>{t.up}</button>}
            {down && <button type="button" className="button" aria-label={t.downOf(rule.name)} onClick={down}>{t.down}</button>}
            <button type="button" className="button" aria-label={`${t.retire}, ${rule.name}`} onClick={() => setSure(true)}>{t.retire}</button>
          </span>
        )}
      </td>
    </tr>
  )
}
