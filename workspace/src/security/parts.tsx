import type { AgentSecurity } from '@guichet/protocol'
import { useState, type FormEvent } from 'react'
import { ask } from '../api/client.ts'
import { knowsPasskeys, usePasskeyHere } from '../api/passkeys.ts'
import { paths } from '../api/paths.ts'
import { inWords, Problem } from '../parts/problem.tsx'
import { say } from '../parts/say.tsx'
import { usePreferences } from '../preferences.tsx'
import { useSignOut } from '../sign-in/sign-out.ts'
import { useAct, useWhen } from './security.ts'
import { securityTexts } from './texts.ts'
import { signInTexts } from '../sign-in/texts.ts'

/** Codes that were just drawn, shown this once. */
export function DrawnCodes({ codes, kept }: { codes: readonly string[]; kept: () => void }) {
  const { lang } = usePreferences()
  const s = securityTexts(lang)
  return (
    <section className="group group-codes" role="status" aria-labelledby="drawn">
      <h2 id="drawn">{s.codes.title}</h2>
      <p>{s.codes.keep}</p>
      <ul className="codes">{codes.map((code) => <li key={code}><code>{code}</code></li>)}</ul>
      <button type="button" className="button button-main" onClick={kept}>{s.codes.kept}</button>
    </section>
  )
}

/** How many codes are left, and new ones; nothing where there is no second factor that they could stand in for. */
export function BackupCodes({ security, drawn }: { security: AgentSecurity; drawn: (codes: string[] | null) => void }) {
  const { lang } = usePreferences()
  const s = securityTexts(lang)
  const { act, refusal, busy } = useAct()
  if (!security.totp && security.passkeys.length === 0) return null
  async function draw() {
    const answer = await act<{ codes: string[] }>(paths.backupCodes, { method: 'POST' })
    if (answer?.ok) drawn(answer.value.codes)
  }
  return (
    <section className="group" aria-labelledby="codes">
      <h2 id="codes">{s.codes.title}</h2>
      <p>{s.codes.why} {s.codes.left(security.backupCodesLeft)}</p>
      <Problem refusal={refusal} />
      <button type="button" className="button" aria-disabled={busy} onClick={() => void draw()}>{s.codes.draw}</button>
    </section>
  )
}

/** Proves once more who is there, before anything above is changed. */
export function ProveAgain({ security }: { security: AgentSecurity }) {
  const { t, lang } = usePreferences()
  const own = signInTexts(lang)
  const s = securityTexts(lang)
  const signOut = useSignOut()
  const { act, refusal, setRefusal, busy } = useAct()
  const [code, setCode] = useState('')
  if (security.fresh) return null
  if (!security.totp && security.passkeys.length === 0) {
    const leave = async () => setRefusal(await signOut())
    return (
      <section className="group" aria-labelledby="prove">
        <h2 id="prove">{s.proveTitle}</h2>
        <p>{t.problems['sign-in-again']}</p>
        <Problem refusal={refusal} />
        <button type="button" className="button" onClick={() => void leave()}>{s.again}</button>
      </section>
    )
  }
  async function submit(event: FormEvent) {
    event.preventDefault()
    if (code.trim() === '') return
    const answer = await act(paths.proof, { body: { code: code.trim() } })
    if (answer?.ok) setCode('')
  }
  async function byPasskey() {
    const wanted = await ask<{ options: object }>(paths.proof)
    if (!wanted.ok) return setRefusal(inWords(wanted.refusal, t))
    const passkey = await usePasskeyHere(wanted.value.options)
    if (passkey === undefined) return setRefusal(own.passkeyNone)
    await act(paths.proof, { body: { passkey } })
  }
  return (
    <section className="group" aria-labelledby="prove">
      <h2 id="prove">{s.proveTitle}</h2>
      <p>{s.proveWhy}</p>
      <form onSubmit={(event) => void submit(event)} noValidate>
        <Problem refusal={refusal} />
        <label className="field field-short"><span>{s.code}</span><input name="proof" autoComplete="one-time-code" autoCapitalize="none" spellCheck={false} value={code} onChange={(event) => setCode(event.target.value)} aria-invalid={refusal !== null} /></label>
        <p className="row-of-buttons">
          <button type="submit" className="button button-main" aria-disabled={busy}>{s.prove}</button>
          {security.passkeysHere && security.passkeys.length > 0 && knowsPasskeys() && <button type="button" className="button" onClick={() => void byPasskey()}>{s.usePasskey}</button>}
        </p>
      </form>
    </section>
  )
}

/** Another password, after the present one. */
export function Password() {
  const { lang } = usePreferences()
  const s = securityTexts(lang)
  const { act, refusal, setRefusal, busy } = useAct()
  const [given, setGiven] = useState({ current: '', password: '' })
  const [shown, setShown] = useState(false)
  async function submit(event: FormEvent) {
    event.preventDefault()
    if (given.current === '' || given.password === '') return setRefusal(s.password.missing)
    const answer = await act(paths.password, { body: given })
    if (!answer?.ok) return
    setGiven({ current: '', password: '' })
    say(s.password.changed)
  }
  const type = shown ? 'text' : 'password'
  return (
    <section className="group" aria-labelledby="password">
      <h2 id="password">{s.password.title}</h2>
      <form onSubmit={(event) => void submit(event)} noValidate>
        <Problem refusal={refusal} />
        <label className="field"><span>{s.password.current}</span><input type={type} name="current" autoComplete="current-password" value={given.current} onChange={(event) => setGiven({ ...given, current: event.target.value })} /></label>
        <label className="field"><span>{s.password.wanted}</span><input type={type} name="wanted" autoComplete="new-password" aria-describedby="rule" value={given.password} onChange={(event) => setGiven({ ...given, password: event.target.value })} /><small id="rule">{s.password.rule}</small></label>
        <label className="check"><input type="checkbox" checked={shown} onChange={(event) => setShown(event.target.checked)} /> {s.password.show}</label>
        <button type="submit" className="button" aria-disabled={busy}>{s.password.change}</button>
      </form>
    </section>
  )
}

/** Where one is signed in; each can be closed, and all but this one at once. */
export function Sessions({ security }: { security: AgentSecurity }) {
  const { lang } = usePreferences()
  const s = securityTexts(lang)
  const when = useWhen()
  const { act, refusal, busy } = useAct()
  const end = async (path: string, said: string) => {
    const answer = await act(path, { method: 'DELETE' })
    if (answer?.ok) say(said)
  }
  return (
    <section className="group" aria-labelledby="sessions">
      <h2 id="sessions">{s.sessions.title}</h2>
      <Problem refusal={refusal} />
      <ul className="people">
        {security.sessions.map((session) => {
          const name = session.browser ?? s.sessions.unknown
          return (
            <li key={session.id} className="factor">
              <span>
                <strong>{name}</strong> {session.current && <em>{s.sessions.this}</em>}{' '}
                <small>{[session.machine, s.sessions.ways[session.way], s.sessions.opened(when(session.openedAt)), s.sessions.seen(when(session.seenAt))].filter(Boolean).join(' · ')}</small>
              </span>
              {!session.current && <button type="button" className="button" aria-label={s.sessions.endOf(name)} aria-disabled={busy} onClick={() => void end(paths.oneSession(session.id), s.sessions.ended)}>{s.sessions.end}</button>}
            </li>
          )
        })}
      </ul>
      {security.sessions.length > 1 && <button type="button" className="button" aria-disabled={busy} onClick={() => void end(paths.sessions, s.sessions.endedAll)}>{s.sessions.endAll}</button>}
    </section>
  )
}
