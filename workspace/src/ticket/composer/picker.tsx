import { useId, useMemo, useRef, useState, type ReactNode } from 'react'
import { Unreadable } from '../../parts/problem.tsx'
import { Skeleton } from '../../parts/skeleton.tsx'
import { folded } from '../../parts/match.ts'
import { usePreferences } from '../../preferences.tsx'
import { composerTexts } from './texts.ts'

export interface Pick { id: string; title: ReactNode; words: string; note?: string; preview: ReactNode }
interface Props {
  title: string; search: string; none: string; problem: string; picks: readonly Pick[] | undefined; error: unknown; retry: () => void; choose: (id: string) => void; close: () => void; foot?: ReactNode
}

/** A list to choose a text from, with what it says beside it: typed at, walked through by arrows, taken by Enter. */
export function Picker({ title, search, none, problem, picks, error, retry, choose, close, foot }: Props) {
  const { lang } = usePreferences()
  const words = composerTexts(lang)
  const list = useId()
  const [typed, setTyped] = useState('')
  const [at, setAt] = useState(0)
  const box = useRef<HTMLUListElement>(null)
  const found = useMemo(() => {
    const wanted = folded(typed).split(/\s+/).filter((word) => word !== '')
    return (picks ?? []).filter((one) => wanted.every((word) => folded(one.words).includes(word)))
  }, [picks, typed])
  const chosen = found[Math.min(at, found.length - 1)]
  const go = (to: number) => {
    setAt(to)
    box.current?.children[to]?.scrollIntoView({ block: 'nearest' })
  }
  return (
    <section
      className="picker" aria-label={title}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return
        event.stopPropagation()
        close()
      }}
    >
      <div className="picker-head">
        <input
          type="search" role="combobox" autoFocus autoComplete="off" aria-label={search} placeholder={search} aria-expanded={found.length > 0} aria-controls={list} aria-autocomplete="list"
          {...(chosen ? { 'aria-activedescendant': `${list}-${chosen.id}` } : {})} value={typed} onChange={(event) => { setTyped(event.target.value); setAt(0) }}
          onKeyDown={(event) => {
            if (event.ctrlKey || event.metaKey) return
            if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
              event.preventDefault()
              if (found.length > 0) go((Math.min(at, found.length - 1) + (event.key === 'ArrowDown' ? 1 : found.length - 1)) % found.length)
            } else if (event.key === 'Enter') {
              event.preventDefault()
              if (chosen) choose(chosen.id)
            }
          }}
        />
        <button type="button" className="button" onClick={close}>{words.close}</button>
      </div>
      {error ? <Unreadable what={problem} error={error} retry={retry} /> : !picks ? <Skeleton kind="text" lines={4} /> : (
        <div className="picker-body">
          <ul id={list} ref={box} role="listbox" aria-label={title} tabIndex={-1}>
            {found.map((one, index) => (
              <li key={one.id} id={`${list}-${one.id}`} role="option" aria-selected={one === chosen} onClick={() => choose(one.id)} onMouseMove={() => index !== at && setAt(index)}>
                <span>{one.title}</span>{one.note !== undefined && <small>{one.note}</small>}
              </li>
            ))}
          </ul>
          {/* A long text scrolls: it must be reachable by keys. */}
          {chosen && <div className="picker-preview" tabIndex={0} role="region" aria-label={typeof chosen.title === 'string' ? chosen.title : title}>{chosen.preview}</div>}
        </div>
      )}
      <p role="status" className={picks && found.length === 0 ? 'quiet' : 'visually-hidden'}>{picks ? (found.length === 0 ? none : String(found.length)) : ''}</p>
      {foot}
    </section>
  )
}
