import { useEffect } from 'react'
import { Dialog } from '../parts/dialog.tsx'
import { useTexts } from '../preferences.tsx'
import { standAt, useAsked } from './asked.ts'

/** Where the policy's question is put, in its own words; the first button, that of the dialogue, does nothing. */
export function Confirm({ number }: { number: number }) {
  const t = useTexts()
  const asked = useAsked()
  useEffect(() => standAt(number), [number])
  if (!asked) return null
  return (
    <Dialog title={t.acts.confirm} close={() => asked.answer(false)}>
      <p>{asked.words}</p>
      <p className="act-panel-do">
        <button type="button" className="button button-main" onClick={() => asked.answer(true)}>{asked.yes}</button>
        <button type="button" className="button" onClick={() => asked.answer(false)}>{t.cancel}</button>
      </p>
    </Dialog>
  )
}
