import type { AdministeredAgent } from '@guichet/protocol'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { useEffect, useRef, useState, type FormEvent } from 'react'
import { ask, type Refusal } from '../api/client.ts'
import { useStillHere } from '../parts/here.ts'
import { inWords, Problem, Unreadable } from '../parts/problem.tsx'
import { say } from '../parts/say.tsx'
import { Skeleton } from '../parts/skeleton.tsx'
import { Sure } from '../parts/sure.tsx'
import { usePreferences } from '../preferences.tsx'
import { providerHere } from '../provider-here.ts'
import { AgentFields, type AgentForm } from './agent-fields.tsx'
import { OpenTickets } from './agent-tickets.tsx'
import { useStanding } from './agents-page.tsx'
import { wrongIn } from './invite-page.tsx'
import { administeredQuery, adminPaths } from './queries.ts'
import { adminTexts } from './texts.ts'

/** One agent: what they are called, may do and see; whether they come in; the tickets that are theirs. */
export function AgentPage() {
  const { lang } = usePreferences()
  const t = adminTexts(lang)
  const { agentId } = useParams({ from: '/admin/agents/$agentId' })
  const query = useQuery(administeredQuery)
  const agent = query.data?.find(({ id }) => id === agentId)
  return (
    <section className="pane pane-wide">
      <p><Link to="/admin/agents">{t.back}</Link></p>
      {!agent && <h1>{t.agents}</h1>}
      {query.isPending && <Skeleton kind="rows" lines={6} />}
      {query.isError && !query.data && <Unreadable what={t.unread} error={query.error} retry={() => void query.refetch()} />}
      {query.data && !agent && <p className="empty">{t.gone}</p>}
      {agent && <Known key={agent.id} agent={agent} />}
    </section>
  )
}

/** Renews what is shown of the agents by what the server answered. */
function useRenewed(): () => Promise<void> {
  const client = useQueryClient()
  return async () => {
    await Promise.all([client.invalidateQueries({ queryKey: ['admin'] }), client.invalidateQueries({ queryKey: ['teams'] }), client.invalidateQueries({ queryKey: ['agents'] }), client.invalidateQueries({ queryKey: ['me'] })])
  }
}

function Known({ agent }: { agent: AdministeredAgent }) {
  const { t: common, lang } = usePreferences()
  const here = useStillHere()
  const t = adminTexts(lang)
  const standing = useStanding()
  const renewed = useRenewed()
  const { name, email, language, roles, departments, teams } = agent
  const [form, setForm] = useState<AgentForm>({ name, email, language, roles, departments, teams })
  // Only what was changed here is sent: what a colleague changed meanwhile stays.
  const [began, setBegan] = useState(form)
  const [refusal, setRefusal] = useState<Refusal | string | null>(null)
  const [busy, setBusy] = useState(false)
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    document.title = `${name} · ${providerHere.name}`
  }, [name])
  useEffect(() => heading.current?.focus({ preventScroll: true }), [])

  async function submit(event: FormEvent) {
    event.preventDefault()
    if (busy) return
    if (form.name.trim() === '') return setRefusal(t.missingName)
    setBusy(true)
    const given = { ...form, name: form.name.trim() }
    const body = Object.fromEntries(Object.entries(given).filter(([key, value]) => JSON.stringify(value) !== JSON.stringify(began[key as keyof AgentForm])))
    const done = await ask<AdministeredAgent>(adminPaths.agent(agent.id), { method: 'PATCH', body })
    if (!here()) return say(done.ok ? t.saved : inWords(done.refusal, common))
    setBusy(false)
    setRefusal(done.ok ? null : done.refusal)
    if (!done.ok) return
    // What was changed while it was kept is still to be kept.
    setForm((now) => (now === form ? given : now))
    setBegan(given)
    say(t.saved)
    await renewed()
  }

  return (
    <>
      <h1 ref={heading} tabIndex={-1}>{name}</h1>
      <p className="quiet break">{email} · {standing(agent)}</p>
      <form className="record" onSubmit={(event) => void submit(event)} noValidate>
        <Problem refusal={refusal} />
        <AgentFields form={form} change={(part) => setForm((before) => ({ ...before, ...part }))} withEmail={false} wrong={wrongIn(refusal)} />
        <p><button type="submit" className="button button-main" aria-disabled={busy}>{t.save}</button></p>
      </form>
      <OpenTickets agent={agent} renewed={renewed} />
      <Access agent={agent} renewed={renewed} />
    </>
  )
}

/** Whether they come in: the link that is sent to them, shutting out and letting in again. */
function Access({ agent, renewed }: { agent: AdministeredAgent; renewed: () => Promise<void> }) {
  const { lang } = usePreferences()
  const t = adminTexts(lang)
  const [refusal, setRefusal] = useState<Refusal | null>(null)
  async function act(what: 'disable' | 'enable') {
    const done = await ask(adminPaths.act(agent.id, what), { method: 'POST' })
    setRefusal(done.ok ? null : done.refusal)
    if (done.ok) say(what === 'disable' ? t.disabled(agent.name) : t.enabled(agent.name))
    await renewed()
  }
  async function send() {
    const done = await ask<{ sent: 'invite' | 'reset' }>(adminPaths.act(agent.id, 'link'), { method: 'POST' })
    setRefusal(done.ok ? null : done.refusal)
    if (done.ok) say(t.sent[done.value.sent])
    await renewed()
  }

  return (
    <section className="record">
      <h2>{t.access}</h2>
      <Problem refusal={refusal} />
      <p className="quiet">{t.disableWhy}</p>
      <p className="row-of-buttons">
        {agent.state === 'disabled' ? <button type="button" className="button" onClick={() => void act('enable')}>{t.enable}</button>
          : (
            <>
              <button type="button" className="button" onClick={() => void send()}>{agent.state === 'invited' ? t.sendAgain : t.sendReset}</button>
              <Sure label={t.disable} question={t.disableSure(agent.name)} yes={t.disableYes} act={() => act('disable')} />
            </>
          )}
      </p>
    </section>
  )
}
