import { createHash } from 'node:crypto'
import { createElement } from 'react'
import multipart from '@fastify/multipart'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Http } from '#platform/http.ts'
import { newToken } from '#platform/tokens.ts'
import { findAttachment, readCustomerTicket, readCustomerTickets } from '#desk/desk.ts'
import type { Desk } from '#policies/policies.ts'
import type { Frame } from '#portal/frame.tsx'
import { TicketPage, type TicketView } from '#portal/pages/ticket.tsx'
import { TicketsPage } from '#portal/pages/tickets.tsx'
import { textsIn } from '#portal/texts/texts.ts'
import { actorOfContact, wallOf } from '#people/people.ts'
import type { SignedContact } from '#people/people.ts'
import { customerReply } from '#triage/customer-reply.ts'
import { solveAsCustomer } from '#triage/solve.ts'
import { messageFrom } from '#triage/writing.ts'
import { answerOf } from './answer-view.ts'
import { sendFile } from './file.ts'
import { onPage, sendPage } from './pages.ts'
import { lineOf, ticketView } from './ticket-view.ts'
import { fileLimits, readForm, type SentForm } from './upload.ts'
import type { Visitor } from './visitor.ts'

type SignedVisitor = Visitor & { readonly contact: SignedContact }
const perHour = { rateLimit: { max: 120, timeWindow: 3_600_000 } }
const finished = new Set(['solved', 'closed'])

/** A page for signed-in contacts; others sign in first and come back. */
function onOwnPage(desk: Desk, path: (request: FastifyRequest) => string, show: (visitor: SignedVisitor, frame: Frame, request: FastifyRequest, reply: FastifyReply) => Promise<unknown>) {
  return onPage(desk, path, (visitor, frame, request, reply) => {
    if (visitor.contact) return show({ ...visitor, contact: visitor.contact }, frame, request, reply)
    const home = `/${visitor.provider.slug}/${visitor.lang}`
    return reply.redirect(`${home}/sign-in?back=${encodeURIComponent(`${home}${path(request)}`)}`, 303)
  })
}

const numberIn = (request: FastifyRequest) => {
  const { number } = request.params as { number: string }
  return /^[1-9]\d{0,8}$/.test(number) ? Number(number) : 0
}
const ticketPath = (request: FastifyRequest) => `/tickets/${numberIn(request)}`

