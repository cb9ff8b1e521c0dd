import type { Rule } from '@guichet/protocol'
import { useQueryClient } from '@tanstack/react-query'
import { ask, type Refusal } from '../../api/client.ts'
import { useDesk } from '../../desk.tsx'
import { say } from '../../parts/say.tsx'
import { shortInstant } from '../../parts/short.ts'
import { Sure } from '../../parts/sure.tsx'
import { usePreferences } from '../../preferences.tsx'
import { useNow } from '../../time.ts'
import { attentionQuery } from '../queries.ts'
import { rulePaths, rulesQuery } from './queries.ts'
import { RuleTroubleNote } from './rule-trouble.tsx'
import { deedsInWords, startInWords, type Called } from './rule-words.ts'
import { ruleTexts } from './texts.ts'

interface Given { rule: Rule; called: Called; mayWrite: boolean; refused: (refusal: Refusal | null) => void; edit: () => void; history: () => void; up: (() => void) | null; down: (() => void) | null }

/** One rule: what starts it, what it does, whether it is on. */
export function RuleLine({ rule, called, mayWrite, refused, edit, history, up, down }: Given) {
  const { lang } = usePreferences()
  const { zone } = useDesk()
  const t = ruleTexts(lang)
  const now = useNow()
  const client = useQueryClient()
  const instant = (at: string) => shortInstant(Date.parse(at), { now, zone, lang })
  async function change(path: string, method: 'PUT' | 'DELETE', body: object | undefined, done: string) {
    const answer = await ask(path, { method, ...(body ? { body } : {}) })
    refused(answer.ok ? null : answer.refusal)
    if (answer.ok) say(done)
    await Promise.all([client.invalidateQueries({ queryKey: rulesQuery.queryKey, exact: true }), client.invalidateQueries({ queryKey: attentionQuery.queryKey })])
  }
  const on = rule.onSince !== null
  return (
    <tr className={on ? '' : 'admin-off'}>
      <th scope="row">{rule.name}<br /><small>{startInWords(rule, t)}</small>{rule.filter !== '' && <><br /><small><code>{rule.filter}</code></small></>}</th>
      <td>{deedsInWords(rule.deeds, t, called)}</td>
      <td>
        <RuleTroubleNote rule={rule} />
        {rule.onSince !== null ? t.isOn(instant(rule.onSince)) : rule.setAside ? t.setAside(instant(rule.setAside.at), rule.setAside.number) : t.isOff}
        <br /><small>{rule.ranAt === null ? t.never : t.ran(rule.runs, instant(rule.ranAt))}</small>
      </td>
      <td>
        <span className="row-of-buttons">
          {mayWrite && <button type="button" className="button" aria-label={`${on ? t.off : t.on}, ${rule.name}`} onClick={() => void change(rulePaths.on(rule.id), 'PUT', { on: !on }, on ? t.switchedOff : t.switchedOn)}>{on ? t.off : t.on}</button>}
          {mayWrite && <button type="button" className="button" aria-label={`${t.edit}, ${rule.name}`} onClick={edit}>{t.edit}</button>}
          <button type="button" className="button" aria-label={`${t.history}, ${rule.name}`} onClick={history}>{t.history}</button>
          {up && <button type="button" className="button" aria-label={t.upOf(rule.name)} onClick={up}>{t.up}</button>}
          {down && <button type="button" className="button" aria-label={t.downOf(rule.name)} onClick={down}>{t.down}</button>}
          {mayWrite && <Sure label={t.retire} name={`${t.retire}, ${rule.name}`} question={t.retireSure(rule.name)} yes={t.retireYes} act={() => change(rulePaths.rule(rule.id), 'DELETE', undefined, t.retired)} />}
        </span>
      </td>
    </tr>
  )
}
