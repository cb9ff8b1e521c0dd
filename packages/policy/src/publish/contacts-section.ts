import type { Lang } from '../model.ts'
import { sentence } from '../words/typography.ts'
import type { ContactMethod } from './document.ts'
import { before, callCost, labels } from './labels.ts'
import { cell, clauseLinks, words, type Cell, type Line, type Section } from './sections.ts'

function promisesCell({ promises, access }: ContactMethod, lang: Lang): Cell {
  const say = labels[lang]
  const own = promises.filter(({ here }) => here)
  if (own.length > 2) return [words(say.severalPromises(own.length), { href: '#promises' })]
  const told: Line[] = own.map(({ text, when }) => (when === null ? words(text) : [{ text }, { text: ` (${when})`, quiet: true }]))
  if (own.length < promises.length) told.push(words(told.length > 0 ? say.otherPromises : say.commonPromises, { href: '#promises', quiet: true }))
  return told.length > 0 || access === 'closed' ? told : cell(say.nothing)
}

/** How to reach the provider: each way with its address, the price of a call, when someone answers, and what is promised there. */
export function contactsSection(contacts: readonly ContactMethod[], lang: Lang): Section[] {
  const say = labels[lang]
  if (contacts.length === 0) return []
  const rows = contacts.map((contact) => {
    const { channel, label, purpose, accessWords, address, cost, hours, voicemail, clauses, access, now } = contact
    const price = callCost(cost, lang)
    const name: Cell = [words(sentence(label)), ...(purpose === null ? [] : [words(purpose, { quiet: true })]), ...(accessWords === null ? [] : [words(accessWords, { quiet: true })])]
    const where: Cell = [...(address === null ? [] : [words(address.text, { href: address.href })]), ...(price === null ? [] : [words(price, { quiet: true })])]
    const answered: Cell = access === 'closed' ? [] : [
      ...(hours === null ? [] : [words(sentence(now.words), { strong: true, now: true })]), words(hours ?? say.always), ...(voicemail === null ? [] : [words(before(say.voicemail, lang) + voicemail, { quiet: true })]),
    ]
    return { id: `channel-${channel}`, cells: [name, where, answered, promisesCell(contact, lang), [clauseLinks(clauses)]] }
  })
  return [{ id: 'contacts', title: say.contacts, blocks: [{ is: 'table', caption: say.contacts, heads: [say.channel, say.address, say.when, say.promised, say.clause], rows }] }]
}
