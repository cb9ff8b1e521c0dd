import { usePreferences, type Theme } from '../preferences.tsx'

const themes: readonly Theme[] = ['system', 'light', 'dark']

/** Language and appearance. */
export function SettingsFields() {
  const { t, lang, theme, setLang, setTheme } = usePreferences()
  const other = lang === 'fr' ? 'en' : 'fr'
  return (
    <div className="settings-fields">
      <button type="button" className="button" lang={other} onClick={() => setLang(other)}>{t.otherLanguage}</button>
      <label className="inline-field">
        <span className="visually-hidden">{t.theme}</span>
        <select value={theme} onChange={(event) => setTheme(event.target.value as Theme)}>
          {themes.map((name) => <option key={name} value={name}>{t.themes[name]}</option>)}
        </select>
      </label>
    </div>
  )
}
