import { useState, type FormEvent } from 'react'
import { Problem } from '../parts/problem.tsx'
import { usePreferences } from '../preferences.tsx'
import { quarantineTexts } from './texts.ts'

export type Placed = { act: 'accept'; body?: undefined } | { act: 'attach'; body: { number: number; as: 'customer' | 'note' } } | { act: 'discard'; body: { reason: string } }

/** Accept it, join it to a ticket, or put it away with a reason. */
export function PlaceForm({ proposed, place }: { proposed: number | undefined; place: (placed: Placed) => Promise<void> }) {
  const { t, lang } = usePreferences()
  const own = quarantineTexts(lang)
  const [open, setOpen] = useState<'attach' | 'discard' | null>(null)
  const [number, setNumber] = useState(proposed === undefined ? '' : String(proposed))
  const [as, setAs] = useState<'customer' | 'note'>('note')
  const [reason, setReason] = useState('')
  const [problem, setProblem] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)

  async function go(placed: Placed | string) {
    if (busy) return
    if (typeof placed === 'string') return setProblem(placed)
    setProblem(null)
    setBusy(true)
    await place(placed)
    setBusy(false)
  }

  function submit(event: FormEvent) {
    event.preventDefault()
    if (open === 'discard') return void go(reason.trim() === '' ? own.reasonMissing : { act: 'discard', body: { reason: reason.trim() } })
    const wanted = Number(number)
    void go(Number.isSafeInteger(wanted) && wanted > 0 ? { act: 'attach', body: { number: wanted, as } } : own.numberMissing)
  }

  return (
    <div className="placing">
      <div className="act-bar" role="group" aria-label={t.acts.title}>
        <button type="button" className="button button-main" aria-disabled={busy} onClick={() => void go({ act: 'accept' })}>{own.accept}</button>
        <button type="button" className="button" aria-expanded={open === 'attach'} onClick={() => setOpen(open === 'attach' ? null : 'attach')}>{own.attach}</button>
        <button type="button" className="button" aria-expanded={open === 'discard'} onClick={() => setOpen(open === 'discard' ? null : 'discard')}>{own.discard}</button>
      </div>
      {open !== null && (
        <form className="act-panel" onSubmit={submit}>
          <Problem refusal={problem} />
          {open === 'attach' ? (
            <>
              <label className="field field-short"><span>{own.number}</span><input autoFocus inputMode="numeric" value={number} onChange={(event) => setNumber(event.target.value.replace(/\D/g, ''))} /></label>
              <fieldset className="then">
                <legend>{own.as}</legend>
                {(['customer', 'note'] as const).map((name) => (
                  <label key={name} className="then-one"><input type="radio" name="as" checked={as === name} onChange={() => setAs(name)} /><span>{name === 'customer' ? own.asCustomer : own.asNote}</span></label>
                ))}
              </fieldset>
            </>
          ) : (
            <label className="field"><span>{own.reason}</span><input autoFocus value={reason} maxLength={1000} onChange={(event) => setReason(event.target.value)} /><small>{own.reasonHint}</small></label>
          )}
          <p className="act-panel-do"><button type="submit" className="button button-main" aria-disabled={busy}>{open === 'attach' ? own.attach : own.discard}</button></p>
        </form>
      )}
    </div>
  )
}
