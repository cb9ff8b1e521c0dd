import { Link, type ErrorComponentProps } from '@tanstack/react-router'
import { useEffect, useRef, type ComponentType } from 'react'
import { Refused } from '../api/client.ts'
import { useTexts } from '../preferences.tsx'
import { later } from './later.tsx'
import { inWords } from './problem.tsx'

/** A page that is fetched when it is first opened. One that cannot be is told in words: a page loaded anew from a server that is gone would be nobody's. */
export function page<Name extends string>(load: () => Promise<Record<Name, ComponentType>>, name: Name) {
  const part = later(() => load().then((module) => module[name]), { otherwise: (again) => <Unfetched again={again} /> })
  return Object.assign(part, { preload: part.fetch })
}

function Unfetched({ again }: { again: () => void }) {
  return <Told words={useTexts().problems.unreachable!} again={again} />
}

/** In the place of a page that broke: that it did, and the ways on. What stands around it goes on working. */
export function Failed({ error, reset }: ErrorComponentProps) {
  const t = useTexts()
  return <Told words={error instanceof Refused ? inWords(error.refusal, t) : t.problems.other} again={reset} />
}

function Told({ words, again }: { words: string; again: () => void }) {
  const t = useTexts()
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => heading.current?.focus({ preventScroll: true }), [])
  return (
    <section className="pane pane-alone">
      <h1 ref={heading} tabIndex={-1}>{t.pageProblem}</h1>
      <p>{words}</p>
      <p className="row-of-buttons">
        <button type="button" className="button button-main" onClick={again}>{t.retry}</button>
        <Link to="/$view" params={{ view: 'todo' }} search={{}} className="button">{t.views.todo}</Link>
      </p>
    </section>
  )
}
