import { createHash } from 'node:crypto'
import { createElement } from 'react'
import multipart from '@fastify/multipart'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Http } from '#platform/http.ts'
import { newToken } from '#platform/tokens.ts'
import { findAttachment, leadsTo, markRead, readCustomerRecord, readCustomerTicket } from '#desk/desk.ts'
import { wallOf } from '#people/people.ts'
import type { Desk } from '#policies/policies.ts'
import type { Frame } from '#portal/frame.tsx'
import { TicketPage, type TicketView } from '#portal/pages/ticket.tsx'
import { askingTexts } from '#portal/texts/areas/asking.ts'
import { textsIn } from '#portal/texts/texts.ts'
import { customerReply } from '#triage/customer-reply.ts'
import { findDraft, forgetDraft } from '#triage/drafts.ts'
import { solveAsCustomer } from '#triage/solve.ts'
import { findUploads } from '#triage/uploads.ts'
import { messageFrom } from '#triage/writing.ts'
import { answerOf } from './answer-view.ts'
import { keepDraft } from './ask-drafts.ts'
import { lastResortHref } from './ask-last-resort.ts'
import { filesProblem } from './ask-problems.ts'
import { filesView } from './ask-view.ts'
import { idIn } from './coming.ts'
import { sendFile } from './file.ts'
import { sealFor, unseal } from './form-seal.ts'
import { actorOf, onOwnPage, toSignIn, type SignedVisitor } from './own-page.ts'
import { onPage, sendPage } from './pages.ts'
import { ticketView } from './ticket-view.ts'
import { addTicketsList } from './tickets-list.ts'
import { fileLimits, ownerOfForm, readForm, type SentForm } from './upload.ts'

const perHour = { rateLimit: { max: 120, timeWindow: 3_600_000 } }
const numberIn = (request: FastifyRequest) => {
  const { number } = request.params as { number: string }
  return /^[1-9]\d{0,8}$/.test(number) ? Number(number) : 0
}
const ticketPath = (request: FastifyRequest) => `/tickets/${numberIn(request)}`

/** The client area: one's requests, a request with its promise, answering in it. */
export async function addTickets(http: Http, desk: Desk): Promise<void> {
  addTicketsList(http, desk)
  await http.register(async (scope) => {
    await scope.register(multipart, { limits: fileLimits, throwFileSizeLimit: false })

    scope.get('/:provider/:lang/tickets/:number', onOwnPage(desk, ticketPath, async (visitor, frame, request, reply) => {
      const query = request.query as { welcome?: string; sent?: string; late?: string; kept?: string; from?: string }
      const led = await leadsTo(desk, visitor.provider.id, numberIn(request), wallOf(visitor.contact))
      if (led !== undefined) return reply.redirect(`/${visitor.provider.slug}/${visitor.lang}/tickets/${led}?from=${numberIn(request)}${query.sent === '1' ? '&sent=1' : ''}`, 303)
      const t = askingTexts(visitor.lang)
      const notice = query.sent === '1' ? textsIn(visitor.lang).replySent : query.late === '1' ? t.keptLate : query.kept === '1' ? t.kept : /^[1-9]\d{0,8}$/.test(query.from ?? '') ? t.mergedHere(Number(query.from)) : undefined
      return showTicket(desk, visitor, frame, numberIn(request), reply, { ...(notice ? { notice } : {}), sent: query.sent === '1', welcomed: query.welcome === '1' })
    }))

    /** A form of the ticket's page, of who is signed in; what somebody wrote whose session has ended is kept for them. */
    const onForm = (path: string, act: (visitor: SignedVisitor, frame: Frame, number: number, sent: SentForm, reply: FastifyReply) => Promise<unknown>) =>
      scope.post(`/:provider/:lang/tickets/:number/${path}`, { bodyLimit: 210 * 1024 * 1024, config: perHour }, onPage(desk, ticketPath, async (visitor, frame, request, reply) => {
        const writer = unseal(desk, visitor.provider.id, (request.query as { seal?: string }).seal)
        if (!visitor.contact && !writer) return toSignIn(visitor, ticketPath(request), reply)
        const sent = await readForm(desk, visitor.provider.id, request)
        if (writer && writer !== visitor.contact?.id) {
          const kept = await keepDraft(desk, visitor.provider.id, writer, { ...sent, texts: { ...sent.texts, place: `ticket:${numberIn(request)}` } })
          return toSignIn(visitor, `${ticketPath(request)}${kept ? '?late=1' : ''}`, reply)
        }
        if (!visitor.contact) return toSignIn(visitor, ticketPath(request), reply)
        return act({ ...visitor, contact: visitor.contact }, frame, numberIn(request), sent, reply)
      }))

    onForm('reply', async (visitor, frame, number, sent, reply) => {
      const text = (sent.texts.text ?? '').trim()
      const t = textsIn(visitor.lang)
      const home = `/${visitor.provider.slug}/${visitor.lang}`
      const refuse = (problem: string, status = 422) => showTicket(desk, visitor, frame, number, reply, { draft: { text: sent.texts.text ?? '', problem }, given: sent, status })
      if (sent.texts.act === 'keep') {
        const kept = await keepDraft(desk, visitor.provider.id, visitor.contact.id, { ...sent, texts: { ...sent.texts, place: `ticket:${number}` } })
        return kept ? reply.redirect(`${home}/tickets/${number}?kept=1`, 303) : refuse(askingTexts(visitor.lang).tooLongToKeep, 413)
      }
      if (text === '') return refuse(t.emptyReply)
      if (text.length > 100_000) return refuse(t.tooLong)
      const files = filesProblem(sent, visitor)
      if (files) return refuse(files)
      const outcome = await answerInTicket(desk, visitor, number, text, sent)
      if (outcome.ok) {
        await forgetDraft(desk, visitor.provider.id, visitor.contact.id, { place: `ticket:${number}` })
        return reply.redirect(`${home}/tickets/${number}?sent=1`, 303)
      }
      if (outcome.refused === 'not-found') return reply.callNotFound()
      if (outcome.detail) return refuse(outcome.detail[visitor.lang])
      return refuse(outcome.refused === 'ticket-closed' ? t.closedTicket : outcome.refused === 'rate-limited' ? t.tooMany : t.wrong)
    })

    onForm('solve', async (visitor, frame, number, sent, reply) => {
      const text = (sent.texts.text ?? '').trim()
      if (text !== '') {
        const said = await answerInTicket(desk, visitor, number, text, sent)
        if (!said.ok && said.refused === 'not-found') return reply.callNotFound()
        if (!said.ok) return showTicket(desk, visitor, frame, number, reply, { draft: { text, problem: textsIn(visitor.lang).wrong }, given: sent, status: 422 })
        await forgetDraft(desk, visitor.provider.id, visitor.contact.id, { place: `ticket:${number}` })
      }
      const outcome = await solveAsCustomer(desk, actorOf(visitor), { ...aimAt(visitor, number), confirmed: sent.texts.confirmed === '1' })
      if (!outcome.ok && outcome.refused === 'not-found') return reply.callNotFound()
      if (!outcome.ok && outcome.detail) return showTicket(desk, visitor, frame, number, reply, { draft: { text: '', problem: outcome.detail[visitor.lang], confirm: outcome.refused === 'confirm-needed' }, status: 422 })
      return reply.redirect(`/${visitor.provider.slug}/${visitor.lang}/tickets/${number}`, 303)
    })

    scope.get('/:provider/:lang/attachments/:id', onOwnPage(desk, () => '/tickets', async (visitor, _frame, request, reply) => {
      const id = idIn(request)
      const file = id !== undefined ? await findAttachment(desk, visitor.provider.id, id, wallOf(visitor.contact)) : undefined
      return file ? sendFile(desk, reply, file) : reply.callNotFound()
    }))
  })
}

