import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import { useDesk } from '../../desk.tsx'
import { KeyMark } from '../../keys/key-mark.tsx'
import { useShortcuts } from '../../keys/shortcuts.ts'
import { inWords } from '../../parts/problem.tsx'
import { say } from '../../parts/say.tsx'
import { usePreferences } from '../../preferences.tsx'
import { home } from '../../place.ts'
import { savedOf, viewOf } from '../../queue/views.ts'
import { now } from '../../time.ts'
import { release, takeBack, useHeld, type Held } from './held.ts'
import { hearBack } from './store.ts'
import { composerTexts } from './texts.ts'

/** For as long as an answer may be taken back: how long still, and the way to do it. */
export function UndoBar() {
  const held = useHeld().at(-1)
  return held ? <Counting key={held.messageId} held={held} /> : null
}

function Counting({ held }: { held: Held }) {
  const { t, lang } = usePreferences()
  const words = composerTexts(lang)
  const { me } = useDesk()
  const client = useQueryClient()
  const navigate = useNavigate()
  const [left, setLeft] = useState(() => held.leavesAt - now())
  const [busy, setBusy] = useState(false)
  useEffect(() => {
    const timer = setInterval(() => {
      const still = held.leavesAt - now()
      setLeft(still)
      if (still > 0) return
      release(held.messageId)
      void client.invalidateQueries({ queryKey: ['ticket', held.number] })
    }, 250)
    return () => clearInterval(timer)
  }, [held, client])

  async function undo() {
    if (busy) return
    setBusy(true)
    const [path, at] = [location.pathname, document.activeElement]
    const answer = await takeBack(held)
    setBusy(false)
    void client.invalidateQueries({ queryKey: ['ticket', held.number] })
    void client.invalidateQueries({ queryKey: ['queue'] })
    void client.invalidateQueries({ queryKey: ['counts'] })
    if (!answer.ok) return say(answer.refusal.code === 'already-left' ? words.left : inWords(answer.refusal, t))
    hearBack({ agentId: me.agent.id, number: held.number }, answer.value.draft)
    say(words.undone)
    // It stands there again; whoever has gone on meanwhile is not fetched back.
    const focused = document.activeElement
    if (location.pathname !== path || (focused !== at && focused !== document.body)) return
    const named = path.slice(home.length + 1).split('/')[0] ?? ''
    const view = viewOf(named) ?? savedOf(named) ?? 'all'
    if (!path.endsWith(`/${held.number}`)) await navigate({ to: '/$view/$number', params: { view, number: String(held.number) } })
    setTimeout(() => document.querySelector<HTMLTextAreaElement>('.composer textarea')?.focus(), 50)
  }
  useShortcuts({ undo: () => void undo() })
  const seconds = Math.max(0, Math.ceil(left / 1_000))
  return (
    <div className="undo-bar">
      {/* Said once: a count that speaks every second drowns everything else. */}
      <p className="visually-hidden" role="status">{words.heldSaid(held.number, Math.max(1, Math.round((held.leavesAt - now()) / 1_000)))}</p>
      <p aria-hidden="true">{words.held(held.number, seconds)}</p>
      <button type="button" className="button" aria-disabled={busy} onClick={() => void undo()}>{words.undo} <KeyMark name="undo" /></button>
    </div>
  )
}
