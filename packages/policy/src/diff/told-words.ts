/** The keys and values of answers in words. */
import type { Lang, Metric } from '../model.ts'
import { moneyText } from '../money/cents.ts'
import type { Policy } from '../policy.ts'
import type { Told } from '../questions/question.ts'
import { valueInWords } from '../explain/values.ts'
import { list, money, number } from '../words/amounts.ts'
import { businessDays, duration } from '../words/durations.ts'
import { say } from '../words/fill.ts'
import { instantInWords } from '../words/instants.ts'
import { metricName } from '../words/metrics.ts'
import { teamInWords } from '../words/teams.ts'
import { nameOfKey } from './key-words.ts'
import { nameInWords, plainInWords } from './plain.ts'

export const names: Record<string, readonly [fr: string, en: string]> = {
  outcome: ['réponse', 'answer'], to: ['canal à utiliser', 'channel to use'], tier: ['niveau', 'level'], kind: ['demande', 'request'], department: ['service', 'department'], priority: ['priorité', 'priority'], scope: ['périmètre', 'scope'],
  entitlement: ['accès', 'access'], handled_by: ['prise en charge par', 'handled by'], answer_in: ['langue de réponse', 'language of the answer'], rank: ['rang dans la file', 'place in the queue'], on_call: ['astreinte', 'on call'],
  held_until: ['attend jusqu’à', 'held until'], asks: ['informations demandées', 'information asked for'], tags: ['étiquettes', 'tags'], reason: ['raison', 'reason'], remarks: ['remarque', 'remark'], problem: ['sans réponse', 'no answer'],
  'next.channel': ['canal conseillé', 'channel advised'], 'next.address': ['adresse conseillée', 'address advised'], 'next.referral': ['qui peut aider', 'who can help'], 'next.quote': ['devis possible', 'quote possible'], 'next.words': ['que faire', 'what to do'],
  due: ['échéance', 'due'], deadline: ['échéance', 'due'], promise: ['délai', 'time'], bond: ['engagement', 'commitment'],
}
export const outcomes: Record<string, readonly [fr: string, en: string]> = {
  accepted: ['acceptée', 'accepted'], held: ['acceptée, en attente d’ouverture', 'accepted, held until opening'], redirected: ['à faire par un autre canal', 'to be made on another channel'], refused: ['refusée', 'refused'], ask: ['à compléter', 'to be completed'],
  unquantified: ['sans délai chiffré', 'with no stated time'],
}

/** The name of a key: "échéance (réponse)". */
export function keyInWords(key: string, lang: Lang): string {
  const index = lang === 'fr' ? 0 : 1
  const [first = '', more] = key.split('.')
  if (names[key]) return names[key][index]
  if (!names[first] || more === undefined) return nameOfKey(key, lang)
  if (first === 'remarks') return `${names[first][index]} ${more}`
  return `${names[first][index]} (${metricName(more as Metric, lang)})`
}

/** A value in words; empty for nothing. */
export function toldInWords(policy: Policy, key: string, told: Told, lang: Lang): string {
  switch (told.is) {
    case 'word': return wordInWords(policy, key, told.word, lang)
    case 'words': return say(told.words, policy, lang).trim().replace(/(?<!\.)\.$/, '')
    case 'flag': return plainInWords(policy, told.flag, lang)
    case 'number': return told.of ? businessDays(told.number, lang) : number(key === 'rank' ? told.number + 1 : told.number, lang)
    case 'money': return money(moneyText(told.cents), policy.currency ?? 'EUR', lang)
    case 'duration': return duration(told.seconds, lang)
    case 'instant': return instantInWords(told.at, { zone: policy.zone, lang, seconds: true })
    case 'words_list': return list(told.words.map((word) => nameInWords(policy, word, lang)), lang)
    case 'nothing': return ''
  }
}

function wordInWords(policy: Policy, key: string, word: string, lang: Lang): string {
  const outcome = key === 'outcome' || word === 'unquantified' ? outcomes[word]?.[lang === 'fr' ? 0 : 1] : undefined
  if (outcome !== undefined) return outcome
  if (key === 'handled_by') return teamInWords(word, policy, lang)
  if (key === 'answer_in') return new Intl.DisplayNames([lang], { type: 'language' }).of(word) ?? word
  const fact = key === 'to' || key === 'next.channel' ? 'channel' : key
  return policy.facts.has(fact) ? valueInWords(policy, fact, word, lang) : nameInWords(policy, word, lang)
}
