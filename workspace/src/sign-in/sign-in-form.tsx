import type { Me, SecondAsked } from '@guichet/protocol'
import { useRef, useState, type FormEvent } from 'react'
import { ask } from '../api/client.ts'
import { knowsPasskeys, usePasskeyHere } from '../api/passkeys.ts'
import { paths } from '../api/paths.ts'
import { isElsewhere } from '../parts/focus.ts'
import { inWords, Problem } from '../parts/problem.tsx'
import { providerHere } from '../provider-here.ts'
import { slug } from '../place.ts'
import { usePreferences } from '../preferences.tsx'
import { signInTexts } from './texts.ts'

/** Address and password, a passkey, or another site. What was typed stays when it is refused. */
export function SignInForm({ email: known, done }: { email?: string; done: (answer: Me | SecondAsked) => void }) {
  const { t, lang } = usePreferences()
  const own = signInTexts(lang)
  const [email, setEmail] = useState(known ?? '')
  const [password, setPassword] = useState('')
  const [shown, setShown] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const passwordField = useRef<HTMLInputElement>(null)

  async function submit(event: FormEvent) {
    event.preventDefault()
    if (busy) return
    if (email.trim() === '' || password === '') return setProblem(own.missing)
    setBusy(true)
    const from = document.activeElement
    const answer = await ask<Me | SecondAsked>(paths.session, { body: { email: email.trim(), password } })
    setBusy(false)
    if (!answer.ok) {
      setProblem(inWords(answer.refusal, t))
      if (isElsewhere(from)) return
      passwordField.current?.focus()
      passwordField.current?.select()
      return
    }
    done(answer.value)
  }

  async function byPasskey() {
    if (busy) return
    const wanted = await ask<{ options: object }>(paths.byPasskey)
    if (!wanted.ok) return setProblem(inWords(wanted.refusal, t))
    const passkey = await usePasskeyHere(wanted.value.options)
    if (passkey === undefined) return setProblem(own.passkeyNone)
    setBusy(true)
    const answer = await ask<Me>(paths.byPasskey, { body: { passkey } })
    setBusy(false)
    if (!answer.ok) return setProblem(inWords(answer.refusal, t))
    done(answer.value)
  }

  return (
    <form className="sign-in-form" onSubmit={(event) => void submit(event)} noValidate>
      <Problem refusal={problem} />
      <label className="field">
        <span>{own.email}</span>
        <input type="email" name="email" autoComplete="username" value={email} onChange={(event) => setEmail(event.target.value)} autoFocus={known === undefined} aria-invalid={problem !== null && email === ''} />
      </label>
      <label className="field">
        <span>{own.password}</span>
        <input ref={passwordField} type={shown ? 'text' : 'password'} name="password" autoComplete="current-password" value={password} onChange={(event) => setPassword(event.target.value)} autoFocus={known !== undefined} aria-invalid={problem !== null && password === ''} />
      </label>
      <label className="check"><input type="checkbox" checked={shown} onChange={(event) => setShown(event.target.checked)} /> {own.show}</label>
      <button type="submit" className="button button-main button-tall" aria-disabled={busy}>{own.button}</button>
      {(knowsPasskeys() || providerHere.ways.length > 0) && (
        <div className="sign-in-others">
          <p className="quiet">{own.or}</p>
          {knowsPasskeys() && <button type="button" className="button button-tall" onClick={() => void byPasskey()}>{own.passkey}</button>}
          {providerHere.ways.map(({ name, label }) => <a key={name} className="button button-tall" href={`/${slug}/${lang}/sign-in/oidc/${name}`}>{own.with(label)}</a>)}
        </div>
      )}
    </form>
  )
}