const aimAt = (visitor: SignedVisitor, number: number) => ({ providerId: visitor.provider.id, ticket: { number }, visibleTo: wallOf(visitor.contact) })

function answerInTicket(desk: Desk, visitor: SignedVisitor, number: number, text: string, sent: SentForm) {
  const key = (sent.texts.key ?? '').slice(0, 100)
  const author = actorOf(visitor)
  const body = createHash('sha256').update(JSON.stringify([number, text, sent.files.map((file) => file.sha256)])).digest('hex')
  const aim = { ...aimAt(visitor, number), ...(key === '' ? {} : { once: { actor: `contact:${visitor.contact.id}`, key, body } }) }
  const written = { text, attachments: sent.uploads, owner: ownerOfForm(key) }
  return customerReply(desk, author, aim, (at, inside) => messageFrom(inside, visitor.provider.id, at, author, written, 'public', 'portal'), { uploads: sent.uploads })
}

interface Showing { notice?: string; draft?: TicketView['draft']; given?: SentForm; status?: number; sent?: boolean; welcomed?: boolean }

async function showTicket(desk: Desk, visitor: SignedVisitor, frame: Frame, number: number, reply: FastifyReply, { status = 200, welcomed = false, sent = false, given, notice, draft }: Showing) {
  const { provider, lang, contact } = visitor
  const wall = wallOf(contact)
  const [page, record, kept, resort] = await Promise.all([
    readCustomerTicket(desk, provider.id, number, wall, { lang, base: `/${provider.slug}/api/v1` }),
    readCustomerRecord(desk, provider.id, wall, number),
    given || sent ? undefined : findDraft(desk, provider.id, contact.id, { place: `ticket:${number}` }),
    lastResortHref(desk, visitor),
  ])
  if (!page || !record) return reply.callNotFound()
  await markRead(desk, provider.id, contact.id, number)
  const policy = await desk.policies.version(provider.id, page.decision.version)
  const row = welcomed && policy ? await decisionOf(desk, provider.id, number) : undefined
  const welcome = row && policy ? { ...answerOf(policy, row, visitor, { number }), promises: [], follow: { text: askingTexts(lang).nextReply } } : undefined
  const files = kept ? await findUploads(desk, provider.id, ownerOfForm(kept.formKey), kept.uploads) : undefined
  const taken: SentForm | undefined = given ?? (kept ? { texts: kept.fields, files: files ?? [], uploads: files ? kept.uploads : [] } : undefined)
  return sendPage(reply, createElement(TicketPage, {
    frame,
    view: ticketView(page, record, visitor, {
      key: given?.texts.key || kept?.formKey || newToken().token, seal: sealFor(desk, provider.id, contact.id), text: draft?.text ?? kept?.fields.text ?? '', files: filesView(visitor, taken, given && filesProblem(given, visitor)),
      ...(resort ? { lastResortHref: `${resort}?tried=${number}` } : {}), ...(notice ? { notice } : {}), ...(draft ? { draft } : {}), ...(sent ? { sent } : {}), ...(welcome ? { welcome } : {}),
    }),
  }), status)
}

async function decisionOf(desk: Desk, providerId: string, number: number) {
  const row = await desk.database.db.selectFrom('tickets').select('decision').where('provider_id', '=', providerId).where('number', '=', number).executeTakeFirst()
  return row?.decision
}
