import type { Mailboxes, RelayCheck } from '@guichet/protocol'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { ask, type Refusal } from '../../api/client.ts'
import { Problem } from '../../parts/problem.tsx'
import { usePreferences } from '../../preferences.tsx'
import { mailPaths } from './queries.ts'
import { mailboxTexts } from './texts.ts'

/** By which server letters leave, how they fare, and whether it can be talked to. */
export function Outgoing({ found: { outgoing, lastOut, waiting, failed }, when }: { found: Mailboxes; when: (at: string) => string }) {
  const { lang } = usePreferences()
  const t = mailboxTexts(lang)
  const [busy, setBusy] = useState(false)
  const [check, setCheck] = useState<RelayCheck | null>(null)
  const [refusal, setRefusal] = useState<Refusal | null>(null)
  async function connect() {
    if (busy) return
    setBusy(true)
    setCheck(null)
    const answer = await ask<RelayCheck>(mailPaths.check, { method: 'POST', body: {} })
    setBusy(false)
    setRefusal(answer.ok ? null : answer.refusal)
    if (answer.ok) setCheck(answer.value)
  }
  return (
    <>
      <p>{outgoing.state === 'set' ? `${t.via(outgoing.host ?? '', outgoing.port)}, ${outgoing.secure ? t.secure : t.offered}, ${outgoing.signsIn ? t.signsIn : t.noSign}.` : t.states[outgoing.state]}</p>
      <p className="quiet">{t.settings}</p>
      <p>{lastOut === null ? t.noneOut : t.lastOut(when(lastOut))} {t.waiting(waiting)} {t.failed(failed)} <Link to="/outgoing">{t.seeOutgoing}</Link></p>
      {outgoing.state === 'set' && (
        <>
          <p><button type="button" className="button" aria-disabled={busy} onClick={() => void connect()}>{t.check}</button></p>
          <p className="quiet">{t.checkWhy}</p>
        </>
      )}
      <Problem refusal={refusal} />
      <p role="status">{busy ? t.checking : check && <><strong>{t.results[check.result]}</strong> {check.said !== null && t.said(check.said)}</>}</p>
    </>
  )
}
