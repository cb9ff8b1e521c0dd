import { useState, type KeyboardEvent } from 'react'
import { say } from '../parts/say.tsx'
import { inWords } from '../parts/problem.tsx'
import { useChoose } from '../own-preferences.ts'
import { usePreferences } from '../preferences.tsx'
import { useKeys } from './current.ts'
import { capsOf, chosenOf, keyPlaces, keysWith, rekey, shortcutNames, shortcuts, type Keys, type ShortcutName } from './names.ts'
import { keyTexts } from './texts.ts'

/** Every shortcut with its key; a button takes the next key pressed as its new one. */
export function KeyChooser() {
  const { t: general, lang } = usePreferences()
  const t = keyTexts(lang)
  const keys = useKeys()
  const choose = useChoose()
  const [waiting, setWaiting] = useState<ShortcutName | null>(null)
  const [refused, setRefused] = useState<{ name: ShortcutName; why: string } | null>(null)
  const inCaps = (key: string) => capsOf(key, t.escape).join(' ') || t.none

  async function keep(next: Keys, said: string) {
    setRefused(null)
    const answer = await choose({ keys: chosenOf(next) })
    say(answer.ok ? said : inWords(answer.refusal, general))
  }

  function give(name: ShortcutName, key: string) {
    const result = rekey(keys, name, key)
    if (result.ok) return void keep(result.keys, key === '' ? t.removed(t.names[name]) : t.changed(t.names[name], inCaps(key)))
    setRefused({ name, why: result.why === 'taken' ? t.refused.taken(inCaps(key), t.names[result.by]) : t.refused[result.why] })
  }

  function press(event: KeyboardEvent, name: ShortcutName) {
    if (waiting !== name || event.key === 'Tab' || event.key === 'Shift') return
    event.preventDefault()
    event.stopPropagation()
    setWaiting(null)
    // Escape gives up, except for the one shortcut that is Escape by itself.
    if (event.key === 'Escape' && name !== 'leave') return
    if (!event.ctrlKey && !event.metaKey && !event.altKey) give(name, event.key)
    else setRefused({ name, why: t.refused.unusable })
  }

  return (
    <>
      <p className="quiet">{t.mineWhy}</p>
      {keyPlaces.map((place) => (
        <section key={place} className="key-choice">
          <h3>{t.places[place]}</h3>
          <ul>
            {shortcutNames.filter((name) => shortcuts[name].place === place).map((name) => (
              <li key={name}>
                <span>{t.names[name]}</span>
                <span className="key-choice-do">
                  <button
                    type="button" className="button" aria-label={waiting === name ? t.press : t.set(t.names[name], inCaps(keys[name]))} aria-describedby={refused?.name === name ? 'key-refused' : undefined}
                    onClick={() => { setRefused(null); setWaiting(waiting === name ? null : name) }} onKeyDown={(event) => press(event, name)} onBlur={() => setWaiting(null)}
                  >
                    {waiting === name ? t.press : <kbd className="key-cap">{inCaps(keys[name])}</kbd>}
                  </button>
                  {keys[name] !== '' && <button type="button" className="button" aria-label={t.offOf(t.names[name])} onClick={() => give(name, '')}>{t.off}</button>}
                  {keys[name] !== shortcuts[name].key && <button type="button" className="button" aria-label={t.resetOne(t.names[name], inCaps(shortcuts[name].key))} onClick={() => give(name, shortcuts[name].key)}>{t.proposed} <kbd className="key-cap">{inCaps(shortcuts[name].key)}</kbd></button>}
                </span>
                {refused?.name === name && <p id="key-refused" className="problem" role="alert">{refused.why}</p>}
              </li>
            ))}
          </ul>
        </section>
      ))}
      <p><button type="button" className="button" onClick={() => void keep(keysWith(), t.resetDone)}>{t.reset}</button></p>
    </>
  )
}
