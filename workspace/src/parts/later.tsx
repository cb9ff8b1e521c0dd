import { useEffect, useLayoutEffect, useRef, useState, type ComponentType, type ReactNode } from 'react'
import { Refused } from '../api/client.ts'
import { home } from '../place.ts'
import { useTexts } from '../preferences.tsx'
import { holdKeys } from './hold-keys.ts'
import { Unreadable } from './problem.tsx'
import { say } from './say.tsx'

const unreachable = new Refused({ status: 0, code: 'unreachable', title: '' })
const serverIsThere = () => fetch(`${home}/`, { cache: 'no-store' }).then(({ ok }) => ok, () => false)

interface How<Props> {
  /** What stands there meanwhile. */
  waiting?: (props: Props) => ReactNode
  /** For what opens over the page: it is closed again, and why is said. Without it the words stand in its place, with a way to try again. */
  close?: (props: Props) => void
  /** For what nobody asked for: nothing is said, and nothing stands there. */
  quiet?: boolean
  /** What stands there when it could not be fetched, with the way to try again. */
  otherwise?: (again: () => void) => ReactNode
}

/**
 * A part that is fetched when it is first wanted. When it cannot be, that is said in words, and what stands around it stays: a library's
 * own way would take the whole page down with it, and what was being written there.
 */
export function later<Props extends object>(load: () => Promise<ComponentType<Props>>, { waiting, close, quiet = false, otherwise }: How<Props> = {}): ((props: Props) => ReactNode) & { fetch: () => Promise<void> } {
  let known: ComponentType<Props> | undefined
  const fetched = async () => (known ??= await load())
  function Later(props: Props) {
    const t = useTexts()
    const [Part, setPart] = useState(() => known)
    const [failed, setFailed] = useState(false)
    useEffect(() => {
      if (Part || failed) return undefined
      let gone = false
      fetched().then((part) => {
        if (!gone) setPart(() => part)
      }, () => {
        if (!gone) setFailed(true)
      })
      return () => {
        gone = true
      }
    }, [Part, failed])
    const coming = !Part && !failed && !quiet && !waiting
    const latest = useRef(props)
    useEffect(() => {
      latest.current = props
    })
    // What is typed before it is there belongs in it, and is no other command.
    useLayoutEffect(() => (coming ? holdKeys(close && (() => close(latest.current))) : undefined), [coming])
    useEffect(() => {
      if (!failed || !close) return
      void serverIsThere().then((there) => say(there ? t.loadAnew : t.problems.unreachable!))
      close(props)
    }, [failed, props, t])
    if (Part) return <Part {...props} />
    if (!failed) return waiting?.(props) ?? null
    // A browser remembers, for as long as a page stands, what it could not fetch for it: only a page loaded anew gets it.
    const again = () => void serverIsThere().then((there) => (there ? location.reload() : setFailed(false)))
    if (otherwise) return otherwise(again)
    return close || quiet ? null : <Unreadable what="" error={unreachable} retry={again} />
  }
  return Object.assign(Later, { fetch: () => fetched().then(() => undefined, () => undefined) })
}
