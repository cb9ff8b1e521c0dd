import type { AgentSecurity, TotpSetUp } from '@guichet/protocol'
import { useState, type FormEvent } from 'react'
import { ask } from '../api/client.ts'
import { knowsPasskeys, makePasskey } from '../api/passkeys.ts'
import { paths } from '../api/paths.ts'
import { inWords, Problem } from '../parts/problem.tsx'
import { say } from '../parts/say.tsx'
import { usePreferences } from '../preferences.tsx'
import { useAct, useWhen } from './security.ts'
import { securityTexts } from './texts.ts'

type Drawn = (codes: string[] | null) => void

/** The application that shows codes: there, being set up, or none. */
export function Totp({ security, drawn }: { security: AgentSecurity; drawn: Drawn }) {
  const { lang } = usePreferences()
  const s = securityTexts(lang)
  const when = useWhen()
  const { act, refusal, setRefusal, busy } = useAct()
  const [setUp, setSetUp] = useState<TotpSetUp | null>(null)
  const [code, setCode] = useState('')

  async function begin() {
    const answer = await act<TotpSetUp>(paths.totpBegin, { method: 'POST' })
    if (answer?.ok) setSetUp(answer.value)
  }
  async function confirm(event: FormEvent) {
    event.preventDefault()
    if (!setUp) return
    if (code.trim() === '') return setRefusal(s.totp.scan)
    const answer = await act<{ codes: string[] | null }>(paths.totp, { body: { sealed: setUp.sealed, code: code.trim() } })
    if (!answer?.ok) return
    setSetUp(null)
    setCode('')
    say(s.done)
    drawn(answer.value.codes)
  }
  async function remove() {
    const answer = await act(paths.totp, { method: 'DELETE' })
    if (answer?.ok) say(s.done)
  }

  return (
    <section className="group" aria-labelledby="totp">
      <h2 id="totp">{s.totp.title}</h2>
      <p>{security.totp ? [s.totp.since(when(security.totp.createdAt)), security.totp.lastUsedAt && s.totp.used(when(security.totp.lastUsedAt))].filter(Boolean).join(' ') : s.totp.none}</p>
      <Problem refusal={refusal} />
      {setUp ? (
        <form onSubmit={(event) => void confirm(event)} noValidate>
          <p>{s.totp.scan}</p>
          <img className="totp-picture" src={`data:image/svg+xml,${encodeURIComponent(setUp.picture)}`} alt={s.totp.picture} width="196" height="196" />
          <p>{s.totp.key} <code className="totp-key">{setUp.secret.replaceAll(/(.{4})(?=.)/g, '$1 ')}</code></p>
          <label className="field field-short"><span>{s.code}</span><input name="totp" inputMode="numeric" autoComplete="one-time-code" value={code} onChange={(event) => setCode(event.target.value)} autoFocus aria-invalid={refusal !== null} /></label>
          <button type="submit" className="button button-main" aria-disabled={busy}>{s.totp.confirm}</button>
        </form>
      ) : (
        <p className="row-of-buttons">
          <button type="button" className="button" aria-disabled={busy} onClick={() => void begin()}>{security.totp ? s.totp.replace : s.totp.add}</button>
          {security.totp && <button type="button" className="button" aria-disabled={busy} onClick={() => void remove()}>{s.totp.remove}</button>}
        </p>
      )}
    </section>
  )
}

/** Passkeys: those there are, and one more. */
export function Passkeys({ security, drawn }: { security: AgentSecurity; drawn: Drawn }) {
  const { t, lang } = usePreferences()
  const s = securityTexts(lang)
  const when = useWhen()
  const { act, refusal, setRefusal, busy } = useAct()
  const [name, setName] = useState(s.passkeys.suggested)
  const able = security.passkeysHere && knowsPasskeys()

  async function add(event: FormEvent) {
    event.preventDefault()
    if (busy) return
    const wanted = await ask<{ options: object }>(paths.passkeyOptions)
    if (!wanted.ok) return setRefusal(inWords(wanted.refusal, t))
    const passkey = await makePasskey(wanted.value.options)
    if (passkey === undefined) return setRefusal(s.passkeys.cancelled)
    const answer = await act<{ codes: string[] | null }>(paths.passkeys, { body: { name: name.trim() || s.passkeys.suggested, passkey } })
    if (!answer?.ok) return
    say(s.done)
    drawn(answer.value.codes)
  }
  async function remove(id: string) {
    const answer = await act(paths.passkey(id), { method: 'DELETE' })
    if (answer?.ok) say(s.done)
  }

  return (
    <section className="group" aria-labelledby="passkeys">
      <h2 id="passkeys">{s.passkeys.title}</h2>
      <Problem refusal={refusal} />
      {security.passkeys.length === 0 ? <p>{s.passkeys.none}</p> : (
        <ul className="people">
          {security.passkeys.map((passkey) => (
            <li key={passkey.id} className="factor">
              <span><strong>{passkey.name}</strong> <small>{[passkey.host, s.passkeys.since(when(passkey.createdAt)), passkey.lastUsedAt && s.passkeys.used(when(passkey.lastUsedAt))].filter(Boolean).join(' · ')}</small></span>
              <button type="button" className="button" aria-disabled={busy} onClick={() => void remove(passkey.id)}>{s.passkeys.remove(passkey.name)}</button>
            </li>
          ))}
        </ul>
      )}
      {able ? (
        <form onSubmit={(event) => void add(event)} noValidate>
          <label className="field field-short"><span>{s.passkeys.name}</span><input name="passkey" maxLength={60} value={name} onChange={(event) => setName(event.target.value)} /></label>
          <button type="submit" className="button" aria-disabled={busy}>{s.passkeys.add}</button>
        </form>
      ) : <p className="quiet">{s.passkeys.unable}</p>}
    </section>
  )
}
