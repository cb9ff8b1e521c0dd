import { useQuery } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { instantInWords } from '#ui/formats.ts'
import { Unreadable } from '../parts/problem.tsx'
import { Skeleton } from '../parts/skeleton.tsx'
import { usePreferences } from '../preferences.tsx'
import { providerHere } from '../provider-here.ts'
import '../styles/policy.css'
import { now } from '../time.ts'
import { deskQuery, draftQuery } from './api.ts'
import { Begin } from './begin.tsx'
import { DraftView } from './draft-view.tsx'
import { policyTexts } from './texts.ts'
import { Versions } from './versions.tsx'

type View = 'draft' | 'versions'

/** The policy itself: which version is in force, which is coming, the draft of the next, and all that were. */
export function PolicyPage() {
  const { lang } = usePreferences()
  const t = policyTexts(lang)
  const desk = useQuery(deskQuery)
  const draft = useQuery({ ...draftQuery, enabled: desk.data?.draft != null })
  const [view, setView] = useState<View>('draft')
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    document.title = `${t.title} · ${providerHere.name}`
    heading.current?.focus({ preventScroll: true })
  }, [t])
  const when = (at: string) => instantInWords(Date.parse(at), { zone: desk.data?.zone ?? 'Europe/Paris', lang, now: now() })
  const inForce = desk.data?.versions.find(({ standing }) => standing === 'in_force')
  const coming = desk.data?.versions.filter(({ standing }) => standing === 'coming') ?? []
  return (
    <section className="pane pane-wide policy-pane">
      <h1 ref={heading} tabIndex={-1}>{t.title}</h1>
      {desk.isPending && <Skeleton kind="rows" lines={6} />}
      {desk.isError && !desk.data && <Unreadable what={t.unread} error={desk.error} retry={() => void desk.refetch()} />}
      {desk.data && (
        <>
          <p className="policy-in-force">{inForce ? t.inForce(inForce.version, when(inForce.effectiveAt)) : t.none} {coming.map((one) => <span key={one.id}>{t.coming(one.version, when(one.effectiveAt))} </span>)}</p>
          {!desk.data.mayWrite && <p className="quiet">{t.mayRead}</p>}
          <div className="policy-switch" role="group" aria-label={t.viewsLabel}>
            {(['draft', 'versions'] as const).map((one) => <button key={one} type="button" className="button" aria-pressed={view === one} onClick={() => setView(one)}>{t.views[one]}</button>)}
          </div>
          {view === 'versions' && <Versions desk={desk.data} toDraft={() => setView('draft')} />}
          {view === 'draft' && (draft.data ? <DraftView draft={draft.data} desk={desk.data} /> : desk.data.draft === null ? <Begin desk={desk.data} /> : draft.isError ? <Unreadable what={t.unread} error={draft.error} retry={() => void draft.refetch()} /> : <Skeleton kind="rows" lines={6} />)}
        </>
      )}
    </section>
  )
}
