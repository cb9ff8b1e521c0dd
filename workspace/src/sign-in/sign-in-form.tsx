import type { Me } from '@guichet/protocol'
import { useRef, useState, type FormEvent } from 'react'
import { ask } from '../api/client.ts'
import { paths } from '../api/paths.ts'
import { sessionBegan } from '../api/session.ts'
import { inWords, Problem } from '../parts/problem.tsx'
import { useTexts } from '../preferences.tsx'

/** Address and password. What was typed stays when it is refused. */
export function SignInForm({ email: known, done }: { email?: string; done: (me: Me) => void }) {
  const t = useTexts()
  const [email, setEmail] = useState(known ?? '')
  const [password, setPassword] = useState('')
  const [shown, setShown] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const passwordField = useRef<HTMLInputElement>(null)

  async function submit(event: FormEvent) {
    event.preventDefault()
    if (busy) return
    if (email.trim() === '' || password === '') return setProblem(t.signIn.missing)
    setBusy(true)
    const answer = await ask<Me>(paths.session, { body: { email: email.trim(), password } })
    setBusy(false)
    if (!answer.ok) {
      setProblem(inWords(answer.refusal, t))
      passwordField.current?.focus()
      passwordField.current?.select()
      return
    }
    sessionBegan()
    done(answer.value)
  }

  return (
    <form className="sign-in-form" onSubmit={(event) => void submit(event)} noValidate>
      <Problem refusal={problem} />
      <label className="field">
        <span>{t.signIn.email}</span>
        <input type="email" name="email" autoComplete="username" value={email} onChange={(event) => setEmail(event.target.value)} autoFocus={known === undefined} aria-invalid={problem !== null && email === ''} />
      </label>
      <label className="field">
        <span>{t.signIn.password}</span>
        <input ref={passwordField} type={shown ? 'text' : 'password'} name="password" autoComplete="current-password" value={password} onChange={(event) => setPassword(event.target.value)} autoFocus={known !== undefined} aria-invalid={problem !== null && password === ''} />
      </label>
      <label className="check"><input type="checkbox" checked={shown} onChange={(event) => setShown(event.target.checked)} /> {t.signIn.show}</label>
      <button type="submit" className="button button-main button-tall" aria-disabled={busy}>{t.signIn.button}</button>
    </form>
  )
}
