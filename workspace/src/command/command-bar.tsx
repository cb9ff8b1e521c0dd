import { useNavigate } from '@tanstack/react-router'
import { useId, useMemo, useState } from 'react'
import { KeyMark } from '../keys/key-mark.tsx'
import { Dialog } from '../parts/dialog.tsx'
import { matches } from '../parts/match.ts'
import { useTexts } from '../preferences.tsx'
import { openCommands, useCommands, type Command } from './here.ts'

const order: readonly Command['group'][] = ['ticket', 'views', 'other', 'agents']

/** One field for everything that can be done: views, numbers, acts; or the agents to whom a ticket is given. */
export function CommandBar({ mode }: { mode: 'all' | 'assign' }) {
  const t = useTexts()
  const navigate = useNavigate()
  const commands = useCommands()
  const [sought, setSought] = useState('')
  const [at, setAt] = useState(0)
  const list = useId()

  const found = useMemo(() => {
    const number = /^\s*(?:n°\s*|#)?(\d{1,9})\s*$/i.exec(sought)?.[1]
    const goTo: Command[] = number === undefined || mode === 'assign' ? [] : [{
      id: 'number', group: 'ticket', label: t.command.goTo(Number(number)), run: () => void navigate({ to: '/$view/$number', params: { view: 'all', number } }),
    }]
    const offered = commands.filter((command) => (command.group === 'agents') === (mode === 'assign') && matches(sought, command.label))
    return [...goTo, ...order.flatMap((group) => offered.filter((command) => command.group === group))]
  }, [commands, sought, mode, t, navigate])
  const chosen = Math.min(at, found.length - 1)

  function run(command: Command | undefined) {
    if (!command || command.whyNot) return
    openCommands(null)
    // After the dialogue has closed, or it would take the focus back.
    setTimeout(command.run, 0)
  }

  return (
    <Dialog plain title={mode === 'assign' ? t.acts.assignTitle : t.command.title} close={() => openCommands(null)}>
      <input
        type="text" className="command-field" role="combobox" aria-expanded="true" aria-controls={list} aria-autocomplete="list" autoComplete="off" autoFocus
        aria-label={mode === 'assign' ? t.acts.assignTitle : t.command.field} placeholder={mode === 'assign' ? t.acts.assignTitle : t.command.hint}
        aria-activedescendant={found[chosen] ? `${list}-${chosen}` : undefined} value={sought}
        onChange={(event) => {
          setSought(event.target.value)
          setAt(0)
        }}
        onKeyDown={(event) => {
          if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
            event.preventDefault()
            const next = (chosen + (event.key === 'ArrowDown' ? 1 : found.length - 1)) % Math.max(1, found.length)
            setAt(next)
            document.getElementById(`${list}-${next}`)?.scrollIntoView({ block: 'nearest' })
          }
          if (event.key === 'Enter') {
            event.preventDefault()
            run(found[chosen])
          }
        }}
      />
      <p className="visually-hidden" role="status">{t.command.results(found.length)}</p>
      {found.length === 0 && <p className="quiet command-none">{t.command.none}</p>}
      <div id={list} className="commands" role="listbox" aria-label={t.command.title}>
        {found.map((command, index) => (
          <div
            key={`${command.group}-${command.id}`} id={`${list}-${index}`} role="option" aria-selected={index === chosen} aria-disabled={command.whyNot ? true : undefined}
            className={index === chosen ? 'command command-chosen' : 'command'} onClick={() => run(command)} onPointerMove={() => setAt(index)}
          >
            <span>{command.label}{command.whyNot && <small> {command.whyNot}</small>}</span>
            {index === 0 || found[index - 1]!.group !== command.group ? <span className="command-group">{t.command.groups[command.group]}</span> : null}
            {command.shortcut !== undefined && <KeyMark name={command.shortcut} />}
          </div>
        ))}
      </div>
    </Dialog>
  )
}
