import type { AgentLink, Me } from '@guichet/protocol'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useEffect, useRef, useState, type FormEvent } from 'react'
import { ask, Refused, type Refusal } from '../api/client.ts'
import { meQuery } from '../api/queries.ts'
import { SettingsFields } from '../frame/settings-fields.tsx'
import { Brand } from '../parts/brand.tsx'
import { Problem, Unreadable } from '../parts/problem.tsx'
import { home } from '../place.ts'
import { usePreferences } from '../preferences.tsx'
import { providerHere } from '../provider-here.ts'
import { SignInSteps } from './sign-in-steps.tsx'
import { welcomeTexts } from './welcome-texts.ts'

/** Where the link leads that an agent was sent: they choose a password, then sign in with it. The link itself signs nobody in. */
export function WelcomePage({ token }: { token: string }) {
  const { t, lang } = usePreferences()
  const words = welcomeTexts(lang)
  const link = useQuery({
    queryKey: ['agent-link', token],
    queryFn: async () => {
      const shown = await ask<AgentLink>('agent-links/show', { body: { token } })
      if (!shown.ok) throw new Refused(shown.refusal)
      return shown.value
    },
    staleTime: Infinity, refetchOnWindowFocus: false,
  })
  const [chosen, setChosen] = useState(false)
  const client = useQueryClient()
  const navigate = useNavigate()
  const title = link.data?.purpose === 'reset' ? words.reset : link.data ? words.invite(link.data.name) : t.title
  useEffect(() => {
    document.title = `${title} · ${providerHere.name}`
  }, [title])
  async function done(me: Me) {
    client.setQueryData(meQuery.queryKey, me)
    await navigate({ to: '/', replace: true })
  }
  const expired = link.error instanceof Refused && link.error.refusal.code === 'link-expired'
  return (
    <div className="sign-in">
      <main id="content" className="sign-in-card">
        <Brand><span>{t.title}</span></Brand>
        {!link.data && !expired && <h1>{title}</h1>}
        {link.isError && !expired && <Unreadable what={words.unread} error={link.error} retry={() => void link.refetch()} />}
        {expired && !chosen && <><h1>{words.expired[0]}</h1><p>{words.expired[1]}</p><p><a href={`${home}/`}>{words.toSignIn}</a></p></>}
        {link.data && <h1>{title}</h1>}
        {link.data?.through && <><p>{words.through(link.data.through.label)}</p><p><a href={`${home}/`}>{words.toSignIn}</a></p></>}
        {link.data && !link.data.through && !chosen && <Choose link={link.data} token={token} done={() => setChosen(true)} />}
        {link.data && chosen && <><p role="status">{words.done}</p><SignInSteps email={link.data.email} done={(me) => void done(me)} /></>}
      </main>
      <footer className="sign-in-foot"><SettingsFields /></footer>
    </div>
  )
}

function Choose({ link, token, done }: { link: AgentLink; token: string; done: () => void }) {
  const { lang } = usePreferences()
  const words = welcomeTexts(lang)
  const [refusal, setRefusal] = useState<Refusal | string | null>(null)
  const [shown, setShown] = useState(false)
  const [busy, setBusy] = useState(false)
  const field = useRef<HTMLInputElement>(null)

  async function submit(event: FormEvent) {
    event.preventDefault()
    if (busy) return
    const password = field.current?.value ?? ''
    if (password === '') {
      field.current?.focus()
      return setRefusal(words.missing)
    }
    setBusy(true)
    const answer = await ask('agent-links/use', { body: { token, password } })
    setBusy(false)
    if (answer.ok) return done()
    setRefusal(answer.refusal.code === 'password-refused' ? (answer.refusal.detail ?? answer.refusal.title) : answer.refusal)
    field.current?.focus()
  }

  return (
    <form onSubmit={(event) => void submit(event)} noValidate>
      <p>{words.why(link.email)}</p>
      <Problem refusal={refusal} />
      <input type="email" name="username" autoComplete="username" value={link.email} readOnly hidden />
      <label className="field"><span>{words.password}</span><input ref={field} type={shown ? 'text' : 'password'} autoComplete="new-password" maxLength={200} aria-invalid={refusal !== null} aria-describedby="password-rule" /></label>
      <p id="password-rule" className="quiet">{words.rule}</p>
      <label className="check"><input type="checkbox" checked={shown} onChange={(event) => setShown(event.target.checked)} /> {words.show}</label>
      <button type="submit" className="button button-main button-tall" aria-disabled={busy}>{words.choose}</button>
    </form>
  )
}
