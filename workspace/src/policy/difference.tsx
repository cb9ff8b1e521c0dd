import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Unreadable } from '../parts/problem.tsx'
import { usePreferences } from '../preferences.tsx'
import type { Lang } from '../texts/texts.ts'
import { differingQuery } from './api.ts'
import { policyTexts } from './texts.ts'

/** What the draft changes, in words, in the language that is wanted; and what becomes of the tickets that are open. */
export function Difference({ source, sound, since }: { source: string; sound: boolean; since: string | null }) {
  const { lang } = usePreferences()
  const t = policyTexts(lang)
  const [shown, setShown] = useState<Lang>(lang)
  const query = useQuery({ ...differingQuery(source, since), enabled: sound })
  if (!sound) return <p className="quiet">{t.unsound}</p>
  if (query.isError) return <Unreadable what={t.tooLong} error={query.error} retry={() => void query.refetch()} />
  if (!query.data) return <p className="quiet">{t.checking}</p>
  const { from, lines, openTickets } = query.data
  return (
    <>
      <h2>{from === null ? t.nothingBefore : t.differenceFrom(from)}</h2>
      {from !== null && (
        <>
          <p className="row-of-buttons">{(['fr', 'en'] as const).map((one) => <button key={one} type="button" className="button" aria-pressed={shown === one} onClick={() => setShown(one)}>{one === lang ? t.thisLanguage : t.otherLanguage}</button>)}</p>
          {lines[shown].length === 0 ? <p>{t.nothingChanges}</p> : <ul lang={shown} className="policy-changes">{lines[shown].map((line) => <li key={line}>{line}</li>)}</ul>}
        </>
      )}
      <p className="policy-effect">{t.openTickets[openTickets.statement](openTickets.open)}</p>
    </>
  )
}
