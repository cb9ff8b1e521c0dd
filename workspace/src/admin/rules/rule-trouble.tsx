import type { Rule } from '@guichet/protocol'
import { useDesk } from '../../desk.tsx'
import { shortInstant } from '../../parts/short.ts'
import { usePreferences } from '../../preferences.tsx'
import { useNow } from '../../time.ts'
import { ruleTexts } from './texts.ts'

/** What of a rule is no longer understood, and since when it does not act, or only in part. */
export function RuleTroubleNote({ rule: { trouble, onSince }, history = false }: { rule: Rule; history?: boolean }) {
  const { lang } = usePreferences()
  const { zone } = useDesk()
  const t = ruleTexts(lang)
  const now = useNow()
  if (!trouble) return null
  const since = shortInstant(Date.parse(trouble.since), { now, zone, lang })
  return (
    <div className="rule-trouble">
      <strong>{onSince === null ? t.notUnderstood : trouble.still ? t.standsStill(since) : t.actsInPart(since)}</strong>
      <ul>{trouble.words.map((words) => <li key={words[lang]}>{words[lang]}</li>)}</ul>
      {history && onSince !== null && <p className="quiet">{t.missed}</p>}
    </div>
  )
}
