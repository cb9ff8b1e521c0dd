import { useQuery } from '@tanstack/react-query'
import { Outlet, useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { useEffect, useId, useRef, useState } from 'react'
import '../styles/search.css'
import { Refused } from '../api/client.ts'
import { later } from '../parts/later.tsx'
import { Unreadable } from '../parts/problem.tsx'
import { Skeleton } from '../parts/skeleton.tsx'
import { usePreferences } from '../preferences.tsx'
import { providerHere } from '../provider-here.ts'
import { focusList } from '../queue/focus-list.ts'
import { offerNeighbours } from '../queue/neighbours.ts'
import { operatorsQuery, remember, searchQuery } from './asking.ts'
import { pageField } from './open.ts'
import { FoundList } from './found-list.tsx'
import { QueryProblems } from './problems.tsx'
import { Begin, NothingFound } from './nothing.tsx'
import { searchTexts } from './texts.ts'
import { useCompletions } from './use-completions.ts'

const SaveView = later(() => import('../queue/save-view.tsx').then((module) => module.SaveView))

/** Tickets on the page. */
const many = 100

/** What a search finds, and beside it the ticket that is open: the way back leads to the search as it was. */
export function SearchPage() {
  const { lang } = usePreferences()
  const t = searchTexts(lang)
  const navigate = useNavigate()
  const params = useParams({ strict: false })
  const { q: given } = useSearch({ strict: false }) as { q?: string }
  const q = given ?? ''
  const open = params.number === undefined ? undefined : Number(params.number)
  const query = useQuery(searchQuery(q, { typing: true, limit: many }))
  const page = q === '' ? undefined : query.data
  const [saving, setSaving] = useState(false)
  useEffect(() => {
    if (open === undefined) document.title = `${q === '' ? t.title : `${q} · ${t.title}`} · ${providerHere.name}`
  }, [open, q, t])
  useEffect(() => {
    if (page) offerNeighbours(page.rows.map(({ row }) => row))
  }, [page])
  const change = (next: string) => void navigate({ to: '/search', search: next === '' ? {} : { q: next }, replace: true })
  const refusal = query.error instanceof Refused ? query.error : null
  return (
    <div className={open === undefined ? 'panes panes-list' : 'panes panes-ticket'}>
      <section className="pane pane-list search-page" aria-labelledby="search-title" aria-busy={query.isFetching}>
        <header className="list-head search-head">
          <h1 id="search-title">{t.title}</h1>
          <p className="list-size" role="status">{page ? t.total(page.total, page.more) : ''}</p>
          <PageField q={q} change={change} />
          {q !== '' && page !== undefined && page.problems.length === 0 && !saving && <div className="list-ways"><button type="button" className="button list-save" onClick={() => setSaving(true)}>{t.save}</button></div>}
          {saving && <SaveView filter={q} order="changed" close={() => setSaving(false)} />}
        </header>
        {page && <QueryProblems page={page} />}
        {q === '' && <><Begin write={change} /><Operators write={change} /></>}
        {q !== '' && query.isPending && <Skeleton kind="rows" lines={8} />}
        {query.isError && !page && <Unreadable what={t.problem} error={refusal ?? query.error} retry={() => void query.refetch()} />}
        {page && page.customers.length + page.contacts.length > 0 && (
          <ul className="search-people" aria-label={t.groups.people}>
            {page.customers.map((one) => <li key={one.id}><button type="button" className="link-button" onClick={() => change(`customer:"${one.number}"`)}>{one.name}</button> <span className="quiet">{t.customer(one.number)}</span></li>)}
            {page.contacts.map((one) => <li key={one.id}><button type="button" className="link-button" onClick={() => change(`contact:${one.email}`)}>{one.name}</button> <span className="quiet">{one.email} · {t.contactOf(one.customer.name)}</span></li>)}
          </ul>
        )}
        {page && page.rows.length === 0 && page.problems.length === 0 && <NothingFound />}
        {page && page.rows.length > 0 && (
          <FoundList
            key={q} label={t.list} hits={page.rows} open={open}
            go={(number) => { remember(q); void navigate({ to: '/search/$number', params: { number: String(number) }, search: { q } }) }}
          />
        )}
        {page && (page.more || page.total > page.rows.length) && <p className="list-further">{page.more ? t.looked(page.looked) : t.shownOf(page.rows.length)}</p>}
      </section>
      {open === undefined ? <div className="pane pane-empty"><p>{t.choose}</p><p className="quiet">{t.chooseHint}</p></div> : <Outlet />}
    </div>
  )
}

/** The field of the page: what is typed is asked a moment later, what is begun can be completed. */
function PageField({ q, change }: { q: string; change: (q: string) => void }) {
  const { lang } = usePreferences()
  const t = searchTexts(lang)
  const field = useRef<HTMLInputElement>(null)
  const list = useId()
  const [text, setText] = useState(q)
  // The address may change under the field, by the way back or a link; what was asked here may come late, after more was typed.
  const [address, setAddress] = useState(q)
  const [asked, setAsked] = useState(q)
  if (address !== q) {
    setAddress(q)
    if (q !== asked) setText(q)
  }
  const [at, setAt] = useState(-1)
  const [completing, setCompleting] = useState(false)
  const completions = useCompletions(completing ? text : '')
  const chosen = Math.min(at, completions.length - 1)
  useEffect(() => {
    if (q === '') field.current?.focus()
  }, [q])
  const write = (next: string) => {
    setText(next)
    setAt(-1)
    field.current?.focus()
  }
  const search = () => {
    setCompleting(false)
    setAsked(text.trim())
    change(text.trim())
  }
  return (
    <div className="search-box">
      <input
        ref={field} id={pageField} type="text" className="list-filter search-typed" role="combobox" aria-expanded={completions.length > 0} aria-controls={list} aria-autocomplete="list" autoComplete="off" spellCheck={false} enterKeyHint="search" maxLength={500}
        aria-label={t.field} placeholder={t.hint} aria-activedescendant={completions[chosen] ? `${list}-${chosen}` : undefined} value={text}
        onChange={(event) => { setCompleting(true); write(event.target.value) }} onBlur={() => { if (text.trim() === q) setCompleting(false); else search() }}
        onKeyDown={(event) => {
          if (event.nativeEvent.isComposing) return
          if ((event.key === 'ArrowDown' || event.key === 'ArrowUp') && completions.length > 0) {
            event.preventDefault()
            setAt((chosen + (event.key === 'ArrowDown' ? 1 : completions.length + (chosen < 0 ? 0 : -1))) % completions.length)
          } else if (event.key === 'ArrowDown') {
            event.preventDefault()
            focusList()
          }
          if (event.key === 'Tab' && !event.shiftKey && completions.length > 0) {
            event.preventDefault()
            write((completions[chosen] ?? completions[0]!).text)
          }
          if (event.key === 'Escape') setCompleting(false)
          if (event.key === 'Enter') {
            event.preventDefault()
            if (completions[chosen]) write(completions[chosen].text)
            else {
              remember(text)
              search()
            }
          }
        }}
      />
      <div id={list} className="search-completions" role="listbox" aria-label={t.groups.complete} hidden={completions.length === 0}>
        {completions.map((one, index) => (
          <div
            key={one.id} id={`${list}-${index}`} role="option" aria-selected={index === chosen} className={index === chosen ? 'found-one found-chosen' : 'found-one'}
            onPointerDown={(event) => { event.preventDefault(); write(one.text) }}
          ><code>{one.shown}</code> <span className="quiet">{one.about}</span></div>
        ))}
      </div>
    </div>
  )
}

/** Every operator with what it looks for. */
function Operators({ write }: { write: (text: string) => void }) {
  const { lang } = usePreferences()
  const t = searchTexts(lang)
  const query = useQuery(operatorsQuery)
  const operators = query.data ?? []
  if (query.isError && operators.length === 0) return <Unreadable what={t.operatorsProblem} error={query.error} retry={() => void query.refetch()} />
  if (operators.length === 0) return null
  return (
    <section className="search-operators" aria-labelledby="search-operators">
      <h2 id="search-operators">{t.operators}</h2>
      <dl>{operators.map((one) => <div key={one.name}><dt><code>{one.names[lang][0]}:</code></dt><dd>{one.says[lang]}{one.values.length > 0 && one.values.length <= 8 && <span className="search-values">{one.values.map((value) => <button key={value.name} type="button" className="link-button" onClick={() => write(`${one.names[lang][0]}:${/[\s,]/.test(value.name) ? `"${value.name}"` : value.name}`)}>{value.label[lang] ?? value.name}</button>)}</span>}</dd></div>)}</dl>
    </section>
  )
}
