import { lazyRouteComponent, Link, useRouter, type ErrorComponentProps } from '@tanstack/react-router'
import { useEffect, useRef, type ComponentType } from 'react'
import { Refused } from '../api/client.ts'
import { home } from '../place.ts'
import { useTexts } from '../preferences.tsx'
import { unfetched } from './later.tsx'
import { inWords } from './problem.tsx'

type Page = ComponentType<any>

/** A page that is fetched when it is first opened. One that cannot be is told in words: a page loaded anew from a server that is gone would be nobody's. */
export function page<Name extends string>(load: () => Promise<Record<Name, Page>>, name: Name) {
  return lazyRouteComponent(() => load().catch(() => {
    throw unfetched()
  }), name)
}

/** In the place of a page that could not be fetched, or broke: what happened, and the ways on. What stands around it goes on working. */
export function Failed({ error, reset }: ErrorComponentProps) {
  const t = useTexts()
  const router = useRouter()
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => heading.current?.focus({ preventScroll: true }), [])
  async function again() {
    await router.invalidate()
    // The program of before may be gone from a server that has a newer one.
    const there = await fetch(`${home}/`, { cache: 'no-store' }).then(({ ok }) => ok, () => false)
    if (there && heading.current?.isConnected) return location.reload()
    reset()
  }
  return (
    <section className="pane pane-alone">
      <h1 ref={heading} tabIndex={-1}>{t.pageProblem}</h1>
      <p>{error instanceof Refused ? inWords(error.refusal, t) : t.problems.other}</p>
      <p className="row-of-buttons">
        <button type="button" className="button button-main" onClick={() => void again()}>{t.retry}</button>
        <Link to="/$view" params={{ view: 'todo' }} search={{}} className="button">{t.views.todo}</Link>
      </p>
    </section>
  )
}
