import type { Present } from '@guichet/protocol'
import { useQuery } from '@tanstack/react-query'
import { useEffect, useMemo, useRef, useState } from 'react'
import { agentsQuery } from '../api/queries.ts'
import { useDesk } from '../desk.tsx'
import { initialsOf } from '../parts/initials-of.ts'
import { usePreferences } from '../preferences.tsx'
import { now } from '../time.ts'
import { useBeingAt, usePresent } from './presence.ts'
import { liveTexts } from './texts.ts'

/** The same is not said aloud again within this time: who comes and goes does not talk over the work. */
const saidAgainAfter = 60_000

function useNamed(people: readonly Present[]): { agentId: string; name: string; writing: Present['writing'] }[] {
  const { lang } = usePreferences()
  const agents = useQuery(agentsQuery).data
  return useMemo(() => people.map((one) => ({ ...one, name: agents?.find(({ id }) => id === one.agentId)?.name ?? liveTexts(lang).somebody })), [people, agents, lang])
}

function Mark({ name, writing, words }: { name: string; writing: boolean; words: string }) {
  return (
    <span className={writing ? 'presence presence-writing' : 'presence'} title={words}>
      <span aria-hidden="true">{initialsOf(name)}</span>
      {writing && <svg viewBox="0 0 12 12" width="9" height="9" aria-hidden="true"><path d="M1 11l.8-3L8.5 1.3 10.7 3.5 4 10.2z" /></svg>}
    </span>
  )
}

/** Who else is at the ticket, and what they do there; said aloud once. */
export function PresentHere({ number }: { number: number }) {
  const { lang } = usePreferences()
  const t = liveTexts(lang)
  const { me } = useDesk()
  useBeingAt(number)
  const people = useNamed(usePresent(number, me.agent.id))
  const said = useRef(new Map<string, number>())
  const [aloud, setAloud] = useState('')
  const doing = useMemo(() => people.map(({ agentId, name, writing }) => ({ key: `${agentId} ${writing ?? ''}`, words: t[writing ?? 'reads'](name) })), [people, t])
  useEffect(() => {
    const at = now()
    const fresh = doing.filter(({ key }) => at - (said.current.get(key) ?? -Infinity) > saidAgainAfter)
    for (const { key } of fresh) said.current.set(key, at)
    if (fresh.length > 0) setAloud(`${fresh.map(({ words }) => words).join(', ')}.`)
  }, [doing])
  return (
    <>
      <span className="visually-hidden" role="status">{aloud}</span>
      {people.length > 0 && (
        <p className="head-line head-present">
          {people.map(({ agentId, name, writing }, index) => (
            <span key={agentId} className="present"><Mark name={name} writing={writing !== null} words={doing[index]!.words} /> <span>{doing[index]!.words}</span></span>
          ))}
        </p>
      )}
    </>
  )
}

/** The same on a row of the queue: initials, with a pen while they write. */
export function PresentOnRow({ number }: { number: number }) {
  const { lang } = usePreferences()
  const t = liveTexts(lang)
  const { me } = useDesk()
  const people = usePresent(number, me.agent.id)
  return people.length === 0 ? null : <Marks people={people} words={(writing, name) => (writing ? t.rowWrites(name) : t.rowReads(name))} />
}

function Marks({ people, words }: { people: readonly Present[]; words: (writing: boolean, name: string) => string }) {
  const named = useNamed(people)
  return (
    <span className="row-present">
      {named.slice(0, 3).map(({ agentId, name, writing }) => (
        <span key={agentId}>
          <Mark name={name} writing={writing !== null} words={words(writing !== null, name)} />
          <span className="visually-hidden">{words(writing !== null, name)},</span>
        </span>
      ))}
      {named.length > 3 && <span>+{named.length - 3}</span>}
    </span>
  )
}
