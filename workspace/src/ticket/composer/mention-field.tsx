import type { Mentionable } from '@guichet/protocol'
import { useQuery } from '@tanstack/react-query'
import { useId, useState, type ClipboardEventHandler, type RefObject, type TextareaHTMLAttributes } from 'react'
import { folded } from '../../parts/match.ts'
import { usePreferences } from '../../preferences.tsx'
import type { Named } from './drafts.ts'
import { nameBegun, stillNamed } from './named.ts'
import { mentionableQuery } from './reading.ts'
import { composerTexts } from './texts.ts'

type Field = TextareaHTMLAttributes<HTMLTextAreaElement>
interface Props {
  field: RefObject<HTMLTextAreaElement | null>; number: number; value: string; mentions: readonly Named[]; change: (text: string, mentions: Named[]) => void; onPaste?: ClipboardEventHandler<HTMLTextAreaElement>
  attributes: Field
}

/** The text of a note: `@` proposes who may be named. */
export function MentionField({ field, number, value, mentions, change, onPaste, attributes }: Props) {
  const { lang } = usePreferences()
  const words = composerTexts(lang)
  const list = useId()
  const [begun, setBegun] = useState<{ from: number; typed: string } | undefined>()
  const [chosen, setChosen] = useState(0)
  const people = useQuery({ ...mentionableQuery(number), enabled: begun !== undefined }).data
  const found = begun && people ? people.filter(({ name }) => folded(name).split(' ').some((_, i, parts) => parts.slice(i).join(' ').startsWith(folded(begun.typed)))).slice(0, 8) : []
  const open = begun !== undefined && people !== undefined && (found.length > 0 || begun.typed.length < 20)
  const look = (target: HTMLTextAreaElement) => {
    const next = nameBegun(target.value, target.selectionStart)
    setBegun(next)
    if (next?.typed !== begun?.typed) setChosen(0)
  }
  const choose = (one: Mentionable | undefined) => {
    if (!one?.sees || !begun) return
    const end = begun.from + 1 + begun.typed.length
    const text = `${value.slice(0, begun.from)}@${one.name} ${value.slice(end)}`
    change(text, [...mentions.filter(({ id }) => id !== one.id), { id: one.id, name: one.name }])
    setBegun(undefined)
    const place = begun.from + one.name.length + 2
    setTimeout(() => field.current?.setSelectionRange(place, place), 0)
  }
  return (
    <div className="mention-field">
      <textarea
        {...attributes} ref={field} value={value} onPaste={onPaste} aria-autocomplete="list" {...(open ? { 'aria-controls': list, 'aria-activedescendant': found.length > 0 ? `${list}-${chosen}` : undefined } : {})}
        onChange={(event) => { change(event.target.value, stillNamed(event.target.value, [...mentions])); look(event.target) }}
        onSelect={(event) => look(event.currentTarget)} onBlur={() => setBegun(undefined)}
        onKeyDown={(event) => {
          if (!open || event.ctrlKey || event.metaKey) return
          if (event.key === 'Escape') {
            event.stopPropagation()
            event.preventDefault()
            return setBegun(undefined)
          }
          if (found.length === 0) return
          if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
            event.preventDefault()
            setChosen((chosen + (event.key === 'ArrowDown' ? 1 : found.length - 1)) % found.length)
          } else if (event.key === 'Enter' || event.key === 'Tab') {
            if (!found[chosen]?.sees) return
            event.preventDefault()
            choose(found[chosen])
          }
        }}
      />
      {open && (
        <>
          <ul id={list} role="listbox" className="mention-list" aria-label={words.mentionList}>
            {found.map((one, index) => (
              <li
                key={one.id} id={`${list}-${index}`} role="option" aria-selected={index === chosen} aria-disabled={!one.sees}
                onMouseDown={(event) => { event.preventDefault(); choose(one) }}
              >
                {one.name}{!one.sees && <small> {words.mentionUnseen}</small>}
              </li>
            ))}
          </ul>
          <p role="status" className={found.length === 0 ? 'quiet' : 'visually-hidden'}>{words.mentionCount(found.length)}</p>
        </>
      )}
    </div>
  )
}
