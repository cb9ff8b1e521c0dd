import type { TicketPage } from '@guichet/protocol'
import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { newKey, type Refusal } from '../../api/client.ts'
import { ticketQuery } from '../../api/queries.ts'
import { useDesk } from '../../desk.tsx'
import { KeyCap } from '../../parts/key-cap.tsx'
import { Problem } from '../../parts/problem.tsx'
import { useTexts } from '../../preferences.tsx'
import type { Act, Run } from '../acts.ts'
import { changesSince } from '../changes.ts'
import { Conflict } from './conflict.tsx'
import { emptyDraft, keepDrafts, recallDrafts, type Draft, type Drafts, type Tab } from './drafts.ts'
import { Enclosures } from './enclosures.tsx'
import { Recipients } from './recipients.tsx'
import { Tabs } from './tabs.tsx'
import { ThenChoice } from './then-choice.tsx'
import type { Wish } from './wish.ts'
import { buttonOf, doingOf } from './wording.ts'

interface Props {
  page: TicketPage
  run: Run
  allowed: Record<Act, { allowed: boolean; why: string | null }>
  /** Each wish is an object of its own: the same one again is no new wish. */
  wish: Wish | null
  /** Sent; whether the ticket is solved by it. */
  done: (solved: boolean) => void
}

/** Where an agent answers the customer or leaves a note: two grounds that cannot be taken for one another. Drafts are kept. */
export function Composer({ page, run, allowed, wish, done }: Props) {
  const t = useTexts()
  const { me } = useDesk()
  const client = useQueryClient()
  const [drafts, setDrafts] = useState<Drafts>(() => recallDrafts(me.agent.id, page.number))
  const [refusal, setRefusal] = useState<Refusal | string | null>(null)
  const [busy, setBusy] = useState(false)
  const [wide, setWide] = useState(() => drafts.reply.text !== '' || drafts.note.text !== '')
  const [heard, setHeard] = useState<Wish | null>(null)
  const field = useRef<HTMLTextAreaElement>(null)
  const conflict = useRef<HTMLDivElement>(null)
  const { tab } = drafts
  const draft = drafts[tab]
  const changes = changesSince(page, draft.base, me.agent.id)

  if (wish !== heard) {
    setHeard(wish)
    if (wish) {
      setDrafts((before) => ({ ...before, tab: wish.tab, [wish.tab]: { ...before[wish.tab], then: wish.then } }))
      setRefusal(null)
      setWide(true)
    }
  }
  useEffect(() => {
    if (heard) field.current?.focus()
  }, [heard])
  useEffect(() => keepDrafts(me.agent.id, page.number, drafts), [drafts, me.agent.id, page.number])
  const change = (which: Tab, part: Partial<Draft>) =>
    setDrafts((before) => {
      const old = before[which]
      const next = { ...old, ...part, key: null }
      const begins = old.base === null && (next.text.trim() !== '' || next.attachments.length > 0)
      return { ...before, [which]: begins ? { ...next, base: { version: page.version, at: page.changedAt } } : next.text === '' && next.attachments.length === 0 ? { ...next, base: null } : next }
    })
  const accept = () => setDrafts((before) => ({ ...before, [tab]: { ...before[tab], base: { version: page.version, at: page.changedAt } } }))

  async function send(anyway: boolean) {
    if (busy) return
    const doing = doingOf(tab, draft, t)
    if (typeof doing === 'string') {
      setRefusal(doing)
      field.current?.focus()
      return
    }
    const act = doing.act === 'reply' && doing.then !== 'keep' ? doing.then : doing.act
    if (!allowed[act].allowed) return setRefusal(allowed[act].why ?? '')
    if (changes.length > 0 && !anyway) return conflict.current?.focus()
    const key = draft.key ?? newKey()
    setDrafts((before) => ({ ...before, [tab]: { ...before[tab], key } }))
    setBusy(true)
    setRefusal(null)
    const seen = draft.base ?? { version: page.version, at: page.changedAt }
    let answer = await run(doing, { version: page.version, key })
    // What the desk did by itself meanwhile is no reason to ask anybody.
    const fresh = client.getQueryData(ticketQuery(page.number).queryKey)
    if (!answer.ok && answer.refusal.code === 'version-changed' && fresh && changesSince(fresh, seen, me.agent.id).length === 0) {
      answer = await run(doing, { version: fresh.version, key })
    }
    setBusy(false)
    if (!answer.ok) {
      if (answer.refusal.code !== 'version-changed') setDrafts((before) => ({ ...before, [tab]: { ...before[tab], key: null } }))
      setRefusal(answer.refusal)
      return
    }
    const next = { ...drafts, tab: 'reply' as const, [tab]: emptyDraft() }
    setDrafts(next)
    // The next ticket may be shown before an effect runs.
    keepDrafts(me.agent.id, page.number, next)
    setWide(false)
    done(act === 'solve')
  }

  const closed = !allowed.reply.allowed && tab === 'reply'
  return (
    <section
      className={`composer composer-${tab}${wide ? ' composer-wide' : ''}`} aria-label={t.composer.title} onFocus={() => setWide(true)}
      onKeyDown={(event) => {
        if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
          event.preventDefault()
          void send(false)
        }
        if (event.key === 'Escape') {
          event.stopPropagation()
          if (draft.text === '' && draft.attachments.length === 0) setWide(false)
          document.getElementById('ticket-title')?.focus({ preventScroll: true })
        }
      }}
    >
      <Tabs tab={tab} choose={(next) => { setDrafts({ ...drafts, tab: next }); setRefusal(null) }} />
      <div id="composer-panel" role="tabpanel" aria-labelledby={`tab-${tab}`} className="composer-panel">
        <Recipients page={page} tab={tab} />
        {changes.length > 0 && <Conflict ref={conflict} changes={changes} send={() => void send(true)} read={() => { accept(); setRefusal(null) }} />}
        <Problem refusal={refusal} />
        {closed ? <p className="quiet">{allowed.reply.why}</p> : (
          <textarea
            ref={field} value={draft.text} aria-label={tab === 'reply' ? t.composer.replyLabel : t.composer.noteLabel} placeholder={tab === 'reply' ? t.composer.replyHint : t.composer.noteHint}
            rows={wide ? 5 : 1} maxLength={100_000} aria-keyshortcuts={tab === 'reply' ? 'r' : 'n'} onChange={(event) => change(tab, { text: event.target.value })}
          />
        )}
        {wide && !closed && (
          <div className="composer-foot">
            <ThenChoice tab={tab} then={draft.then} allowed={allowed} choose={(then) => change(tab, { then })} />
            {draft.then !== 'supplier' && <Enclosures files={draft.attachments} change={(attachments) => change(tab, { attachments })} refused={setRefusal} />}
            <button type="button" className={tab === 'note' ? 'button button-note' : 'button button-main'} aria-disabled={busy} onClick={() => void send(false)}>
              {buttonOf(tab, draft, t)} <KeyCap>Ctrl ↵</KeyCap>
            </button>
          </div>
        )}
      </div>
    </section>
  )
}
