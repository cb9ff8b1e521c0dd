import type { Composing, DraftView, OthersDraft, TicketPage } from '@guichet/protocol'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { ask, type Refusal } from '../../api/client.ts'
import { paths } from '../../api/paths.ts'
import { agentsQuery } from '../../api/queries.ts'
import { usePresent } from '../../live/presence.ts'
import { Problem } from '../../parts/problem.tsx'
import { usePreferences } from '../../preferences.tsx'
import type { Draft, Tab } from './drafts.ts'
import { hearDraft, useTaken } from './store.ts'
import { composerTexts } from './texts.ts'

interface Props { page: TicketPage; agentId: string; tab: Tab; draft: Draft; composing: Composing | undefined; change: (part: Partial<Draft>) => void }

/** What stands beside one's own text: another version of it, who took it over, colleagues' drafts. */
export function Aside({ page, agentId, tab, draft, composing, change }: Props) {
  const { lang } = usePreferences()
  const words = composerTexts(lang)
  const taken = useTaken({ agentId, number: page.number }, tab)
  const { other } = draft
  const agents = useQuery(agentsQuery).data
  const writing = usePresent(page.number, agentId).flatMap(({ agentId: id, writing: what }) => (what === null ? [] : [{ id, note: what === 'note', name: agents?.find((agent) => agent.id === id)?.name ?? words.colleague }]))
  return (
    <>
      {writing.map(({ id, name, note }) => <p key={id} className="aside-line">{words.writesNow(name, note)}</p>)}
      {taken !== null && <p className="aside-line" role="status">{words.taken(taken)}</p>}
      {other !== null && (
        <div className="aside-line" role="group" aria-label={words.other}>
          <p><strong>{words.other}.</strong> {words.otherWhy}</p>
          <blockquote>{other.text.length > 300 ? `${other.text.slice(0, 300)}…` : other.text}</blockquote>
          <p className="conflict-do">
            <button type="button" className="button" onClick={() => change({ text: other.text, other: draft.text.trim() === '' ? null : { text: draft.text, at: draft.at ?? other.at } })}>{words.otherSwap}</button>
            <button type="button" className="button" onClick={() => change({ other: null })}>{words.otherDrop}</button>
          </p>
        </div>
      )}
      {composing?.others.map((one) => <Theirs key={`${one.agent.id}-${one.tab}`} one={one} number={page.number} agentId={agentId} />)}
    </>
  )
}

/** A colleague's draft: that there is one; its text when they show it, and the way to go on with it. */
function Theirs({ one, number, agentId }: { one: OthersDraft; number: number; agentId: string }) {
  const { lang } = usePreferences()
  const words = composerTexts(lang)
  const client = useQueryClient()
  const [refusal, setRefusal] = useState<Refusal | string | null>(null)
  const [busy, setBusy] = useState(false)
  const name = one.agent.name

  async function take() {
    if (busy) return
    setBusy(true)
    const answer = await ask<DraftView>(paths.takeDraft(number, one.tab, one.agent.id), { method: 'POST', body: { seen: one.version } })
    setBusy(false)
    if (answer.ok) hearDraft({ agentId, number }, one.tab, answer.value)
    else setRefusal(answer.refusal.code === 'draft-changed' ? words.takeChanged : answer.refusal)
    await client.invalidateQueries({ queryKey: ['ticket', number, 'composing'] })
  }
  if (one.text === null) return <p className="aside-line quiet">{words.theirDraft(name, one.tab === 'note')}</p>
  return (
    <details className="aside-line">
      <summary>{words.theirText(name)}</summary>
      <blockquote>{one.text}</blockquote>
      <Problem refusal={refusal} />
      <button type="button" className="button" aria-disabled={busy} onClick={() => void take()}>{words.take}</button>
    </details>
  )
}
