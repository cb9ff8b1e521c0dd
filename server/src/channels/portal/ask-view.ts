import { commitments, form, sayDecision } from '@guichet/policy'
import type { FormField, Lang, Policy } from '@guichet/policy'
import { say } from '@guichet/policy/words/fill'
import type { AskView, SaidView } from '#portal/pages/ask.tsx'
import type { FilesView } from '#portal/parts/files.tsx'
import type { FieldView } from '#portal/parts/field.tsx'
import { textsIn } from '#portal/texts/texts.ts'
import type { Judged } from '#triage/decide.ts'
import { prefix, written } from './answers.ts'
import type { Asked } from './asked.ts'
import { servicesOf, withServices } from './ask-service.ts'
import { withReading } from './instants.ts'
import { sizeInWords } from './ticket-view.ts'
import { fileLimits, type SentForm } from './upload.ts'
import type { Visitor } from './visitor.ts'

const chosen = new Set(['one_of', 'flag'])

/** The questions of the policy that are still open: what the answer depends on one by one, what may change it together, the rest with the letter. */
export interface Open { choices: FormField[]; details: FormField[]; rest: FormField[]; files: FormField[] }

/** What remains to be asked of somebody who said what `judged` holds. */
export function openQuestions(judged: Judged, asked: Asked): Open {
  const fields = form(judged.policy, judged.facts, asked.visitor.now).filter((field) => !own.has(field.fact))
  const isChoice = (field: FormField) => field.type === 'flag' || (field.type === 'one_of' && field.options.length > 0)
  const unsaid = (field: FormField) => !(field.fact in asked.answers) && (!(field.fact in judged.facts) || judged.policy.facts.get(field.fact)?.default !== undefined)
  // A choice of one is none.
  const open = fields.filter((field) => isChoice(field) && unsaid(field) && (field.type === 'flag' || field.options.length > 1))
  // What kind of request it is comes first even where the policy has a default: everything else follows from it.
  const first = (field: FormField) => field.required || field.fact === 'kind'
  return {
    choices: open.filter(first).sort((a, b) => Number(b.fact === 'kind') - Number(a.fact === 'kind')),
    details: asked.texts.detailed === 'yes' ? [] : open.filter((field) => !first(field)),
    // Files are joined to the letter, whatever they answer.
    rest: fields.filter((field) => !isChoice(field) && field.type !== 'file' && (!(field.fact in judged.facts) || (asked.texts[prefix + field.fact] ?? '') !== '')),
    files: fields.filter((field) => field.type === 'file'),
  }
}

/** Asked by the page itself, under their own names. */
const own = new Set(['subject', 'description', 'attachments', 'channel'])

/** One question of the policy as the page asks it. */
export function fieldOf(policy: Policy, field: FormField, lang: Lang, value: string): FieldView {
  const t = textsIn(lang)
  const options = field.type === 'flag'
    ? [{ value: 'yes', label: t.yes }, { value: 'no', label: t.no }]
    : field.options.map((option) => ({ value: option.value, label: say(option.label, policy, lang), ...(option.help ? { help: say(option.help, policy, lang) } : {}) }))
  return {
    name: prefix + field.fact, label: say(field.label, policy, lang), value, required: field.required || field.fact === 'kind', options,
    kind: !chosen.has(field.type) || (field.options.length === 0 && field.type !== 'flag') ? 'line' : 'choice',
    ...(field.help ? { help: say(field.help, policy, lang) } : {}),
    ...(field.why ? { why: say(field.why, policy, lang) } : {}),
    ...(field.example ? { example: field.example } : {}),
    maxLength: 1_000,
  }
}

