import { createElement } from 'react'
import multipart from '@fastify/multipart'
import type { FastifyReply } from 'fastify'
import type { Http } from '#platform/http.ts'
import { isId } from '#platform/ids.ts'
import type { Desk } from '#policies/policies.ts'
import { AskPage } from '#portal/pages/ask.tsx'
import { MessagePage } from '#portal/pages/message.tsx'
import { askingTexts } from '#portal/texts/areas/asking.ts'
import type { Frame } from '#portal/frame.tsx'
import { findDraft } from '#triage/drafts.ts'
import { findUploads } from '#triage/uploads.ts'
import { addAnswered } from './ask-answered.ts'
import { addDrafts, keepDraft } from './ask-drafts.ts'
import { weigh } from './ask-judge.ts'
import { addKnown } from './ask-known.ts'
import { addLastResort } from './ask-last-resort.ts'
import { askView, type Given } from './ask-page.ts'
import { problemsOf } from './ask-problems.ts'
import { sendLetter } from './ask-send.ts'
import { readAsked } from './asked.ts'
import { unseal } from './form-seal.ts'
import { onPage, sendPage } from './pages.ts'
import { addUploads, fileLimits, ownerOfForm, readForm } from './upload.ts'
import type { Visitor } from './visitor.ts'

/** Asking for help: questions one by one by GET, the letter by POST. */
export async function addAsk(http: Http, desk: Desk): Promise<void> {
  addKnown(http, desk)
  addLastResort(http, desk)
  await http.register(async (scope) => {
    await scope.register(multipart, { limits: fileLimits, throwFileSizeLimit: false })
    addUploads(scope, desk)
    addDrafts(scope, desk)
    addAnswered(scope, desk)

    scope.get('/:provider/:lang/ask', onPage(desk, '/ask', async (visitor, frame, request, reply) => {
      const query = request.query as Record<string, unknown>
      const home = `/${visitor.provider.slug}/${visitor.lang}`
      const wanted = typeof query.draft === 'string' && isId(query.draft) ? query.draft : undefined
      if (wanted && !visitor.contact) return reply.redirect(`${home}/sign-in?back=${encodeURIComponent(`${home}/ask?draft=${wanted}${query.late === '1' ? '&late=1' : ''}`)}`, 303)
      const given = wanted ? await draftGiven(desk, visitor, wanted, query.late === '1') : undefined
      if (wanted && !given) return reply.redirect(`${home}/ask`, 303)
      const notice = query.kept === '1' && visitor.contact ? askingTexts(visitor.lang).kept : undefined
      return show(desk, visitor, frame, reply, given?.sent.texts ?? query, given ?? (notice ? { notice } : undefined))
    }))

    scope.post('/:provider/:lang/ask', { bodyLimit: 210 * 1024 * 1024, config: { rateLimit: { max: 60, timeWindow: 3_600_000 } } }, onPage(desk, '/ask', async (visitor, frame, request, reply) => {
      const sent = await readForm(desk, visitor.provider.id, request)
      const home = `/${visitor.provider.slug}/${visitor.lang}`
      const writer = unseal(desk, visitor.provider.id, sent.texts.seal)
      // The page was somebody's whose session has ended since: what they wrote waits for them alone.
      if (writer && writer !== visitor.contact?.id) {
        const id = await keepDraft(desk, visitor.provider.id, writer, sent)
        return reply.redirect(`${home}/sign-in?back=${encodeURIComponent(id ? `${home}/ask?draft=${id}&late=1` : `${home}/ask`)}`, 303)
      }
      const asked = visitor.policy && readAsked(visitor, visitor.policy, sent.texts)
      if (!asked) return notFound(frame, reply)
      if (sent.texts.act === 'keep' && visitor.contact) {
        const id = await keepDraft(desk, visitor.provider.id, visitor.contact.id, sent)
        if (id) return reply.redirect(`${home}/ask?kept=1`, 303)
        return show(desk, visitor, frame, reply, sent.texts, { sent, notice: askingTexts(visitor.lang).tooLongToKeep }, 413)
      }
      const weighed = await weigh(desk, asked, sent)
      const wrong = problemsOf(weighed, sent)
      if (wrong.size > 0) return show(desk, visitor, frame, reply, sent.texts, { sent, wrong }, 422)
      const { accepted } = sent.texts
      if (accepted !== undefined && accepted !== weighed.judged.policy.version) {
        return show(desk, visitor, frame, reply, sent.texts, { sent, notice: askingTexts(visitor.lang).policyChanged(weighed.judged.policy.version) }, 409)
      }
      return sendLetter(desk, visitor, frame, weighed, sent, reply)
    }))
  })
}

const notFound = (frame: Frame, reply: FastifyReply) => sendPage(reply, createElement(MessagePage, { frame, kind: 'not_found' }), 404)

async function show(desk: Desk, visitor: Visitor, frame: Frame, reply: FastifyReply, texts: Readonly<Record<string, unknown>>, given?: Given | { readonly notice: string }, status = 200) {
  const asked = visitor.policy && readAsked(visitor, visitor.policy, texts)
  if (!asked) return notFound(frame, reply)
  const view = await askView(desk, asked, frame, given && 'sent' in given ? given : undefined)
  return sendPage(reply, createElement(AskPage, { frame, view: given?.notice ? { ...view, notice: given.notice } : view }), status)
}

/** A draft as a form that was sent: its words, and its files while they are there. */
async function draftGiven(desk: Desk, visitor: Visitor, id: string, late: boolean): Promise<Given | undefined> {
  const draft = visitor.contact && (await findDraft(desk, visitor.provider.id, visitor.contact.id, { id }))
  if (!draft?.place.startsWith('ask:')) return undefined
  const files = await findUploads(desk, visitor.provider.id, ownerOfForm(draft.formKey), draft.uploads)
  const texts = { ...draft.fields, key: draft.formKey }
  return { sent: { texts, files: files ?? [], uploads: files ? draft.uploads : [] }, ...(late ? { notice: askingTexts(visitor.lang).keptLate } : {}) }
}
