import { useTexts } from '../preferences.tsx'

/** Says on every page that this is a demonstration. */
export function Demonstration() {
  const t = useTexts()
  return <aside className="demonstration" aria-label={t.demonstrationLabel}>{t.demonstration} <a href="/">{t.demonstrationHome}</a></aside>
}
