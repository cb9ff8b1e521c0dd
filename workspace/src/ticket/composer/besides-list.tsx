import type { Alongside, Beside } from '@guichet/protocol'
import { usePreferences } from '../../preferences.tsx'
import { besideTexts, useBesideWords, without } from '../besides.ts'

/** What is done besides, as it will be; each may be left out, and what names something that is gone says so. */
export function BesidesList({ alongside, gone, change }: { alongside: Alongside; gone: readonly Beside[]; change: (alongside: Alongside) => void }) {
  const { lang } = usePreferences()
  const t = besideTexts(lang)
  const all = useBesideWords(alongside.fields !== undefined)(alongside)
  if (all.length === 0) return null
  return (
    <div className="besides">
      <p>{t.title}</p>
      <ul aria-label={t.title}>
        {all.map(({ name, words }) => (
          <li key={name} className={gone.includes(name) ? 'besides-gone' : undefined}>
            {words}{gone.includes(name) && <strong> {t.noMore}</strong>} <button type="button" className="link" aria-label={t.drop(words)} onClick={() => change(without(alongside, name))}>{t.dropShort}</button>
          </li>
        ))}
      </ul>
    </div>
  )
}
