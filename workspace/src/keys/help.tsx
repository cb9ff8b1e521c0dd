import { Link } from '@tanstack/react-router'
import { Dialog } from '../parts/dialog.tsx'
import { usePreferences } from '../preferences.tsx'
import { useKeys } from './current.ts'
import { openHelp } from './help-open.ts'
import { capsOf, keyPlaces, shortcutNames, shortcuts, type KeyPlace } from './names.ts'
import { keyTexts } from './texts.ts'

/** Every shortcut by place, with the key it has now and what it does. */
export function Help() {
  const { lang } = usePreferences()
  const t = keyTexts(lang)
  const keys = useKeys()
  const fixed: Record<KeyPlace, [string[], string][]> = {
    list: [[['↓', '↑'], `${t.names.down}, ${t.names.up.toLocaleLowerCase(lang)}`], [[t.enter], t.fixed.open]],
    ticket: [[['Ctrl', t.enter], t.fixed.send]],
    everywhere: [[['Ctrl', 'K'], t.fixed.command]],
  }
  const linesOf = (place: KeyPlace): [string[], string][] => [
    ...shortcutNames.filter((name) => shortcuts[name].place === place).map((name): [string[], string] => [capsOf(keys[name], t.escape), t.names[name]]), ...fixed[place],
  ]
  return (
    <Dialog title={t.title} close={() => openHelp(false)}>
      <p className="quiet">{t.why} <Link to="/preferences" onClick={() => openHelp(false)}>{t.change}</Link></p>
      <div className="keys">
        {keyPlaces.map((place) => (
          <section key={place}>
            <h3>{t.places[place]}</h3>
            <dl>
              {linesOf(place).map(([caps, does]) => (
                <div key={does}>
                  <dt>{caps.length === 0 ? <span className="quiet">{t.none}</span> : caps.map((cap) => <kbd key={cap} className="key-cap">{cap}</kbd>)}</dt>
                  <dd>{does}</dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Dialog>
  )
}
