import { useEffect, useState, type ComponentType, type ReactNode } from 'react'
import { Refused } from '../api/client.ts'
import { useTexts } from '../preferences.tsx'
import { Unreadable } from './problem.tsx'
import { say } from './say.tsx'

/** Code that could not be fetched: the server is not there, or has another version by now. */
export const unfetched = () => new Refused({ status: 0, code: 'unreachable', title: '' })

interface How<Props> {
  /** What stands there meanwhile. */
  waiting?: (props: Props) => ReactNode
  /** For what opens over the page: it is closed again, and why is said. Without it the words stand in its place, with a way to try again. */
  close?: (props: Props) => void
  /** For what nobody asked for: nothing is said, and nothing stands there. */
  quiet?: boolean
}

/**
 * A part that is fetched when it is first wanted. When it cannot be, that is said in words and the next wish tries again: a library's
 * own way would take the whole page down with it, and what was being written there.
 */
export function later<Props extends object>(load: () => Promise<ComponentType<Props>>, { waiting, close, quiet = false }: How<Props> = {}): ComponentType<Props> & { fetch: () => Promise<void> } {
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
    useEffect(() => {
      if (!failed || !close) return
      say(t.problems.unreachable!)
      close(props)
    }, [failed, props, t])
    if (Part) return <Part {...props} />
    return failed && !close && !quiet ? <Unreadable what="" error={unfetched()} retry={() => setFailed(false)} /> : (waiting?.(props) ?? null)
  }
  return Object.assign(Later, { fetch: () => fetched().then(() => undefined, () => undefined) })
}
