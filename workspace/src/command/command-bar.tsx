import { useNavigate } from '@tanstack/react-router'
import { useId, useMemo, useState, type KeyboardEvent } from 'react'
import { KeyMark } from '../keys/key-mark.tsx'
import { Dialog } from '../parts/dialog.tsx'
import { usePreferences, type Theme } from '../preferences.tsx'
import { useSearchAsTyped } from '../search/asking.ts'
import { openCommands, useCommands, type Command } from './here.ts'
import { ranked, type Ranked } from './ranking.ts'
import { noteUsed, recentNames } from './recent.ts'
import { commandTexts } from './texts.ts'

/** Tickets found beside the commands. */
const mostFound = 5

/** What of the application itself can be set from here. */
function useSettings(): Command[] {
  const { t, lang, setLang, theme, setTheme } = usePreferences()
  const navigate = useNavigate()
  const own = commandTexts(lang)
  return useMemo(() => [
    ...(['system', 'light', 'dark'] as Theme[]).filter((name) => name !== theme).map((name): Command => ({ id: `theme-${name}`, group: 'settings', label: own.theme(t.themes[name]), run: () => setTheme(name) })),
    { id: 'language', group: 'settings', label: own.language, run: () => setLang(lang === 'fr' ? 'en' : 'fr') },
    { id: 'security', group: 'settings', label: own.security, run: () => void navigate({ to: '/security' }) },
  ], [t, own, lang, theme, setLang, setTheme, navigate])
}

/** What the search finds for what was typed, as commands. */
function useFound(sought: string): { found: Command[]; busy: boolean } {
  const navigate = useNavigate()
  const text = sought.trim().length < 2 ? '' : sought
  const { data, isFetching } = useSearchAsTyped(text, mostFound)
  const found = useMemo(() => (text === '' ? [] : (data?.rows ?? []).map(({ row }): Command => ({
    id: `found-${row.number}`, group: 'found', label: `${row.number} ${row.subject}`, run: () => void navigate({ to: '/$view/$number', params: { view: 'all', number: String(row.number) }, search: {} }),
  }))), [data, text, navigate])
  return { found, busy: isFetching && text !== '' }
}

/** One field for everything that can be done: acts, views, numbers, what is found, settings; or the agents to whom a ticket is given. */
export function CommandBar({ mode }: { mode: 'all' | 'assign' }) {
  const { t, lang } = usePreferences()
  const own = commandTexts(lang)
  const navigate = useNavigate()
  const commands = useCommands()
  const settings = useSettings()
  const [sought, setSought] = useState('')
  const [at, setAt] = useState(0)
  const [recent] = useState(recentNames)
  const { found, busy } = useFound(mode === 'all' ? sought : '')
  const list = useId()

  const shown = useMemo((): Ranked[] => {
    if (mode === 'assign') return ranked(commands.filter(({ group }) => group === 'agents'), sought, [])
    const typed = sought.trim() !== ''
    // Agents are many: they come once one is named.
    const offered = commands.flatMap((command) => (command.group !== 'agents' ? [command] : typed ? [{ ...command, label: command.id === 'nobody' ? command.label : own.give(command.label) }] : []))
    const number = /^\s*(?:n°\s*|#)?(\d{1,9})\s*$/i.exec(sought)?.[1]
    const goTo: Command[] = number === undefined ? [] : [{ id: 'number', group: 'ticket', label: t.command.goTo(Number(number)), run: () => void navigate({ to: '/$view/$number', params: { view: 'all', number }, search: {} }) }]
    return [...goTo.map((command) => ({ command, recent: false })), ...ranked([...offered, ...settings], sought, recent), ...found.map((command) => ({ command, recent: false }))]
  }, [commands, settings, found, sought, mode, t, own, recent, navigate])
  const chosen = Math.min(at, shown.length - 1)
  const groupOf = ({ command, recent: lately }: Ranked) => (lately ? own.recent : command.group === 'found' ? own.found : command.group === 'settings' ? own.settings : t.command.groups[command.group])

  function run(one: Ranked | undefined) {
    if (!one || one.command.whyNot) return
    if (one.command.id !== 'number' && one.command.group !== 'found' && one.command.group !== 'agents') noteUsed(one.command)
    openCommands(null)
    // After the dialogue has closed, or it would take the focus back.
    setTimeout(one.command.run, 0)
  }

  function press(event: KeyboardEvent) {
    const steps: Record<string, number> = { ArrowDown: chosen + 1, ArrowUp: chosen - 1, PageDown: Math.min(shown.length - 1, chosen + 8), PageUp: Math.max(0, chosen - 8) }
    const to = steps[event.key]
    if (to !== undefined && shown.length > 0) {
      event.preventDefault()
      const next = (to + shown.length) % shown.length
      setAt(next)
      document.getElementById(`${list}-${next}`)?.scrollIntoView({ block: 'nearest' })
    }
    if (event.key === 'Enter') {
      event.preventDefault()
      run(shown[chosen])
    }
  }

  const label = mode === 'assign' ? t.acts.assignTitle : t.command.field
  return (
    <Dialog plain title={mode === 'assign' ? t.acts.assignTitle : t.command.title} close={() => openCommands(null)}>
      <input
        type="text" className="command-field" role="combobox" aria-expanded={shown.length > 0} aria-controls={list} aria-autocomplete="list" aria-haspopup="listbox" autoComplete="off" spellCheck={false} autoFocus
        aria-label={label} placeholder={mode === 'assign' ? t.acts.assignTitle : t.command.hint} aria-activedescendant={shown[chosen] ? `${list}-${chosen}` : undefined} value={sought} maxLength={200}
        onChange={(event) => {
          setSought(event.target.value)
          setAt(0)
        }}
        onKeyDown={press}
      />
      <p className="visually-hidden" role="status">{busy ? '' : t.command.results(shown.length)}</p>
      {shown.length === 0 && <p className="quiet command-none">{busy ? own.searching : t.command.none}</p>}
      <div id={list} className="commands" role="listbox" aria-label={t.command.title}>
        {shown.map((one, index) => {
          const { command } = one
          const group = groupOf(one)
          return (
            <div
              key={`${one.recent ? 'recent ' : ''}${command.group}-${command.id}`} id={`${list}-${index}`} role="option" aria-selected={index === chosen} aria-disabled={command.whyNot ? true : undefined}
              className={index === chosen ? 'command command-chosen' : 'command'} onClick={() => run(one)} onPointerMove={() => setAt(index)}
            >
              <span>{command.label}{command.whyNot && <small> {command.whyNot}</small>}</span>
              {index === 0 || groupOf(shown[index - 1]!) !== group ? <span className="command-group">{group}</span> : null}
              {command.shortcut !== undefined && <KeyMark name={command.shortcut} />}
            </div>
          )
        })}
      </div>
    </Dialog>
  )
}
