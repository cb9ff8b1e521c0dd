import { explainLine } from '../explain/lines.ts'
import type { ExplainedLine } from '../explain/lines.ts'
import type { Lang } from '../model.ts'
import { notify, type NotifiedCustomer, type Notified } from '../notifications/notify.ts'
import type { Policy } from '../policy.ts'
import { duration } from '../words/durations.ts'
import { instantInWords } from '../words/instants.ts'
import { list } from '../words/phrases.ts'
import { valueInWords } from '../explain/values.ts'
import { question, type Told } from './question.ts'

interface Answered extends Notified {
  /** Seconds between the event and its showing in the client area; null when either is not known. */
  delay: number | null
}

export const outcomes = {
  sent: { fr: 'envoyée', en: 'sent' },
  not_concerned: { fr: 'pas concerné', en: 'not concerned' },
  public: { fr: 'un avis public', en: 'a public notice' },
  unsaid: { fr: 'rien n’est prévu', en: 'nothing is provided for' },
}
export const mediaNames = { client_area: { fr: 'espace client', en: 'client area' }, mail: { fr: 'courriel', en: 'e-mail' } }

const nothing: Told = { is: 'nothing' }

/** Who is told of an event, through what, and at which address? For one customer, or for several by name. */
export const notification = question({
  name: 'notification',
  about: { fr: 'Qui est prévenu, par quelle voie et à quelle adresse ?', en: 'Who is told, through what and at which address?' },
  fields: {
    type: { named: (policy) => policy.facts.get('notification')!.options.map(({ value }) => value) }, event: 'text', concerns: 'texts', affected: 'flag', own: 'text', registered: 'text', unsubscribed: 'flag', bounced: 'texts', created: 'instant', shown: 'instant',
    customers: { each: { name: 'text', services: 'texts', affected: 'flag', own: 'text', registered: 'text', unsubscribed: 'flag' } },
  },
  needs: ['type'],
  tells: ['outcome', 'told', 'through', 'mail_to', 'messages', 'id', 'same_id', 'address_of', 'task', 'tasks', 'within', 'delay', 'in_time', 'next', 'optional'],
  answer: (policy, { facts, at, fields }): Answered => {
    const { type = '', event = 'event', concerns = [], bounced = [], created, shown } = fields
    const listed = fields.customers ?? [{ name: '', affected: fields.affected ?? true, ...(fields.own === undefined ? {} : { own: fields.own }), ...(fields.registered === undefined ? {} : { registered: fields.registered }), ...(fields.unsubscribed === undefined ? {} : { unsubscribed: fields.unsubscribed }) }]
    const customers = listed.map((one, index): NotifiedCustomer => ({
      name: one.name ?? String(index + 1), affected: one.affected ?? ('services' in one && (one.services ?? []).some((service) => concerns.includes(service))),
      ...(one.own === undefined ? {} : { own: one.own }), ...(one.registered === undefined ? {} : { registered: one.registered }), ...(one.unsubscribed === undefined ? {} : { unsubscribed: one.unsubscribed }),
    }))
    const delay = created === undefined || shown === undefined ? null : Math.max(0, (shown - created) / 1000)
    return { ...notify(policy, facts, at, { type, event, customers, bounced }), delay }
  },
  tell: (_, { outcome, notifications, through, addressOf, within, delay, next, optional }) => {
    const messages = notifications.flatMap((one) => one.messages)
    const tasks = notifications.flatMap((one) => one.tasks)
    const ids = [...new Set(messages.map(({ id }) => id))]
    return {
      outcome: { is: 'word', word: outcome }, told: { is: 'words_list', words: named(notifications) }, through: { is: 'words_list', words: through },
      mail_to: { is: 'words_list', words: messages.flatMap(({ address }) => address ?? []) }, messages: { is: 'number', number: messages.length },
      id: { is: 'words_list', words: ids }, same_id: messages.length === 0 ? nothing : { is: 'flag', flag: notifications.every((one) => new Set(one.messages.map(({ id }) => id)).size === 1) },
      address_of: addressOf === null ? nothing : { is: 'word', word: addressOf }, task: { is: 'flag', flag: tasks.length > 0 }, tasks: { is: 'words_list', words: tasks },
      within: within === null ? nothing : { is: 'duration', seconds: within }, delay: delay === null ? nothing : { is: 'duration', seconds: delay },
      in_time: delay === null || within === null ? nothing : { is: 'flag', flag: delay <= within }, next: next === null ? nothing : { is: 'instant', at: next }, optional: { is: 'flag', flag: optional },
    }
  },
  clauses: ({ clauses }) => clauses,
  explain: (policy, data, lang) => [explainLine(policy, { title: valueInWords(policy, 'notification', data.type, lang), result: resultInWords(data, lang), facts: data.facts, clauses: data.clauses }, lang), ...explainDelay(policy, data, lang), ...explainNext(policy, data, lang)],
})

const named = (notifications: Notified['notifications']): string[] => notifications.flatMap(({ customer }) => (customer === '' ? [] : customer))

function resultInWords({ outcome, notifications, through }: Answered, lang: Lang): string {
  const parts = [outcomes[outcome][lang]]
  if (outcome === 'sent') {
    parts.push(list(named(notifications), lang), list(through.map((medium) => mediaNames[medium][lang]), lang))
    parts.push(list([...new Set(notifications.flatMap((one) => one.messages.flatMap(({ address }) => address ?? [])))], lang))
  }
  return parts.filter((part) => part !== '').join(' · ')
}

function explainNext(policy: Policy, { next, clauses }: Answered, lang: Lang): ExplainedLine[] {
  return next === null ? [] : [explainLine(policy, { title: lang === 'fr' ? 'Prochain envoi' : 'Sent next', result: instantInWords(next, { zone: policy.zone, lang }), clauses }, lang)]
}

function explainDelay(policy: Policy, { outcome, delay, within }: Answered, lang: Lang): ExplainedLine[] {
  if (delay === null || outcome !== 'sent') return []
  const promised = within === null ? (lang === 'fr' ? 'sans délai chiffré' : 'with no stated time') : `≤ ${duration(within, lang)}`
  return [explainLine(policy, { title: lang === 'fr' ? 'Retard' : 'Delay', result: `${duration(delay, lang)} · ${promised}`, clauses: [] }, lang)]
}
