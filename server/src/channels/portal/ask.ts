import { createElement } from 'react'
import multipart from '@fastify/multipart'
import { admissibleValues } from '@guichet/policy'
import type { Frame } from '#portal/frame.tsx'
import { Answer, AnswerPage } from '#portal/pages/answer.tsx'
import { AskPage, type AskView } from '#portal/pages/ask.tsx'
import { MessagePage } from '#portal/pages/message.tsx'
import type { FieldView } from '#portal/parts/field.tsx'
import { textsIn } from '#portal/texts/texts.ts'
import type { Http } from '#platform/http.ts'
import { newToken } from '#platform/tokens.ts'
import { receive } from '#intake/intake.ts'
import type { Desk } from '#policies/policies.ts'
import { judge, type Judged } from '#triage/decide.ts'
import { forgetUploads } from '#triage/uploads.ts'
import { answerOf } from './answer-view.ts'
import { prefix, written } from './answers.ts'
import { fieldOf, filesOf, letterFields, openQuestions, previewOf, saidOf } from './ask-view.ts'
import { readAsked, type Asked } from './asked.ts'
import { onPage, sendPage } from './pages.ts'
import { fileLimits, readForm, type SentForm } from './upload.ts'
import type { Visitor } from './visitor.ts'

const emailForm = /^[^\s@]{1,64}@[^\s@]{1,190}\.[^\s@.]{1,63}$/

/** Asking for help: questions one by one by GET, the letter by POST. */
export async function addAsk(http: Http, desk: Desk): Promise<void> {
  await http.register(async (scope) => {
    await scope.register(multipart, { limits: fileLimits, throwFileSizeLimit: false })

    scope.get('/:provider/:lang/ask', onPage(desk, '/ask', async (visitor, frame, request, reply) => {
      const asked = visitor.policy && readAsked(visitor, visitor.policy, request.query as Record<string, unknown>)
      if (!asked) return sendPage(reply, createElement(MessagePage, { frame, kind: 'not_found' }), 404)
      return sendPage(reply, createElement(AskPage, { frame, view: await viewOf(desk, asked, frame) }))
    }))

    scope.post('/:provider/:lang/ask', { bodyLimit: 210 * 1024 * 1024, config: { rateLimit: { max: 60, timeWindow: 3_600_000 } } }, onPage(desk, '/ask', async (visitor, frame, request, reply) => {
      const sent = await readForm(desk, visitor.provider.id, request)
      const asked = visitor.policy && readAsked(visitor, visitor.policy, sent.texts)
      if (!asked) return sendPage(reply, createElement(MessagePage, { frame, kind: 'not_found' }), 404)
      const judged = (await judgeLetter(desk, asked, sent))!
      const wrong = problemsOf(asked, judged, sent)
      if (wrong.size > 0) return sendPage(reply, createElement(AskPage, { frame, view: await viewOf(desk, asked, frame, { sent, wrong }) }), 422)
      return answerLetter(desk, visitor, frame, asked, judged, sent, reply)
    }))
  })
}

