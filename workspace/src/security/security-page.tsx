import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { meQuery } from '../api/queries.ts'
import { SettingsFields } from '../frame/settings-fields.tsx'
import { Brand } from '../parts/brand.tsx'
import { Unreadable } from '../parts/problem.tsx'
import { Skeleton } from '../parts/skeleton.tsx'
import { usePreferences } from '../preferences.tsx'
import { providerHere } from '../provider-here.ts'
import { Passkeys, Totp } from './factors.tsx'
import { BackupCodes, DrawnCodes, Password, ProveAgain, Sessions } from './parts.tsx'
import { securityQuery } from './security.ts'
import { securityTexts } from './texts.ts'

/** How the agent signs in, and where they are signed in. */
export function SecurityPage() {
  const { lang } = usePreferences()
  const s = securityTexts(lang)
  const query = useQuery(securityQuery)
  const [codes, setCodes] = useState<string[] | null>(null)
  useEffect(() => {
    document.title = `${s.title} · ${providerHere.name}`
  }, [s])
  const security = query.data
  return (
    <section className="pane pane-wide">
      <div className="record">
        <h1>{s.title}</h1>
        {query.isPending && <Skeleton kind="rows" lines={6} />}
        {query.isError && !security && <Unreadable what="" error={query.error} retry={() => void query.refetch()} />}
        {codes && <DrawnCodes codes={codes} kept={() => setCodes(null)} />}
        {security && (
          <>
            <ProveAgain security={security} />
            <Totp security={security} drawn={setCodes} />
            <Passkeys security={security} drawn={setCodes} />
            <BackupCodes security={security} drawn={setCodes} />
            <Password />
            <Sessions security={security} />
          </>
        )}
      </div>
    </section>
  )
}

/** Before the desk opens: a second proof has to be set up, and its backup codes kept. */
export function SetUpPage() {
  const { lang } = usePreferences()
  const s = securityTexts(lang)
  const client = useQueryClient()
  const query = useQuery(securityQuery)
  const [codes, setCodes] = useState<string[] | null>(null)
  useEffect(() => {
    document.title = `${s.title} · ${providerHere.name}`
  }, [s])
  const security = query.data
  const ready = security !== undefined && (security.totp !== null || security.passkeys.length > 0)
  return (
    <div className="sign-in">
      <main id="content" className="sign-in-card sign-in-card-wide">
        <Brand />
        <h1>{s.setUp(providerHere.name)}</h1>
        <p>{s.setUpWhy}</p>
        {query.isPending && <Skeleton kind="rows" lines={4} />}
        {query.isError && !security && <Unreadable what="" error={query.error} retry={() => void query.refetch()} />}
        {codes && <DrawnCodes codes={codes} kept={() => setCodes(null)} />}
        {security && !ready && (
          <>
            <ProveAgain security={security} />
            <Totp security={security} drawn={setCodes} />
            <Passkeys security={security} drawn={setCodes} />
          </>
        )}
        {ready && !codes && <button type="button" className="button button-main button-tall" onClick={() => void client.invalidateQueries({ queryKey: meQuery.queryKey })}>{s.enter}</button>}
      </main>
      <footer className="sign-in-foot"><SettingsFields /></footer>
    </div>
  )
}
