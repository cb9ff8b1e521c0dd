import { useState } from 'react'
import { usePreferences } from '../../preferences.tsx'
import type { WrittenChoice } from './form.ts'
import { fieldsPageTexts } from './texts.ts'

/** The choices of a list, in their order. One that was kept is retired, never taken away. */
export function Choices({ choices, change }: { choices: readonly WrittenChoice[]; change: (choices: WrittenChoice[]) => void }) {
  const { lang } = usePreferences()
  const t = fieldsPageTexts(lang)
  // The new line is where one goes on: at once, or the first letters would go elsewhere.
  const [fresh, setFresh] = useState<number | null>(null)
  const set = (id: number, part: Partial<WrittenChoice>) => change(choices.map((one) => (one.id === id ? { ...one, ...part } : one)))
  const add = () => {
    const id = Math.max(-1, ...choices.map((one) => one.id)) + 1
    change([...choices, { id, key: '', fr: '', en: '', retired: false }])
    setFresh(id)
  }
  return (
    <fieldset>
      <legend>{t.choices}</legend>
      <ul className="field-choices">
        {choices.map((one, index) => {
          const words = one.fr || one.en
          return (
            <li key={one.id} className={one.retired ? 'field-choice-gone' : undefined}>
              <label className="field"><span>{t.choiceFr(index + 1)}</span><input type="text" autoFocus={one.id === fresh} maxLength={80} autoComplete="off" disabled={one.retired} value={one.fr} onChange={(event) => set(one.id, { fr: event.target.value })} /></label>
              <label className="field"><span>{t.choiceEn(index + 1)}</span><input type="text" maxLength={80} autoComplete="off" disabled={one.retired} value={one.en} onChange={(event) => set(one.id, { en: event.target.value })} /></label>
              {one.key === ''
                ? <button type="button" className="button" aria-label={t.dropChoice(words)} onClick={() => change(choices.filter(({ id }) => id !== one.id))}>{t.drop}</button>
                : <button type="button" className="button" aria-label={one.retired ? t.restoreChoice(words) : t.retireChoice(words)} onClick={() => set(one.id, { retired: !one.retired })}>{one.retired ? t.restore : t.retire}</button>}
            </li>
          )
        })}
      </ul>
      <p className="quiet">{t.choicesHint}</p>
      <button type="button" className="button" onClick={add}>{t.addChoice}</button>
    </fieldset>
  )
}
