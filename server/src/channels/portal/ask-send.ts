import { createHash } from 'node:crypto'
import { createElement } from 'react'
import type { FastifyReply } from 'fastify'
import { findVisibleTicket } from '#desk/desk.ts'
import { receive } from '#intake/intake.ts'
import { wallOf } from '#people/people.ts'
import type { Desk } from '#policies/policies.ts'
import type { Frame } from '#portal/frame.tsx'
import { AnswerPage } from '#portal/pages/answer.tsx'
import { textsIn } from '#portal/texts/texts.ts'
import { forgetDraft } from '#triage/drafts.ts'
import { forgetUploads } from '#triage/uploads.ts'
import { answerOf } from './answer-view.ts'
import { senderOf, type Weighed } from './ask-judge.ts'
import { sendPage } from './pages.ts'
import type { SentForm } from './upload.ts'
import type { Visitor } from './visitor.ts'

/** Sends a letter in, and shows what became of it. */
export async function sendLetter(desk: Desk, visitor: Visitor, frame: Frame, { asked, judged }: Weighed, sent: SentForm, reply: FastifyReply) {
  const email = asked.texts.email?.trim()
  const { provider, contact, lang, now } = visitor
  // Another's request is none (AB-20).
  const follows = contact && asked.follows !== undefined ? await findVisibleTicket(desk, provider.id, wallOf(contact), asked.follows) : undefined
  const key = (sent.texts.key ?? '').slice(0, 100)
  const files = Object.fromEntries([...judged.policy.facts.values()].filter((fact) => fact.type === 'file' && fact.name in judged.facts).map((fact) => [fact.name, judged.facts[fact.name]]))
  const answers = { ...asked.answers, ...files, ...(judged.facts.kind === undefined ? {} : { kind: judged.facts.kind }) }
  // The same letter twice is one; one that was changed after it came back is another.
  const body = createHash('sha256').update(JSON.stringify([asked.texts.subject, asked.texts.description, answers, asked.serviceId, sent.files.map((file) => file.sha256)])).digest('base64url')
  const received = await receive(desk, {
    providerId: provider.id, channel: asked.channel, medium: 'portal', receivedAt: now, dedupeKey: `form:${key}:${body}`,
    sender: { ...senderOf(asked), flags: [], ...(asked.texts.name ? { name: asked.texts.name.slice(0, 200) } : {}) },
    automatic: 'human', subject: asked.texts.subject!.trim(), text: asked.texts.description!.trim(), language: lang,
    facts: answers,
    attachments: sent.files.map(({ name, mediaType, size, sha256 }) => ({ name, mediaType, size, sha256 })),
    accepted: { version: judged.policy.version, at: now }, machine: visitor.machine,
    ...(asked.serviceId && asked.serviceId !== 'none' ? { serviceId: asked.serviceId } : {}),
    ...(follows ? { followsTicketId: follows.id } : {}),
  })
  const t = textsIn(lang)
  if (received.kind === 'ticket') {
    await forgetUploads(desk.database.db, provider.id, sent.uploads)
    if (contact) {
      await forgetDraft(desk, provider.id, contact.id, { place: `ask:${key}` })
      return reply.redirect(`/${provider.slug}/${lang}/tickets/${received.number}?welcome=1`, 303)
    }
    return sendPage(reply, createElement(AnswerPage, { frame, view: answerOf(judged.policy, received.decision, visitor, { number: received.number, ...(email ? { email } : {}) }) }), 201)
  }
  if (received.kind === 'refused' || received.kind === 'redirected' || received.kind === 'asked') {
    return sendPage(reply, createElement(AnswerPage, { frame, view: answerOf(judged.policy, received.decision, visitor) }), 422)
  }
  const headline = received.kind === 'duplicate' ? t.recordedAlready : t.recordedAside
  return sendPage(reply, createElement(AnswerPage, { frame, view: { recorded: true, headline, promises: [], remarks: [], asks: [], clauses: [] } }))
}