async function answerLetter(desk: Desk, visitor: Visitor, frame: Frame, asked: Asked, judged: Judged, sent: SentForm, reply: Parameters<typeof sendPage>[0]) {
  const email = asked.texts.email?.trim()
  const received = await receive(desk, {
    providerId: visitor.provider.id, channel: asked.channel, medium: 'portal', receivedAt: visitor.now,
    dedupeKey: `form:${(sent.texts.key ?? '').slice(0, 100)}`,
    sender: { ...senderOf(asked), flags: [], ...(asked.texts.name ? { name: asked.texts.name.slice(0, 200) } : {}) },
    automatic: 'human', subject: asked.texts.subject!.trim(), text: asked.texts.description!.trim(), language: visitor.lang,
    facts: { ...asked.answers, ...(judged.facts.kind === undefined ? {} : { kind: judged.facts.kind }) }, attachments: sent.files.map(({ name, mediaType, size, sha256 }) => ({ name, mediaType, size, sha256 })),
    ...(asked.serviceId && asked.serviceId !== 'none' ? { serviceId: asked.serviceId } : {}),
  })
  const t = textsIn(visitor.lang)
  if (received.kind === 'ticket') {
    await forgetUploads(desk.database.db, visitor.provider.id, sent.uploads)
    if (visitor.contact) return reply.redirect(`/${visitor.provider.slug}/${visitor.lang}/tickets/${received.number}?welcome=1`, 303)
    return sendPage(reply, createElement(AnswerPage, { frame, view: answerOf(judged.policy, received.decision, visitor, { number: received.number, ...(email ? { email } : {}) }) }), 201)
  }
  if (received.kind === 'refused' || received.kind === 'redirected' || received.kind === 'asked') {
    return sendPage(reply, createElement(AnswerPage, { frame, view: answerOf(judged.policy, received.decision, visitor) }), 422)
  }
  const headline = received.kind === 'duplicate' ? t.recordedAlready : t.recordedAside
  return sendPage(reply, createElement(AnswerPage, { frame, view: { recorded: true, headline, promises: [], remarks: [], asks: [], clauses: [] } }))
}

function senderOf({ visitor, texts }: Asked) {
  if (visitor.contact) return { trust: visitor.contact.trust, contactId: visitor.contact.id, address: visitor.contact.email, ...(visitor.contact.acting ? { customerId: visitor.contact.customer.id } : {}) }
  const address = texts.email?.trim()
  return { trust: 'T0' as const, ...(address !== undefined && emailForm.test(address) ? { address } : {}) }
}

/** Asks the policy about what was said so far; where one kind of request alone is open to the visitor, it is that one. */
async function judgeLetter(desk: Desk, asked: Asked, sent?: SentForm): Promise<Judged | undefined> {
  const judged = await ask(desk, asked, sent)
  const only = judged && onlyKind(judged, asked)
  return only === undefined ? judged : ask(desk, { ...asked, answers: { ...asked.answers, kind: only } }, sent)
}

function onlyKind({ policy, facts }: Judged, { answers, visitor }: Asked): string | undefined {
  if ('kind' in answers || !policy.facts.has('kind')) return undefined
  const open = admissibleValues(policy, facts, 'kind', visitor.now)
  return open.length === 1 ? open[0] : undefined
}

function ask(desk: Desk, asked: Asked, sent?: SentForm): Promise<Judged | undefined> {
  return judge(desk, {
    providerId: asked.visitor.provider.id, channel: asked.channel, receivedAt: asked.visitor.now, sender: senderOf(asked), language: asked.visitor.lang,
    subject: asked.texts.subject?.trim() ?? '', text: asked.texts.description?.trim() ?? '', attachments: sent?.files ?? [], facts: asked.answers,
    ...(asked.serviceId && asked.serviceId !== 'none' ? { serviceId: asked.serviceId } : {}),
  })
}

/** What is wrong with a letter, by name of its control. */
function problemsOf(asked: Asked, judged: Judged, sent: SentForm): Map<string, string> {
  const t = textsIn(asked.visitor.lang)
  const wrong = new Map<string, string>()
  const { subject = '', description = '', email = '' } = asked.texts
  if (subject.trim() === '') wrong.set('subject', t.fieldMissing)
  else if (subject.length > 300) wrong.set('subject', t.tooLong)
  if (description.trim() === '') wrong.set('description', t.fieldMissing)
  else if (description.length > 100_000) wrong.set('description', t.tooLong)
  if (!asked.visitor.contact && !emailForm.test(email.trim())) wrong.set('email', email.trim() === '' ? t.fieldMissing : t.addressInvalid)
  if (sent.problem) wrong.set('files', sent.problem.is === 'too_many' ? t.tooManyFiles(fileLimits.files) : t.fileTooLarge(sent.problem.name, t.megabytes(fileLimits.fileSize / 1_048_576)))
  const said = { missing: t.fieldMissing, invalid: t.fieldInvalid, ambiguous: t.fieldAmbiguous, inexistent: t.fieldInexistent }
  if (judged.decision.outcome !== 'ask') return wrong
  for (const ask of judged.decision.asks.filter(({ ifMissing }) => ifMissing === 'block' || ifMissing === 'ask')) {
    for (const fact of ask.facts) {
      const control = fact === 'description' || fact === 'subject' ? fact : prefix + fact
      if (!wrong.has(control)) wrong.set(control, said[ask.problem])
    }
  }
  return wrong
}

