import { useTexts } from '../preferences.tsx'

/** The first letters of a name's first and last part. */
export function initialsOf(name: string): string {
  const parts = name.split(/[\s-]+/).filter((part) => part !== '')
  const letters = parts.length > 1 ? [parts[0], parts.at(-1)] : [parts[0]]
  return letters.map((part) => (part ?? '').charAt(0).toLocaleUpperCase('fr')).join('')
}

/** To whom a ticket is assigned, small; a hollow place when to nobody. */
export function Initials({ agent, mine }: { agent: { name: string } | null; mine: boolean }) {
  const t = useTexts()
  const words = agent === null ? t.queue.nobody : mine ? t.queue.you : agent.name
  return (
    <span className={`initials${agent === null ? ' initials-none' : mine ? ' initials-mine' : ''}`} title={words}>
      <span aria-hidden="true">{agent === null ? '' : initialsOf(agent.name)}</span>
      <span className="visually-hidden">{words}</span>
    </span>
  )
}
