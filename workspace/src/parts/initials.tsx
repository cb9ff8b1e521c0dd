import { useTexts } from '../preferences.tsx'
import { initialsOf } from './initials-of.ts'

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