async function viewOf(desk: Desk, asked: Asked, frame: Frame, given?: { sent: SentForm; wrong: Map<string, string> }): Promise<AskView> {
  const judged = (await judgeLetter(desk, asked, given?.sent))!
  const { visitor } = asked
  const { choices, details, rest } = openQuestions(judged, asked)
  const service = serviceQuestion(judged, asked)
  const next = choices[0]
  const questions = service ? [service] : next ? [fieldOf(judged.policy, next, visitor.lang, '')] : details.map((field) => fieldOf(judged.policy, field, visitor.lang, defaultOf(judged, field.fact)))
  const settled = questions.length === 0
  const stopped = settled && (judged.decision.outcome === 'refused' || judged.decision.outcome === 'redirected')
  const signIn = visitor.contact || stopped ? undefined : `/${visitor.provider.slug}/${visitor.lang}/sign-in?back=${encodeURIComponent(asked.href({}))}`
  return {
    ...(signIn ? { signIn } : {}),
    said: saidOf(judged, asked), questions, carried: carriedBy(asked, settled), detailing: service === null && next === undefined && details.length > 0, key: given?.sent.texts.key || newToken().token,
    fields: settled ? letterFields(judged, rest, asked).map((field) => withProblem(field, given?.wrong)) : [],
    oneOf: groupsOf(rest),
    files: filesOf(asked, (given?.sent.uploads ?? []).map((token, i) => ({ token, name: given?.sent.files[i]?.name ?? '' })), given?.wrong.get('files')),
    preview: previewOf(judged, visitor.lang, settled),
    stop: stopped ? createElement(Answer, { frame, view: answerOf(judged.policy, judged.decision, visitor) }) : null,
  }
}

/** The value that holds when nothing is said, shown as chosen. */
function defaultOf(judged: Judged, fact: string): string {
  const value = judged.facts[fact] ?? judged.policy.facts.get(fact)?.default
  return value === undefined ? '' : written(value)
}

/** What goes along with every step; the letter has its own field for the subject. */
function carriedBy({ texts, channel }: Asked, settled: boolean): { name: string; value: string }[] {
  const along = { channel, ...(texts.detailed === 'yes' ? { detailed: 'yes' } : {}), ...(!settled && texts.subject ? { subject: texts.subject } : {}) }
  return Object.entries(along).map(([name, value]) => ({ name, value }))
}

function withProblem(field: FieldView, wrong: Map<string, string> | undefined): FieldView {
  const problem = wrong?.get(field.name)
  return problem === undefined ? field : { ...field, problem }
}

function groupsOf(rest: ReturnType<typeof openQuestions>['rest']): string[][] {
  const groups = new Map<string, string[]>()
  for (const field of rest) if (field.oneOf && field.oneOf.length > 1) groups.set(field.oneOf.join(), field.oneOf.map((fact) => prefix + fact))
  return [...groups.values()]
}

/** Which of their services it is about: asked first, because the rest may depend on it. */
function serviceQuestion(judged: Judged, { serviceId, visitor }: Asked): FieldView | null {
  const services = visitor.contact ? (judged.requester.profile?.services ?? []) : []
  if (services.length === 0 || serviceId === 'none' || services.some((one) => one.id === serviceId)) return null
  const t = textsIn(visitor.lang)
  const kinds = judged.policy.facts.get('asset')?.options ?? []
  const named = (kind: string) => kinds.find((option) => option.value === kind)?.label[visitor.lang] ?? kind
  return {
    name: 'serviceId', kind: 'choice', label: t.service, value: '', required: true,
    options: [...services.map((one) => ({ value: one.id, label: one.name, help: named(one.kind) })), { value: 'none', label: t.serviceNone }],
  }
}
