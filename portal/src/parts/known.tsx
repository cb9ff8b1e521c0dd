import { at, type Frame } from '../frame.tsx'
import { askingTexts } from '../texts/areas/asking.ts'
import { textsIn } from '../texts/texts.ts'
import type { TicketState } from '@guichet/protocol'

/** What may already answer, or already be asked. */
export interface KnownView {
  tickets: readonly { number: number; subject: string; state: TicketState; sameService: boolean }[]
  clauses: readonly { id: string; anchor: string; title: string; excerpt: string }[]
  /** Sent along when one says that it is enough. */
  carried: readonly { name: string; value: string }[]
}

/** Beside what is being written, never in its way. */
export function Known({ frame, known }: { frame: Frame; known: KnownView | null }) {
  const t = textsIn(frame.lang)
  const ours = askingTexts(frame.lang)
  if (!known || (known.tickets.length === 0 && known.clauses.length === 0)) return null
  return (
    <section className="known" aria-labelledby="known">
      <h2 id="known">{ours.knownTitle}</h2>
      {known.tickets.length > 0 && (
        <>
          <h3>{ours.knownTickets}</h3>
          <ul>{known.tickets.map((one) => <li key={one.number}><a href={at(frame, `/tickets/${one.number}`)}>{one.number} {one.subject}</a> <small>{t.states[one.state]}{one.sameService && `, ${ours.sameService}`}</small></li>)}</ul>
        </>
      )}
      {known.clauses.length > 0 && (
        <>
          <h3>{ours.knownClauses}</h3>
          <ul>{known.clauses.map((one) => <li key={one.id}><a href={`${at(frame, '/policy')}#${one.anchor}`}>{one.id} {one.title}</a><p>{one.excerpt}</p></li>)}</ul>
        </>
      )}
      <Enough frame={frame} carried={known.carried} />
    </section>
  )
}

/** Says that nothing more is needed: nothing is opened, and it is counted. */
export function Enough({ frame, carried }: { frame: Frame; carried: KnownView['carried'] }) {
  const ours = askingTexts(frame.lang)
  return (
    <form method="post" action={at(frame, '/ask/answered')} className="enough">
      {carried.map((one) => <input key={one.name} type="hidden" name={one.name} value={one.value} />)}
      <button className="button button-quiet" type="submit" data-once>{ours.answers}</button>
      <p className="help">{ours.answersHelp}</p>
    </form>
  )
}
