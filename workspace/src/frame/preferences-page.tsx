import { useEffect } from 'react'
import '../styles/preferences.css'
import { keyTexts } from '../keys/texts.ts'
import { KeyChooser } from '../keys/key-chooser.tsx'
import { useChoose, useOwn, type Own } from '../own-preferences.ts'
import { inWords } from '../parts/problem.tsx'
import { say } from '../parts/say.tsx'
import { usePreferences } from '../preferences.tsx'
import { providerHere } from '../provider-here.ts'
import { AlertFields } from './alert-fields.tsx'
import { SettingsFields } from './settings-fields.tsx'

const delays = [0, 5, 10, 20, 30, 60]
const densities = ['compact', 'comfortable'] as const

/** How the signed-in agent likes to work. */
export function PreferencesPage() {
  const { t: general, lang } = usePreferences()
  const t = keyTexts(lang)
  const own = useOwn()
  const choose = useChoose()
  useEffect(() => {
    document.title = `${t.preferences} · ${providerHere.name}`
  }, [t])
  async function keep(chosen: Partial<Omit<Own, 'keys'>>) {
    const answer = await choose(chosen)
    say(answer.ok ? t.kept : inWords(answer.refusal, general))
  }
  return (
    <section className="pane pane-wide" aria-labelledby="preferences-title">
      <div className="record preferences">
        <h1 id="preferences-title">{t.preferences}</h1>
        <section aria-labelledby="look-title">
          <h2 id="look-title">{t.look}</h2>
          <SettingsFields />
        </section>
        <section aria-labelledby="working-title">
          <h2 id="working-title">{t.working}</h2>
          <label className="field">
            <span>{t.density}</span>
            <select value={own.density} onChange={(event) => void keep({ density: event.target.value as Own['density'] })}>
              {densities.map((name) => <option key={name} value={name}>{t.densities[name]}</option>)}
            </select>
          </label>
          <label className="field">
            <span>{t.undo}</span>
            <select value={own.undoSeconds} onChange={(event) => void keep({ undoSeconds: Number(event.target.value) })}>
              {[...new Set([...delays, own.undoSeconds])].sort((a, b) => a - b).map((seconds) => <option key={seconds} value={seconds}>{t.undoOf(seconds)}</option>)}
            </select>
          </label>
          <label className="check-field">
            <input type="checkbox" checked={own.nextAfterDone} onChange={(event) => void keep({ nextAfterDone: event.target.checked })} />
            <span>{t.nextAfterDone}</span>
          </label>
        </section>
        <AlertFields keep={(chosen) => void keep(chosen)} />
        <section aria-labelledby="keys-title">
          <h2 id="keys-title">{t.mine}</h2>
          <KeyChooser />
        </section>
      </div>
    </section>
  )
}
