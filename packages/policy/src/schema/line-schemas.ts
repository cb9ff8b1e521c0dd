import { questions } from '../questions/questions.ts'
import { questionFields } from './examples-schema.ts'
import { count, describe, either, list, object, oneOf, text, type Schema } from './build.ts'

const instant = describe(either({ type: 'integer' }, text), 'Millisecondes depuis 1970, ISO avec décalage, ou heure locale de la politique.', 'Epoch milliseconds, ISO with an offset, or local time of the policy.')
const utc = describe({ type: 'string', pattern: '^\\d{4}-\\d{2}-\\d{2}T.*Z$' }, 'Un instant UTC.', 'An instant in UTC.')
const id = describe({}, 'Rendu tel quel dans la réponse.', 'Returned as it is in the answer.')
const open: Schema = { type: 'object' }
const texts = list(text)
const maybe = (schema: Schema): Schema => either(schema, { type: 'null' })
const draft = (title: string, schema: Schema): Schema => ({ $schema: 'https://json-schema.org/draft/2020-12/schema', title, ...schema })

const counted = either(
  object({ 'by!': oneOf('elapsed') }),
  object({ 'by!': oneOf('calendar'), 'calendar!': text, zone: text }),
  object({ 'by!': oneOf('business_days'), 'calendar!': text, 'dayRule!': oneOf('end_of_day', 'same_time'), cutoff: count, zone: text }),
)
const commitment = object({
  'target!': text, 'metric!': text, 'clauses!': texts, 'value!': maybe(count), usual: count, 'counted!': counted, 'statistic!': open,
  'bond!': oneOf('guaranteed', 'objective', 'none'), 'lateWhen!': oneOf('counted_over_target', 'now_past_deadline'),
  'startsAt!': count, 'deadline!': maybe(count), 'pauses!': texts, 'stops!': texts,
})
const decision = {
  ...object({
    'policy!': text, 'version!': text, 'at!': count, 'outcome!': oneOf('accepted', 'held', 'redirected', 'refused', 'ask'), 'clauses!': texts, 'decisive!': texts,
    reason: open, next: open, to: text, heldUntil: count, 'entitlement!': oneOf('open', 'discretionary', 'closed'),
    scope: oneOf('covered', 'limited', 'discretionary', 'excluded'), tier: text, kind: text, department: text, priority: text, 'rank!': count,
    handledBy: text, 'onCall!': { type: 'boolean' }, answerIn: text, 'tags!': texts, 'asks!': list(open), 'commitments!': list(commitment), 'remarks!': list(open), 'steps!': list(open),
  }),
}
const failure = object({ 'line!': count, id, 'error!': object({ 'code!': text, 'message!': text, fact: text, near: text }) })

const dueAsked = object({
  id,
  commitment: describe({ type: 'object', required: ['value', 'counted'], properties: { value: count, counted, startsAt: count } }, 'Un engagement, tel qu’une décision le donne.', 'A commitment, as a decision gives it.'),
  target: text, facts: open, calendar: text,
  duration: describe(either(text, count), '2h, « 2 business days », ou des secondes.', '2h, “2 business days”, or seconds.'),
  start: instant, now: instant, pauses: list(object({ 'from!': instant, to: maybe(instant) })),
})
const deadline = {
  'start!': utc, 'deadline!': maybe(utc), 'unit!': oneOf('second', 'day'), 'target!': count,
  'segments!': list(object({ 'from!': utc, 'to!': maybe(utc), 'state!': oneOf('counted', 'closed', 'holiday', 'paused', 'start_day'), 'counted!': count, 'total!': count, 'future!': { type: 'boolean' } })),
  'words!': texts,
}
const facts = describe(open, 'Ce que l’on sait : les noms sont ceux de la politique.', 'What is known: the names are those of the policy.')
const asked = describe(instant, 'Quand on le demande ; sans lui : quand la politique entre en vigueur.', 'When it is asked; without it: when the policy comes into force.')

/** A line of `guichet policy ask` and `guichet policy explain`: a request, a deadline, or a further question by its name. */
export const askLine = (): Schema => draft('Guichet: question line', either(
  object({ id, 'at!': instant, 'facts!': facts }),
  object({ id, 'due!': describe(dueAsked, 'Une échéance.', 'A deadline.') }),
  ...questions.map(({ name, about, fields, needs }) => object({ id, [`${name}!`]: describe(questionFields(fields, needs), about.fr ?? '', about.en ?? ''), facts, at: asked })),
))

const line = object({ 'steps!': list(open), 'text!': texts })

/** An answer line of `guichet policy ask`. Instants of a decision are epoch milliseconds, those of other answers ISO; durations are seconds. */
export const askAnswer = (): Schema => draft('Guichet: answer line', either(
  failure,
  object({ 'line!': count, id, 'decision!': decision, 'words!': open, explanation: open }),
  object({ 'line!': count, id, 'due!': object(deadline) }),
  object({ 'line!': count, id, 'question!': oneOf(...questions.map(({ name }) => name)), 'answer!': open, 'clauses!': texts, explanation: line }),
))

/** A line of `guichet policy due`. */
export const dueLine = (): Schema => draft('Guichet: deadline question', dueAsked)

/** An answer line of `guichet policy due`; `counted` is in seconds, or in days when the unit is the day. */
export const dueAnswer = (): Schema => draft('Guichet: deadline', either(failure, object({ 'line!': count, id, ...deadline })))
