import { createElement } from 'react'
import { dayInWords, timeOfDay, wallAt } from '@guichet/policy/words/formats'
import { listDrafts } from '#triage/drafts.ts'
import { newToken } from '#platform/tokens.ts'
import type { Desk } from '#policies/policies.ts'
import type { Frame } from '#portal/frame.tsx'
import { Answer } from '#portal/pages/answer.tsx'
import type { AskView, DraftView } from '#portal/pages/ask.tsx'
import { AvoidedOffer } from '#portal/pages/answered.tsx'
import type { FieldView } from '#portal/parts/field.tsx'
import { askingTexts } from '#portal/texts/areas/asking.ts'
import type { Judged } from '#triage/decide.ts'
import { answerOf } from './answer-view.ts'
import { prefix, written } from './answers.ts'
import { weigh } from './ask-judge.ts'
import { knownOf } from './ask-known.ts'
import { lastResortHref } from './ask-last-resort.ts'
import { serviceQuestion } from './ask-service.ts'
import { fieldOf, filesOf, letterFields, openQuestions, previewOf, saidOf } from './ask-view.ts'
import type { Asked } from './asked.ts'
import { sealFor } from './form-seal.ts'
import type { SentForm } from './upload.ts'
import type { Visitor } from './visitor.ts'

/** A letter that came back, or a draft taken up again. */
export interface Given { readonly sent: SentForm; readonly wrong?: ReadonlyMap<string, string>; readonly notice?: string }

/** The form at the step where its answers lead. */
export async function askView(desk: Desk, said: Asked, frame: Frame, given?: Given): Promise<AskView> {
  const { asked, judged } = await weigh(desk, said, given?.sent)
  const { visitor } = asked
  const { contact, provider, lang } = visitor
  const { choices, details, rest, files } = openQuestions(judged, asked)
  const service = serviceQuestion(judged, asked)
  const next = choices[0]
  const questions = service ? [service] : next ? [fieldOf(judged.policy, next, lang, '')] : details.map((field) => fieldOf(judged.policy, field, lang, defaultOf(judged, field.fact)))
  const settled = questions.length === 0
  const stopped = settled && (judged.decision.outcome === 'refused' || judged.decision.outcome === 'redirected')
  const home = `/${provider.slug}/${lang}`
  const signIn = contact || stopped ? undefined : `${home}/sign-in?back=${encodeURIComponent(asked.href({}))}`
  const first = Object.keys(asked.answers).length === 0 && !given
  const resort = stopped ? await lastResortHref(desk, visitor) : undefined
  const oneOf = groupsOf(rest)
  const grouped = new Set(oneOf.flat())
  return {
    ...(signIn ? { signIn } : {}),
    ...(contact ? { seal: sealFor(desk, provider.id, contact.id) } : {}),
    ...(given?.notice ? { notice: given.notice } : {}),
    ...(asked.follows === undefined ? {} : { follows: asked.follows }),
    ...(resort ? { lastResortHref: resort } : {}),
    said: saidOf(judged, asked), questions, carried: carriedBy(asked, settled), detailing: service === null && next === undefined && details.length > 0,
    key: given?.sent.texts.key || newToken().token, policyVersion: judged.policy.version,
    fields: settled ? letterFields(judged, rest, asked).map((field) => withProblem(grouped.has(field.name) ? { ...field, required: false, marked: false } : field, given?.wrong)) : [],
    oneOf,
    files: filesOf(asked, files, given?.sent, given?.wrong?.get('files')),
    preview: previewOf(judged, visitor, settled),
    known: stopped ? null : await knownOf(desk, asked),
    drafts: first && contact ? await draftsOf(desk, visitor) : [],
    stop: stopped ? stopOf(frame, judged, asked) : null,
  }
}

/** What the policy says instead of a form; where a known answer was enough, one press says so and is counted (S1-5). */
function stopOf(frame: Frame, judged: Judged, asked: Asked) {
  const answer = createElement(Answer, { frame, view: answerOf(judged.policy, judged.decision, asked.visitor) })
  if (asked.answers.answered !== true || judged.decision.outcome !== 'redirected') return answer
  return createElement(AvoidedOffer, { frame, answer, carried: [{ name: 'key', value: newToken().token }, { name: 'channel', value: asked.channel }, ...Object.entries(asked.texts).filter(([name]) => name.startsWith(prefix)).map(([name, value]) => ({ name, value }))] })
}

/** The drafts of requests of who is signed in. */
export async function draftsOf(desk: Desk, visitor: Visitor): Promise<DraftView[]> {
  const { contact, provider, lang, now, readerZone: zone } = visitor
  if (!contact) return []
  const t = askingTexts(lang)
  const drafts = (await listDrafts(desk, provider.id, contact.id)).filter((draft) => draft.place.startsWith('ask:'))
  return drafts.map(({ id, fields, updatedAt }) => {
    const wall = wallAt(updatedAt, zone)
    const today = wall.day === wallAt(now, zone).day
    const title = (fields.subject ?? '').trim() || (fields.description ?? '').trim().slice(0, 60) || t.untitled
    return { id, title: title.slice(0, 120), when: today ? t.draftToday(timeOfDay(wall.seconds - (wall.seconds % 60), lang)) : t.draftOf(dayInWords(updatedAt, { zone, lang })) }
  })
}

/** The value that holds when nothing is said, shown as chosen. */
function defaultOf(judged: Judged, fact: string): string {
  const value = judged.facts[fact] ?? judged.policy.facts.get(fact)?.default
  return value === undefined ? '' : written(value)
}

/** What goes along with every step; the letter has its own field for the subject. */
function carriedBy({ texts, channel, follows }: Asked, settled: boolean): { name: string; value: string }[] {
  const along = {
    channel, ...(texts.detailed === 'yes' ? { detailed: 'yes' } : {}), ...(follows === undefined ? {} : { follows: String(follows) }),
    ...(!settled && texts.subject ? { subject: texts.subject } : {}),
  }
  return Object.entries(along).map(([name, value]) => ({ name, value }))
}

function withProblem(field: FieldView, wrong: ReadonlyMap<string, string> | undefined): FieldView {
  const problem = wrong?.get(field.name)
  return problem === undefined ? field : { ...field, problem }
}

function groupsOf(rest: ReturnType<typeof openQuestions>['rest']): string[][] {
  const groups = new Map<string, string[]>()
  const there = new Set(rest.map((field) => field.fact))
  for (const field of rest) {
    const open = field.oneOf?.filter((fact) => there.has(fact)) ?? []
    if (open.length > 1) groups.set(open.join(), open.map((fact) => prefix + fact))
  }
  return [...groups.values()]
}
