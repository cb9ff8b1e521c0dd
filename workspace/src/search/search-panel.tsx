import type { SearchPage } from '@guichet/protocol'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useEffect, type KeyboardEvent, type ReactNode } from 'react'
import '../styles/search.css'
import { ask } from '../api/client.ts'
import { paths } from '../api/paths.ts'
import { say } from '../parts/say.tsx'
import { focusAfter } from '../parts/focus.ts'
import { inWords, Unreadable } from '../parts/problem.tsx'
import { usePreferences } from '../preferences.tsx'
import { recentQuery, remember, useSearchAsTyped } from './asking.ts'
import { FoundTicket } from './found-ticket.tsx'
import { Begin, NothingFound } from './nothing.tsx'
import { openSearch } from './open.ts'
import type { FieldSide } from './search-door.tsx'
import { QueryProblems } from './problems.tsx'
import { searchTexts } from './texts.ts'
import { useCompletions } from './use-completions.ts'

/** Tickets shown while one types. */
const few = 6

interface Choice { readonly id: string; readonly group: 'complete' | 'recent' | 'people' | 'tickets' | 'all'; readonly run: () => void; readonly shown: ReactNode; readonly completes?: boolean }

interface Props {
  text: string
  /** Writes into the field; the choice begins again. */
  write: (text: string) => void
  at: number
  choose: (at: number) => void
  list: string
  /** What the field is told: the keys it hands on, and what stands below it. */
  side: (side: FieldSide) => void
}

/** Under the field: what it finds as one types; the arrows choose, Enter opens. */
export function SearchPanel({ text, write, at, choose, list, side }: Props) {
  const { t: words, lang } = usePreferences()
  const t = searchTexts(lang)
  const navigate = useNavigate()
  const client = useQueryClient()
  const { asked, data, isError, error, refetch, isFetching } = useSearchAsTyped(text, few)
  const page = text.trim() === '' ? undefined : data
  const completions = useCompletions(text)
  const recent = useQuery(recentQuery).data ?? []

  const leave = (go: () => void) => {
    openSearch(false)
    remember(text)
    // After the dialogue has closed, or it would take the focus back.
    setTimeout(go, 0)
  }
  const search = (q: string) => leave(() => void navigate({ to: '/search', search: { q } }))
  const choices: Choice[] = [
    ...completions.map((one): Choice => ({ id: `c-${one.id}`, group: 'complete', completes: true, run: () => write(one.text), shown: <><code>{one.shown}</code> <span className="quiet">{one.about}</span></> })),
    ...(text.trim() === '' ? recent.slice(0, 8).map((one): Choice => ({ id: `r-${one}`, group: 'recent', run: () => write(one), shown: one })) : []),
    ...peopleOf(page, t, search),
    ...(page?.rows ?? []).map((hit): Choice => ({
      id: `t-${hit.row.id}`, group: 'tickets', shown: <FoundTicket hit={hit} />,
      run: () => leave(() => void navigate({ to: '/search/$number', params: { number: String(hit.row.number) }, search: { q: text.trim() } })),
    })),
    ...(text.trim() === '' ? [] : [{ id: 'all', group: 'all' as const, shown: t.all(text.trim()), run: () => search(text.trim()) }]),
  ]
  const chosen = Math.min(at, choices.length - 1)

  const press = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.nativeEvent.isComposing) return
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault()
      // One step beyond either end is the field itself.
      const next = event.key === 'ArrowDown' ? (chosen + 1 >= choices.length ? -1 : chosen + 1) : chosen < 0 ? choices.length - 1 : chosen - 1
      choose(next)
      document.getElementById(`${list}-${next}`)?.scrollIntoView({ block: 'nearest' })
    }
    if (event.key === 'Tab' && !event.shiftKey && completions.length > 0) {
      event.preventDefault()
      write((choices[chosen]?.completes ? completions[chosen] : completions[0])!.text)
    }
    if (event.key === 'Enter') {
      event.preventDefault()
      if (choices[chosen]) return choices[chosen].run()
      if (text.trim() === '') return
      const number = /^(?:n[°º]\s*|#)?(\d{1,9})$/i.exec(text.trim())?.[1]
      const exact = asked === text.trim() && page?.rows.find((hit) => String(hit.row.number) === number)
      if (exact) leave(() => void navigate({ to: '/search/$number', params: { number: String(exact.row.number) }, search: { q: text.trim() } }))
      else search(text.trim())
    }
  }
  const forget = async () => {
    const answer = await ask(paths.searchRecent, { method: 'DELETE' })
    if (!answer.ok) return say(inWords(answer.refusal, words))
    say(t.forgotten)
    client.setQueryData(recentQuery.queryKey, [])
    // The button goes with what it forgot.
    focusAfter(document.querySelector<HTMLElement>('.search-field'), document.querySelector('.search-foot'))
  }

  useEffect(() => side({ press, found: choices.length, chosen, busy: isFetching }))

  return (
    <>
      <p className="visually-hidden" role="status">{page && asked === text.trim() ? t.total(page.total, page.more) : ''}</p>
      {page && <QueryProblems page={page} typed={text} />}
      {isError && text.trim() !== '' && <Unreadable what={t.problem} error={error} retry={() => void refetch()} />}
      {page && page.total === 0 && page.customers.length + page.contacts.length === 0 && page.problems.length === 0 && asked === text.trim() && <NothingFound />}
      {text.trim() === '' && recent.length === 0 && <Begin write={write} />}
      <div id={list} className="found" role="listbox" aria-label={t.title}>
        {choices.map((choice, index) => {
          const begins = index === 0 || choices[index - 1]!.group !== choice.group
          const title = begins && choice.group !== 'all' ? (choice.group === 'tickets' && page ? t.total(page.total, page.more) : t.groups[choice.group]) : null
          return (
            <div key={choice.id} role="presentation">
              {title !== null && <p className="found-group" aria-hidden="true">{title}</p>}
              <div
                id={`${list}-${index}`} role="option" aria-selected={index === chosen} className={`found-one found-${choice.group}${index === chosen ? ' found-chosen' : ''}`}
                onPointerDown={(event) => event.preventDefault()} onClick={choice.run} onPointerMove={() => choose(index)}
              >{choice.shown}</div>
            </div>
          )
        })}
      </div>
      <footer className="search-foot">
        <span className="quiet" aria-hidden="true">{t.keysHint}</span>
        {text.trim() === '' && recent.length > 0 && <button type="button" className="link-button" onClick={() => void forget()}>{t.forgetAll}</button>}
        <button type="button" className="button search-close" onClick={() => openSearch(false)}>{words.close}</button>
      </footer>
    </>
  )
}

/** Customers and contacts lead to what they asked. */
function peopleOf(page: SearchPage | undefined, t: ReturnType<typeof searchTexts>, search: (q: string) => void): Choice[] {
  if (!page) return []
  return [
    ...page.customers.map((one): Choice => ({ id: `u-${one.id}`, group: 'people', run: () => search(`customer:${/[\s,"]/.test(one.number) ? `"${one.number}"` : one.number}`), shown: <><span>{one.name}</span> <span className="quiet">{t.customer(one.number)}</span></> })),
    ...page.contacts.map((one): Choice => ({ id: `k-${one.id}`, group: 'people', run: () => search(`contact:${one.email}`), shown: <><span>{one.name}</span> <span className="quiet">{one.email} · {t.contactOf(one.customer.name)}</span></> })),
  ]
}
