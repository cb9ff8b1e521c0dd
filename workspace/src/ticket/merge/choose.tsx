import type { AlikeTicket } from '@guichet/protocol'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useDeferredValue, useState } from 'react'
import { instantInWords } from '#ui/formats.ts'
import { read } from '../../api/client.ts'
import { paths } from '../../api/paths.ts'
import { useDesk } from '../../desk.tsx'
import { Unreadable } from '../../parts/problem.tsx'
import { usePreferences } from '../../preferences.tsx'
import { useNow } from '../../time.ts'
import { mergeTexts } from './texts.ts'

/** Another ticket, by its number or among those alike: open ones first, all of this customer's once words are typed. */
export function ChooseTicket({ number, label, choose, customerOnly }: { number: number; label: string; choose: (other: number) => void; customerOnly: boolean }) {
  const { t: general, lang } = usePreferences()
  const t = mergeTexts(lang)
  const { zone } = useDesk()
  const now = useNow()
  const [typed, setTyped] = useState('')
  const search = useDeferredValue(typed.trim())
  const query = useQuery({
    queryKey: ['alike', number, search], staleTime: 30_000, gcTime: 60_000, placeholderData: keepPreviousData,
    queryFn: ({ signal }) => read<AlikeTicket[]>(paths.alike(number, search), signal),
  })
  const found = (query.data ?? []).filter((one) => one.sameCustomer || !customerOnly)
  const named = Number(/^#?(\d{1,9})$/.exec(typed.trim())?.[1] ?? 0)
  return (
    <div className="choose">
      <label className="field">
        <span>{label}</span>
        <input
          type="search" autoFocus value={typed} maxLength={100} autoComplete="off" onChange={(event) => setTyped(event.target.value)}
          onKeyDown={(event) => {
            if (event.key !== 'Enter') return
            event.preventDefault()
            const only = named > 0 ? named : found.length === 1 && search !== '' ? found[0]!.number : 0
            if (only > 0) choose(only)
          }}
        />
        <small>{t.otherHint}</small>
      </label>
      {search === '' && <h3>{t.alike}</h3>}
      {query.isError ? <Unreadable what={t.unreadable} error={query.error} retry={() => void query.refetch()} />
        : query.isPending ? <p className="quiet">{t.reading}</p>
        : found.length === 0 ? <p className="quiet" role="status">{named > 0 ? null : search === '' ? t.nothingAlike : t.none}</p> : (
          <ul className="choices">
            {found.map((one) => (
              <li key={one.number}>
                <button type="button" className="choice" onClick={() => choose(one.number)}>
                  <span><span className="figure">{one.number}</span> {one.subject}</span>
                  <small>{[general.states[one.state], one.contact, t.opened(instantInWords(Date.parse(one.openedAt), { zone, lang, now })), one.sameService ? t.sameService : null].filter(Boolean).join(' · ')}</small>
                </button>
              </li>
            ))}
          </ul>
        )}
      {named > 0 && !found.some((one) => one.number === named) && <p><button type="button" className="button" onClick={() => choose(named)}>{general.number(named)}</button></p>}
    </div>
  )
}
