import type { Me } from '@guichet/protocol'
import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useId, useRef, useState } from 'react'
import { meQuery } from '../api/queries.ts'
import type { MeAgent } from '../desk.tsx'
import { usePreferences } from '../preferences.tsx'
import { SignInSteps } from './sign-in-steps.tsx'
import { signInTexts } from './texts.ts'

/** So long without a key, and somebody has stopped typing. */
const pause = 900

/** Over the page whose session ended: everything that stands in it stays, drafts included. */
export function SignInAgain({ me }: { me: MeAgent }) {
  const { lang } = usePreferences()
  const own = signInTexts(lang)
  const client = useQueryClient()
  const dialog = useRef<HTMLDialogElement>(null)
  const title = useId()
  const [before] = useState(() => (document.activeElement instanceof HTMLElement ? document.activeElement : null))
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined
    const show = () => {
      removeEventListener('keydown', wait, true)
      dialog.current?.showModal()
    }
    const wait = () => {
      clearTimeout(timer)
      timer = setTimeout(show, pause)
    }
    // Whoever is in the middle of a sentence finishes it where it belongs, not in the field for their address.
    if (before?.matches('textarea, input, [contenteditable="true"]')) {
      addEventListener('keydown', wait, true)
      wait()
    } else show()
    return () => {
      clearTimeout(timer)
      removeEventListener('keydown', wait, true)
      before?.focus()
    }
  }, [before])

  function done(now: Me) {
    if (now.kind === 'agent' && now.agent.id !== me.agent.id) client.removeQueries({ predicate: (query) => query.queryKey[0] !== 'me' })
    client.setQueryData(meQuery.queryKey, now)
    void client.invalidateQueries()
  }

  return (
    <dialog ref={dialog} className="dialog dialog-narrow" aria-labelledby={title} onCancel={(event) => event.preventDefault()}>
      <h2 id={title}>{own.again}</h2>
      <p>{own.againWhy}</p>
      <SignInSteps email={me.agent.email} done={done} />
    </dialog>
  )
}
