/** The values of an answer, compared with what is expected and shown. */
import { instantOf, instantText } from '../examples/when.ts'
import { moneyText, parseMoney } from '../money/cents.ts'
import type { Policy } from '../policy.ts'
import { asFlag, asText, type Node } from '../read/node.ts'
import { parseDuration } from '../read/values.ts'
import { duration } from '../words/durations.ts'
import { say } from '../words/fill.ts'
import type { Told } from './question.ts'

/** Compared as read: spaces that do not break, curly apostrophes and capitals make no difference. */
export const loose = (text: string): string => text.replaceAll(/[\s\u00a0\u202f]+/g, ' ').replaceAll('\u2019', "'").toLowerCase()

const none = ['none', 'no', '']
const texts = (node: Node): string[] => (node.kind === 'list' ? node.items : [node]).map((item) => asText(item) ?? '')

/** A value as an example would write it. */
export function showTold(told: Told, policy: Policy): string {
  switch (told.is) {
    case 'word': return told.word
    case 'words': return `« ${say(told.words, policy, 'fr')} » / “${say(told.words, policy, 'en')}”`
    case 'flag': return told.flag ? 'yes' : 'no'
    case 'number': return String(told.number)
    case 'money': return moneyText(told.cents)
    case 'duration': return duration(told.seconds, 'en').replaceAll('\u00a0', ' ')
    case 'instant': return instantText(told.at, policy.zone)
    case 'words_list': return told.words.join(', ')
    case 'nothing': return ''
  }
}

/** Whether a value is as expected. A list must hold what is expected; `none` expects nothing. */
export function isAsExpected(told: Told, expected: Node, policy: Policy): boolean {
  const text = asText(expected) ?? ''
  switch (told.is) {
    case 'word': return texts(expected).includes(told.word)
    case 'words': return holds(told.words, expected, policy)
    case 'flag': return asFlag(expected) === told.flag
    case 'number': return Number(text) === told.number && text !== ''
    case 'money': return parseMoney(text) === told.cents
    case 'duration': return parseDuration(text) === told.seconds
    case 'instant': return instantOf(expected, policy.zone) === told.at
    case 'words_list': return none.includes(text) && expected.kind === 'scalar' ? told.words.length === 0 : texts(expected).every((one) => told.words.includes(one))
    case 'nothing': return expected.kind === 'list' ? expected.items.length === 0 : none.includes(text)
  }
}

function holds(words: Extract<Told, { is: 'words' }>['words'], expected: Node, policy: Policy): boolean {
  const wanted = expected.kind === 'map' ? expected.entries.map(({ key, value }) => ({ langs: [key], text: asText(value) ?? '' })) : [{ langs: ['fr', 'en'], text: asText(expected) ?? '' }]
  return wanted.every(({ langs, text }) => langs.some((lang) => loose(say(words, policy, lang === 'en' ? 'en' : 'fr')).includes(loose(text))))
}
