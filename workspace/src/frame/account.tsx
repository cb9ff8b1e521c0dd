import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useDesk } from '../desk.tsx'
import { keyTexts } from '../keys/texts.ts'
import { inWords } from '../parts/problem.tsx'
import { say } from '../parts/say.tsx'
import { usePreferences } from '../preferences.tsx'
import { useSignOut } from '../sign-in/sign-out.ts'
import { SettingsFields } from './settings-fields.tsx'
import { signInTexts } from '../sign-in/texts.ts'

/** Who is signed in, language, appearance, the way out. */
export function Account() {
  const { t, lang } = usePreferences()
  const own = signInTexts(lang)
  const { me } = useDesk()
  const signOut = useSignOut()
  const [busy, setBusy] = useState(false)

  async function leave() {
    if (busy) return
    setBusy(true)
    const refusal = await signOut()
    setBusy(false)
    if (refusal) say(inWords(refusal, t))
  }

  return (
    <details className="account">
      <summary>{me.agent.name}</summary>
      <div className="account-inner">
        <SettingsFields />
        <Link to="/preferences" className="button">{keyTexts(lang).preferences}</Link>
        <Link to="/security" className="button">{own.security}</Link>
        <button type="button" className="button" onClick={() => void leave()}>{own.out}</button>
      </div>
    </details>
  )
}
