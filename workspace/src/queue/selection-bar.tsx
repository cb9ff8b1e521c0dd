import { useEffect } from 'react'
import { usePreferences } from '../preferences.tsx'
import { chooseAll, chooseNone, countChosen, useOffered, useSelection } from './selection.ts'
import { queueTexts } from './texts.ts'

/** What is chosen of a list and what may be done with it, over the list's foot; nothing while nothing is offered or chosen. */
export function SelectionBar({ total }: { total: number }) {
  const { lang } = usePreferences()
  const t = queueTexts(lang)
  const selection = useSelection()
  const acts = useOffered()
  // What was chosen of one list means nothing in another.
  useEffect(() => chooseNone, [])
  const count = countChosen(selection, total)
  if (acts === null || count === 0) return null
  return (
    <div className="chosen" role="group" aria-label={t.selected(count)}>
      <p role="status">{selection.all && selection.rows.size === 0 ? t.selectedAll : t.selected(count)}</p>
      {!selection.all && <button type="button" className="button" onClick={chooseAll}>{t.selectAll}</button>}
      {acts(chooseNone)}
      <button type="button" className="button" onClick={chooseNone}>{t.unselect}</button>
    </div>
  )
}
