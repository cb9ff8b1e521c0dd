import { useTexts } from '../preferences.tsx'

/** Says on every page that this is a demonstration. */
export function Demonstration() {
  const t = useTexts()
  return <p className="demonstration" role="note">{t.demonstration} <a href="/">{t.demonstrationHome}</a></p>
}
