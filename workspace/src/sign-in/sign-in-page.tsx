import { useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { meQuery } from '../api/queries.ts'
import { Demonstration } from '../frame/demonstration.tsx'
import { Brand } from '../parts/brand.tsx'
import { SettingsFields } from '../frame/settings-fields.tsx'
import { providerHere } from '../provider-here.ts'
import { useTexts } from '../preferences.tsx'
import { SignInSteps } from './sign-in-steps.tsx'

/** The page of who is not signed in; the address stays, so that a link to a ticket leads there afterwards. */
export function SignInPage() {
  const t = useTexts()
  const client = useQueryClient()
  useEffect(() => {
    document.title = `${t.signIn.button} · ${providerHere.name}`
  }, [t])
  return (
    <div className="sign-in">
      {providerHere.demonstration && <Demonstration />}
      <main id="content" className="sign-in-card">
        <Brand><span>{t.title}</span></Brand>
        <h1>{t.signIn.title(providerHere.name)}</h1>
        <SignInSteps done={(me) => client.setQueryData(meQuery.queryKey, me)} />
      </main>
      <footer className="sign-in-foot"><SettingsFields /></footer>
    </div>
  )
}
