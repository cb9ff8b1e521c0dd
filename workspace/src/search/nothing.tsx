import { usePreferences } from '../preferences.tsx'
import { searchTexts } from './texts.ts'

/** Nothing was found: what to try. */
export function NothingFound() {
  const { lang } = usePreferences()
  const t = searchTexts(lang)
  return (
    <div className="search-none">
      <p><strong>{t.none}</strong></p>
      <ul>{t.try.map((one) => <li key={one}>{one}</li>)}</ul>
    </div>
  )
}

/** Nothing was typed: what can be. */
export function Begin({ write }: { write: (text: string) => void }) {
  const { lang } = usePreferences()
  const t = searchTexts(lang)
  return (
    <div className="search-none">
      <p>{t.begin}</p>
      <ul className="search-examples">{t.examples.map(([query, about]) => <li key={query}><button type="button" className="link-button" onClick={() => write(query)}><code>{query}</code></button> <span className="quiet">{about}</span></li>)}</ul>
    </div>
  )
}
