import { useMemo } from 'react'
import { usePreferences } from '../preferences.tsx'
import { namesIn } from './editor/names.ts'
import { policyTexts } from './texts.ts'

/** The clauses of the text, in reading order; each leads to its place. */
export function Outline({ source, go }: { source: string; go: (line: number) => void }) {
  const { lang } = usePreferences()
  const t = policyTexts(lang)
  const clauses = useMemo(() => namesIn(source).clauses, [source])
  if (clauses.length === 0) return <p className="quiet">{t.outlineNone}</p>
  return (
    <ol className="policy-outline">
      {clauses.map(({ id, title, line, depth, declared }) => (
        <li key={line} style={{ paddingLeft: `${depth * 16}px` }}>
          <button type="button" className="link" onClick={() => go(line)}>{id} {title[lang] || title.fr || title.en || (declared ? t.declared : '')}</button>
        </li>
      ))}
    </ol>
  )
}
