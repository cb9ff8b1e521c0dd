import type { Me, SecondAsked } from '@guichet/protocol'
import { useRef, useState, type FormEvent } from 'react'
import { ask } from '../api/client.ts'
import { knowsPasskeys, usePasskeyHere } from '../api/passkeys.ts'
import { paths } from '../api/paths.ts'
import { isElsewhere } from '../parts/focus.ts'
import { inWords, Problem } from '../parts/problem.tsx'
import { usePreferences } from '../preferences.tsx'
import { signInTexts } from './texts.ts'

/** The second proof: a code, a backup code, or a passkey. `begin`: back to the first. */
export function SecondForm({ asked, done, begin }: { asked: SecondAsked; done: (me: Me) => void; begin: () => void }) {
  const { t, lang } = usePreferences()
  const own = signInTexts(lang)
  const [code, setCode] = useState('')
  const [problem, setProblem] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const field = useRef<HTMLInputElement>(null)
  const passkey = asked.passkey !== null && knowsPasskeys()

  async function prove(body: { code: string } | { passkey: object }) {
    setBusy(true)
    const from = document.activeElement
    const answer = await ask<Me>(paths.second, { body })
    setBusy(false)
    if (answer.ok) return done(answer.value)
    if (answer.refusal.code === 'not-signed-in') return begin()
    setProblem(inWords(answer.refusal, t))
    if (isElsewhere(from)) return
    field.current?.focus()
    field.current?.select()
  }

  function submit(event: FormEvent) {
    event.preventDefault()
    if (busy) return
    if (code.trim() === '') return setProblem(own.codeMissing)
    void prove({ code: code.trim() })
  }

  async function byPasskey() {
    if (busy || asked.passkey === null) return
    const given = await usePasskeyHere(asked.passkey)
    if (given === undefined) return setProblem(own.passkeyNone)
    await prove({ passkey: given })
  }

  return (
    <form className="sign-in-form" onSubmit={submit} noValidate>
      <p>{asked.totp ? own.secondTotp : own.secondOther}</p>
      <Problem refusal={problem} />
      {passkey && <p><button type="button" className="button button-tall" onClick={() => void byPasskey()}>{own.passkey}</button></p>}
      {(asked.totp || asked.codes) && (
        <>
          <label className="field">
            <span>{asked.totp ? own.code : own.backupCode}</span>
            <input ref={field} name="code" inputMode={asked.totp ? 'text' : undefined} autoComplete="one-time-code" autoCapitalize="none" spellCheck={false} value={code} onChange={(event) => setCode(event.target.value)} autoFocus aria-invalid={problem !== null} />
            {asked.totp && asked.codes && <small>{own.orBackup}</small>}
          </label>
          <button type="submit" className="button button-main button-tall" aria-disabled={busy}>{own.prove}</button>
        </>
      )}
      <p><button type="button" className="link-button" onClick={begin}>{own.beginAgain}</button></p>
    </form>
  )
}