/** What was already answered, with a way to change each: everything after it is asked again if need be. */
export function saidOf(judged: Judged, asked: Asked): SaidView[] {
  const { lang } = asked.visitor
  const t = textsIn(lang)
  const service = servicesOf(judged, asked).find((one) => one.id === asked.serviceId)
  const said: SaidView[] = []
  if (service) said.push({ name: 'serviceId', label: t.serviceLabel, value: service.id, shown: service.name, changeHref: asked.href({ serviceId: undefined }) })
  else if (asked.serviceId === 'none') said.push({ name: 'serviceId', label: t.serviceLabel, value: 'none', shown: t.serviceNone, changeHref: asked.href({ serviceId: undefined }) })
  for (const [name, value] of Object.entries(asked.answers)) {
    const declared = judged.policy.facts.get(name)
    if (!declared || value === undefined || !chosen.has(declared.type)) continue
    const option = declared.options.find((one) => one.value === value)
    const shown = value === true ? t.yes : value === false ? t.no : option ? say(option.label, judged.policy, lang) : String(value)
    said.push({ name: prefix + name, label: say(declared.label, judged.policy, lang), value: written(value), shown, changeHref: asked.href({ [prefix + name]: undefined }) })
  }
  return said
}

/** The fields that are sent together: the policy's own, then the words of the request. */
export function letterFields(judged: Judged, rest: readonly FormField[], asked: Asked): FieldView[] {
  const { visitor } = asked
  const t = textsIn(visitor.lang)
  const fields = rest.map((field) => {
    const shown = fieldOf(judged.policy, field, visitor.lang, asked.texts[prefix + field.fact] ?? '')
    return field.type === 'instant' ? withReading(shown, asked.readings.get(field.fact), judged.policy, visitor) : withServices(shown, judged, asked)
  })
  const words: FieldView[] = [
    { name: 'subject', kind: 'line', label: t.subject, value: asked.texts.subject ?? '', required: true, maxLength: 300 },
    { name: 'description', kind: 'text', label: t.description, value: asked.texts.description ?? '', required: true, maxLength: 100_000 },
  ]
  const who: FieldView[] = visitor.contact ? [] : [
    { name: 'name', kind: 'line', label: t.name, value: asked.texts.name ?? '', required: false, autoComplete: 'name', maxLength: 200 },
    { name: 'email', kind: 'email', label: t.email, value: asked.texts.email ?? '', required: true, why: t.emailWhy, autoComplete: 'email', maxLength: 254 },
  ]
  return [...who, ...fields, ...words]
}

/** What is promised to what is known so far; null while a choice is still open. The words of the letter change no promise. */
export function previewOf(judged: Judged, { lang, readerZone }: Pick<Visitor, 'lang' | 'readerZone'>, settled: boolean): AskView['preview'] {
  const { policy, facts } = judged
  const { outcome } = judged.decision
  if (!settled || outcome === 'refused' || outcome === 'redirected') return null
  const decision = outcome === 'ask' ? { ...judged.decision, commitments: commitments(policy, facts, judged.decision.at) } : judged.decision
  const said = sayDecision(policy, decision, lang, { now: decision.at, readerZone })
  return {
    promises: said.promises.map((promise) => promise.text), remarks: said.remarks.map((remark) => remark.text),
    clauses: [...new Set(decision.commitments.flatMap((commitment) => commitment.clauses))],
    ...(outcome === 'held' ? { headline: said.headline } : {}),
  }
}

/** The limits of files in words, what files the policy would like, and the files already received. */
export function filesOf(asked: Asked, wanted: readonly FormField[], sent: SentForm | undefined, problem: string | undefined): FilesView {
  const { lang } = asked.visitor
  const words = (text: FormField['label']) => say(text, asked.policy, lang)
  return {
    ...filesView(asked.visitor, sent, problem),
    wanted: wanted.map((field) => ({ label: words(field.label), required: field.required, ...(field.why ? { why: words(field.why) } : {}) })),
  }
}

/** A control of files: its limits, and what was received with the form before. */
export function filesView({ lang, provider }: Pick<Visitor, 'lang' | 'provider'>, sent: SentForm | undefined, problem?: string): FilesView {
  return {
    max: fileLimits.files, bytes: fileLimits.fileSize, size: textsIn(lang).megabytes(fileLimits.fileSize / 1_048_576), sendTo: `/${provider.slug}/${lang}/uploads`,
    kept: (sent?.uploads ?? []).map((token, i) => ({ token, name: sent?.files[i]?.name ?? '', size: sizeInWords(sent?.files[i]?.size ?? 0, lang) })),
    ...(problem ? { problem } : {}),
  }
}
