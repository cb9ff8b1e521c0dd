import type { PinChecked } from '@guichet/protocol'
import { useState } from 'react'
import { ask } from '../api/client.ts'
import { paths } from '../api/paths.ts'
import { useStillHere } from '../parts/here.ts'
import { inWords, Problem } from '../parts/problem.tsx'
import { usePreferences } from '../preferences.tsx'
import type { RecordForm } from './form.ts'
import { recordTexts } from './texts.ts'

/** Who telephones tells their customer number and the PIN of their client area: then we know that it is they. */
export function ByPin({ known }: { known: (contact: NonNullable<RecordForm['contact']>) => void }) {
  const { t, lang } = usePreferences()
  const own = recordTexts(lang)
  const [number, setNumber] = useState('')
  const [pin, setPin] = useState('')
  const [problem, setProblem] = useState<string | null>(null)
  const here = useStillHere()
  const [busy, setBusy] = useState(false)

  async function check() {
    setBusy(true)
    const answer = await ask<PinChecked>(paths.pinCheck, { method: 'POST', body: { number, pin } })
    if (!here()) return
    setBusy(false)
    if (!answer.ok) return setProblem(answer.refusal.title || inWords(answer.refusal, t))
    setProblem(null)
    const { contact, customer, proof } = answer.value
    known({ ...contact, customerId: customer.id, customer: `${customer.number} ${customer.name}`, proof })
  }

  return (
    <details className="record-unknown">
      <summary>{own.byPin}</summary>
      <div className="record-pair">
        <label className="field"><span>{own.customerNumber}</span><input value={number} maxLength={60} autoComplete="off" onChange={(event) => setNumber(event.target.value)} /></label>
        <label className="field"><span>{own.pin}</span><input value={pin} maxLength={20} inputMode="numeric" autoComplete="off" onChange={(event) => setPin(event.target.value)} /></label>
      </div>
      <Problem refusal={problem} />
      <p><button type="button" className="button" disabled={busy || number.trim() === '' || pin.trim() === ''} onClick={() => void check()}>{own.pinCheck}</button></p>
    </details>
  )
}
