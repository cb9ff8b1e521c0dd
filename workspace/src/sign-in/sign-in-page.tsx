import { useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { meQuery } from '../api/queries.ts'
import { Demonstration } from '../frame/demonstration.tsx'
import { Brand } from '../parts/brand.tsx'
import { SettingsFields } from '../frame/settings-fields.tsx'
import { providerHere } from '../provider-here.ts'
import { usePreferences } from '../preferences.tsx'
import { SignInSteps } from './sign-in-steps.tsx'
import { signInTexts } from './texts.ts'

/** The page of who is not signed in; the address stays, so that a link to a ticket leads there afterwards. */
export function SignInPage() {
  const { t, lang } = usePreferences()
  const own = signInTexts(lang)
  const client = useQueryClient()
  useEffect(() => {
    document.title = `${own.button} · ${providerHere.name}`
  }, [own])
  return (
    <div className="sign-in">
      {providerHere.demonstration && <Demonstration />}
      <main id="content" className="sign-in-card">
        <Brand><span>{t.title}</span></Brand>
        <h1>{own.title(providerHere.name)}</h1>
        <SignInSteps done={(me) => client.setQueryData(meQuery.queryKey, me)} />
      </main>
      <footer className="sign-in-foot"><SettingsFields /></footer>
    </div>
  )
}
