import { useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { ask } from '../api/client.ts'
import { paths } from '../api/paths.ts'
import { meQuery } from '../api/queries.ts'
import { useDesk } from '../desk.tsx'
import { keyTexts } from '../keys/texts.ts'
import { inWords } from '../parts/problem.tsx'
import { say } from '../parts/say.tsx'
import { usePreferences } from '../preferences.tsx'
import { SettingsFields } from './settings-fields.tsx'

/** Who is signed in, language, appearance, the way out. */
export function Account() {
  const { t, lang } = usePreferences()
  const { me } = useDesk()
  const client = useQueryClient()
  const [busy, setBusy] = useState(false)

  async function leave() {
    if (busy) return
    setBusy(true)
    const answer = await ask(paths.session, { method: 'DELETE' })
    setBusy(false)
    if (!answer.ok && answer.refusal.code !== 'not-signed-in') return say(inWords(answer.refusal, t))
    client.clear()
    await client.fetchQuery(meQuery).catch(() => undefined)
  }

  return (
    <details className="account">
      <summary>{me.agent.name}</summary>
      <div className="account-inner">
        <SettingsFields />
        <Link to="/preferences" className="button">{keyTexts(lang).preferences}</Link>
        <Link to="/security" className="button">{t.signIn.security}</Link>
        <button type="button" className="button" onClick={() => void leave()}>{t.signIn.out}</button>
      </div>
    </details>
  )
}