/** The client area: one's requests, a request with its promise, answering in it. */
export async function addTickets(http: Http, desk: Desk): Promise<void> {
  await http.register(async (scope) => {
    await scope.register(multipart, { limits: fileLimits, throwFileSizeLimit: false })

    scope.get('/:provider/:lang/tickets', onOwnPage(desk, () => '/tickets', async (visitor, frame, request, reply) => {
      const { older } = request.query as { older?: string }
      const { rows, next } = await readCustomerTickets(desk, visitor.provider.id, wallOf(visitor.contact), { limit: 50, cursor: older?.slice(0, 500) })
      const zone = visitor.policy?.zone ?? 'UTC'
      const lines = rows.map((row) => lineOf(row, visitor, zone))
      return sendPage(reply, createElement(TicketsPage, {
        frame,
        view: { zone, open: lines.filter((line) => !finished.has(line.state)), done: lines.filter((line) => finished.has(line.state)), ...(next ? { olderHref: `?older=${encodeURIComponent(next)}` } : {}) },
      }))
    }))

    scope.get('/:provider/:lang/tickets/:number', onOwnPage(desk, ticketPath, async (visitor, frame, request, reply) => {
      const query = request.query as { welcome?: string; sent?: string }
      const notice = query.sent === '1' ? textsIn(visitor.lang).replySent : undefined
      return showTicket(desk, visitor, frame, numberIn(request), reply, { ...(notice ? { notice } : {}), welcomed: query.welcome === '1' })
    }))

    scope.post('/:provider/:lang/tickets/:number/reply', { bodyLimit: 210 * 1024 * 1024, config: perHour }, onOwnPage(desk, ticketPath, async (visitor, frame, request, reply) => {
      const sent = await readForm(desk, visitor.provider.id, request)
      const text = (sent.texts.text ?? '').trim()
      const t = textsIn(visitor.lang)
      const number = numberIn(request)
      const refuse = (problem: string) => showTicket(desk, visitor, frame, number, reply, { draft: { text: sent.texts.text ?? '', problem }, status: 422 })
      if (text === '') return refuse(t.emptyReply)
      if (text.length > 100_000) return refuse(t.tooLong)
      if (sent.problem) return refuse(sent.problem.is === 'too_many' ? t.tooManyFiles(fileLimits.files) : t.fileTooLarge(sent.problem.name, t.megabytes(fileLimits.fileSize / 1_048_576)))
      const outcome = await answerInTicket(desk, visitor, number, text, sent)
      if (outcome.ok) return reply.redirect(`/${visitor.provider.slug}/${visitor.lang}/tickets/${number}?sent=1`, 303)
      if (outcome.refused === 'not-found') return reply.callNotFound()
      if (outcome.detail) return refuse(outcome.detail[visitor.lang])
      return refuse(outcome.refused === 'ticket-closed' ? t.closedTicket : outcome.refused === 'rate-limited' ? t.tooMany : t.wrong)
    }))

    scope.post('/:provider/:lang/tickets/:number/solve', { bodyLimit: 210 * 1024 * 1024, config: perHour }, onOwnPage(desk, ticketPath, async (visitor, frame, request, reply) => {
      const sent = await readForm(desk, visitor.provider.id, request)
      const number = numberIn(request)
      const text = (sent.texts.text ?? '').trim()
      if (text !== '') {
        const said = await answerInTicket(desk, visitor, number, text, sent)
        if (!said.ok && said.refused === 'not-found') return reply.callNotFound()
        if (!said.ok) return showTicket(desk, visitor, frame, number, reply, { draft: { text, problem: textsIn(visitor.lang).wrong }, status: 422 })
      }
      const outcome = await solveAsCustomer(desk, actorOf(visitor), { ...aimAt(visitor, number), confirmed: sent.texts.confirmed === '1' })
      if (!outcome.ok && outcome.refused === 'not-found') return reply.callNotFound()
      if (!outcome.ok && outcome.detail) return showTicket(desk, visitor, frame, number, reply, { draft: { text: '', problem: outcome.detail[visitor.lang], confirm: outcome.refused === 'confirm-needed' }, status: 422 })
      return reply.redirect(`/${visitor.provider.slug}/${visitor.lang}/tickets/${number}`, 303)
    }))

    scope.get('/:provider/:lang/attachments/:id', onOwnPage(desk, () => '/tickets', async (visitor, _frame, request, reply) => {
      const { id } = request.params as { id: string }
      const file = /^[0-9a-f-]{36}$/.test(id) ? await findAttachment(desk, visitor.provider.id, id, wallOf(visitor.contact)) : undefined
      return file ? sendFile(desk, reply, file) : reply.callNotFound()
    }))
  })
}

const actorOf = ({ contact }: SignedVisitor) => actorOfContact(contact)
const aimAt = (visitor: SignedVisitor, number: number) => ({ providerId: visitor.provider.id, ticket: { number }, visibleTo: wallOf(visitor.contact) })

function answerInTicket(desk: Desk, visitor: SignedVisitor, number: number, text: string, sent: SentForm) {
  const key = (sent.texts.key ?? '').slice(0, 100)
  const author = actorOf(visitor)
  const body = createHash('sha256').update(JSON.stringify([number, text, sent.files.map((file) => file.sha256)])).digest('hex')
  const aim = { ...aimAt(visitor, number), ...(key === '' ? {} : { once: { actor: `contact:${visitor.contact.id}`, key, body } }) }
  const written = { text, attachments: sent.uploads, owner: `form:${key}` }
  return customerReply(desk, author, aim, (at, inside) => messageFrom(inside, visitor.provider.id, at, author, written, 'public', 'portal'), { uploads: sent.uploads })
}

interface Showing { notice?: string; draft?: TicketView['draft']; status?: number; welcomed?: boolean }

async function showTicket(desk: Desk, visitor: SignedVisitor, frame: Frame, number: number, reply: FastifyReply, { status = 200, welcomed = false, ...more }: Showing) {
  const { provider, lang, contact } = visitor
  const page = await readCustomerTicket(desk, provider.id, number, wallOf(contact), { lang, base: `/${provider.slug}/api/v1` })
  if (!page) return reply.callNotFound()
  const policy = await desk.policies.version(provider.id, page.decision.version)
  const row = welcomed && policy ? await decisionOf(desk, provider.id, number) : undefined
  const welcome = row && policy ? { ...answerOf(policy, row, visitor, { number }), promises: [], follow: undefined } : undefined
  return sendPage(reply, createElement(TicketPage, { frame, view: ticketView(page, visitor, { key: newToken().token, ...more, ...(welcome ? { welcome } : {}) }) }), status)
}

async function decisionOf(desk: Desk, providerId: string, number: number) {
  const row = await desk.database.db.selectFrom('tickets').select('decision').where('provider_id', '=', providerId).where('number', '=', number).executeTakeFirst()
  return row?.decision
}
