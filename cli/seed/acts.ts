import { acceptQuarantined, receive } from '#intake/intake.ts'
import { draftMore } from '@guichet/protocol'
import { assign, changeChecklist, keepDraft, mergeTickets, note, noteWork, reachMilestone, reopen, reply, reprioritise, snooze, solve, solveAsCustomer, tag, take, waitForSupplier, watch } from '#triage/triage.ts'
import type { Outcome } from '#triage/triage.ts'
import { caughtLetters } from '#outbox/outbox.ts'
import { checklistOf, eventsOf } from '#tickets/tickets.ts'
import { fillFields } from './fields.ts'
import { durationMs } from './moments.ts'
import { sendMail } from './letters.ts'
import { agentOf, contactOf, writerOf } from './requests.ts'
import type { Stage } from './requests.ts'
import type { AgentStep, OtherStep } from './script.ts'

/** What a story is about by now. */
export interface Thread { readonly requestId: string; ticketId?: string; number?: number }

function done(outcome: Outcome): void {
  if (!outcome.ok) throw new Error(`refused: ${outcome.refused}`)
}

/** Does what an agent does next. @throws Error when the desk refuses: a story that does not hold */
export async function actAsAgent(stage: Stage, step: AgentStep, thread: Thread): Promise<void> {
  const { desk, provider } = stage
  const { id, name } = agentOf(stage, step.agent)
  const agent = { kind: 'agent' as const, id, name }
  if (step.accept) {
    const accepted = await acceptQuarantined(desk, provider.id, thread.requestId, { actor: agent })
    if (typeof accepted === 'string') throw new Error(`refused: ${accepted}`)
    thread.number = accepted.number
    return
  }
  const aim = { providerId: provider.id, ticket: thread.ticketId === undefined ? { number: thread.number ?? 0 } : { id: thread.ticketId } }
  const written = (text: string) => ({ text: text.trim(), attachments: [], owner: `agent:${id}` })
  if (step.take) done(await take(desk, agent, aim))
  if (step.assign !== undefined) done(await assign(desk, agent, aim, agentOf(stage, step.assign).id))
  if (step.priority) done(await reprioritise(desk, agent, aim, step.priority.to, step.priority.reason))
  if (step.milestone) done(await reachMilestone(desk, agent, aim, step.milestone, undefined))
  if (step.note !== undefined) done(await note(desk, agent, aim, written(step.note), step.mention === undefined ? {} : { mentions: [agentOf(stage, step.mention).id] }))
  if (step.draft !== undefined && thread.ticketId !== undefined) {
    await keepDraft(desk, { providerId: provider.id, ticketId: thread.ticketId, agentId: id }, 0, { tab: 'reply', text: step.draft.trim(), shared: true, more: draftMore.parse({}) })
  }
  if (step.supplier !== undefined) done(await waitForSupplier(desk, agent, aim, step.supplier.trim()))
  if (step.reply !== undefined) done(await reply(desk, agent, aim, written(step.reply), step.and ?? 'keep'))
  if (step.reopen !== undefined) done(await reopen(desk, agent, aim, step.reopen))
  if (step.solve) done(await solve(desk, agent, aim, undefined))
  if (step.tag) done(await tag(desk, agent, aim, step.tag, []))
  if (step.checklist) done(await changeChecklist(desk, agent, aim, step.checklist.map((text) => ({ do: 'add', text }))))
  if (step.tick) {
    const items = checklistOf(await eventsOf(desk.database.db, provider.id, thread.ticketId ?? ''))
    done(await changeChecklist(desk, agent, aim, step.tick.map((place) => ({ do: 'tick', itemId: items[place - 1]?.id ?? '' }))))
  }
  if (step.fill) await fillFields(desk, agent, aim, step.fill)
  if (step.watch) done(await watch(desk, agent, aim, id, true))
  if (step.work) done(await noteWork(desk, agent, aim, { minutes: step.work.minutes, kind: step.work.kind, note: step.work.note ?? null, startedAt: desk.time.now() - step.work.minutes * 60_000 }))
  if (step.snooze) done(await snooze(desk, agent, { ...aim, confirmed: true }, { at: desk.time.now() + durationMs(step.snooze.for) }, step.snooze.reason))
  if (step.merge !== undefined) {
    const { db } = desk.database
    const chosen = db.selectFrom('tickets').select('number').where('provider_id', '=', provider.id)
    const [from, into] = [await chosen.where('id', '=', thread.ticketId ?? null).executeTakeFirstOrThrow(), await chosen.where('subject', '=', step.merge).executeTakeFirstOrThrow()]
    done(await mergeTickets(desk, agent, { providerId: provider.id, ticket: from, into }))
  }
}

/** The last letter that left on a ticket: what a reply by mail answers. */
async function lastLetter(stage: Stage, thread: Thread): Promise<Awaited<ReturnType<typeof caughtLetters>>[number]> {
  const letters = await caughtLetters(stage.desk.database.db, { limit: 1_000, providerId: stage.provider.id })
  const letter = letters.find((one) => one.number === thread.number)
  if (!letter) throw new Error(`no letter has left on ticket ${thread.number}`)
  return letter
}

/** Does what the customer, or a stranger, does next. @throws Error when the desk refuses: a story that does not hold */
export async function actAsOther(stage: Stage, step: OtherStep, thread: Thread): Promise<void> {
  const { desk, provider, policy } = stage
  const ticketId = thread.ticketId
  if (ticketId === undefined) throw new Error('nothing follows what made no ticket')
  const writer = writerOf(stage, step.from)
  const person = contactOf(stage, step.from)
  if (step.solved) {
    if (!person) throw new Error(`${step.from} is no contact`)
    done(await solveAsCustomer(desk, { kind: 'contact', id: person.id, name: person.name }, { providerId: provider.id, ticket: { id: ticketId } }))
    return
  }
  if (step.write !== undefined) {
    const channel = [...policy.channels.values()].find((one) => one.medium === 'portal')
    if (!person || !channel) throw new Error(`${step.from} cannot write in the client area`)
    const received = await receive(desk, {
      providerId: provider.id, channel: channel.name, medium: 'portal', receivedAt: desk.time.now(), dedupeKey: `demonstration:${desk.ids.next()}`,
      sender: { address: person.email, name: person.name, trust: 'T2', contactId: person.id, flags: [] }, automatic: 'human', subject: '', text: step.write.trim(), language: person.language,
      facts: {}, attachments: [], thread: { ticketId, how: 'portal', participant: true },
    })
    if (received.kind !== 'reply') throw new Error(`a message became ${received.kind}`)
    return
  }
  const { mail } = await lastLetter(stage, thread)
  const to = mail.replyTo?.address ?? mail.from.address
  const common = { from: writer, subject: `Re: ${mail.subject}`, language: person?.language ?? provider.language, sent: 'signed' as const }
  if (step.mail !== undefined) await sendMail(desk, stage.names, { ...common, to, text: step.mail, answers: mail.messageId })
  if (step.away !== undefined) {
    await sendMail(desk, stage.names, { ...common, to, subject: step.away.split('\n')[0] as string, text: step.away, answers: mail.messageId, headers: { 'Auto-Submitted': 'auto-replied' } })
  }
  // Whom the letter was forwarded to writes to its reply address; an intruder only knows the number.
  if (step.forwarded !== undefined) await sendMail(desk, stage.names, { ...common, to, text: step.forwarded, answers: mail.messageId })
  if (step.intrudes !== undefined) await sendMail(desk, stage.names, { ...common, to: mail.from.address, subject: `[#${thread.number}] ${mail.subject}`, text: step.intrudes })
}
