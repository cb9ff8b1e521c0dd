import { useQuery } from '@tanstack/react-query'
import { useId, useRef, useState } from 'react'
import { read } from '../../api/client.ts'
import { focusAfter } from '../../parts/focus.ts'
import { usePreferences } from '../../preferences.tsx'
import { actTexts } from '../act-texts.ts'
import type { SideProps } from './side-props.ts'

/** What a ticket is sorted by, in words: set as one types, among those in use first. */
export function TagsSide({ page, run, allowed }: SideProps) {
  const { lang } = usePreferences()
  const t = actTexts(lang)
  const list = useId()
  const [text, setText] = useState('')
  const field = useRef<HTMLInputElement>(null)
  const begun = text.split(',').at(-1)!.trim()
  const known = useQuery({ queryKey: ['tags', begun], queryFn: ({ signal }) => read<string[]>(`tags?begun=${encodeURIComponent(begun)}`, signal), enabled: begun !== '', staleTime: 30_000 }).data ?? []
  async function add(words: string) {
    const names = words.split(',').map((word) => word.trim()).filter((word) => word !== '')
    if (names.length === 0) return
    // What is typed while it is kept is the next one.
    setText('')
    const answer = await run({ act: 'tags', add: names, remove: [] })
    if (!answer.ok) setText((meanwhile) => [words, meanwhile].filter((one) => one !== '').join(', '))
  }
  async function remove(name: string) {
    await run({ act: 'tags', add: [], remove: [name] })
    focusAfter(field.current, field.current?.closest('.tags'))
  }
  return (
    <div className="tags">
      {page.tags.length === 0 ? <p className="quiet">{t.noTags}</p> : (
        <ul className="tag-list">
          {page.tags.map((name) => (
            <li key={name} className="tag">
              {name}
              {allowed.tags.allowed && <button type="button" className="tag-remove" aria-label={t.removeTag(name)} onClick={() => void remove(name)}>×</button>}
            </li>
          ))}
        </ul>
      )}
      {allowed.tags.allowed && (
        <form onSubmit={(event) => { event.preventDefault(); void add(text) }}>
          <label className="field">
            <span className="visually-hidden">{t.addTag}</span>
            <input
              ref={field} id="tag-field" type="text" value={text} list={list} maxLength={200} placeholder={t.addTag} autoComplete="off" aria-describedby={`${list}-hint`} onChange={(event) => setText(event.target.value)}
              onKeyDown={(event) => {
                if (event.key !== 'Escape') return
                event.stopPropagation()
                setText('')
                document.getElementById('ticket-title')?.focus({ preventScroll: true })
              }}
            />
            <small id={`${list}-hint`}>{t.tagHint}</small>
          </label>
          <datalist id={list}>{known.filter((name) => !page.tags.includes(name)).map((name) => <option key={name} value={name} />)}</datalist>
        </form>
      )}
    </div>
  )
}
