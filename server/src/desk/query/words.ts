import type { DeskWall } from '#people/people.ts'
import { partsOf as ticketsOf } from './merged.ts'
import { joined, piece } from './piece.ts'
import type { Piece } from './piece.ts'
import type { Term } from './term.ts'

/** The parts of an address or a composed name; undefined for what has none. */
function partsOf(text: string): string | undefined {
  const parts = text.replaceAll(/[@._+-]+/g, ' ').trim()
  return parts === text || parts === '' ? undefined : parts
}

/** Words of which the last may be half typed, as names of people and things are looked for: "peche.example" also as its parts. */
export function begun(text: string): Piece {
  const parts = partsOf(text)
  return parts === undefined ? piece`begun_words(${text})` : piece`(begun_words(${text}) || begun_words(${parts}))`
}

/** What of a query is found by the words of a ticket. */
export type WordTerm = Extract<Term, { is: 'word' | 'phrase' | 'number' }>
export const isWordTerm = (term: Term): term is WordTerm => term.is === 'word' || term.is === 'phrase' || term.is === 'number'

/** Below this a half-typed word begins too many others to be looked for among them all. */
const shortestBegun = 2
const shortestNumber = 3

/** A word that we put among those of a ticket, as a question: what is no word begins with "=", which no word does. */
const quoted = (text: string) => `'${text.replaceAll('\\', '\\\\').replaceAll("'", "''")}'`
export const mark = (text: string): Piece => piece`${quoted(text)}::tsquery`
const begunMark = (text: string): Piece => piece`${`${quoted(text)}:*`}::tsquery`
export const providerMark = (providerId: string): Piece => mark(`=p${providerId.replaceAll('-', '')}`)
export const clauseMark = (clause: string): Piece => mark(`=§${clause.slice(0, 100).toLowerCase()}`)

/** An address written to its end is one word wherever it stands: its parts would find others beside it, and read far more. */
const isAddress = (text: string) => /^[^\s@]+@[^\s@]+\.[\p{L}]{2,}$/u.test(text)

function asked(text: string, typing: boolean): Piece {
  const parts = !typing && isAddress(text) ? undefined : partsOf(text)
  const whole = parts === undefined ? piece`asked_words(${text})` : piece`asked_words(${text}) || asked_words(${parts})`
  return typing && (text.match(/[\p{L}\p{N}]/gu)?.length ?? 0) >= shortestBegun ? piece`(${whole} || ${begun(text)})` : piece`(${whole})`
}

function questionOf(term: WordTerm, typing: boolean, alone: boolean): Piece {
  switch (term.is) {
    // A word that says nothing ("la") beside others is looked for when it stands alone.
    case 'word': return alone ? piece`${asked(term.text, typing)} || exact_words(${term.text})` : asked(term.text, typing)
    case 'phrase': return piece`exact_words(${term.text})`
    case 'number': {
      const number = typing && term.text.length >= shortestNumber ? begunMark(`=#${term.number}`) : mark(`=#${term.number}`)
      return term.only ? number : piece`(${asked(term.text, typing)} || ${number})`
    }
  }
}

/** `#1042`, written to its end: that ticket's own number, for which no words are asked. */
const isNumberAlone = (term: Term, terms: readonly Term[], typing: boolean) => term.is === 'number' && term.only && !(typing && term === terms.at(-1))

/** The tickets that a query names by their numbers. */
export const numbered = (terms: readonly Term[], typing: boolean): Piece[] =>
  terms.flatMap((term) => (term.is === 'number' && isNumberAlone(term, terms, typing) ? [term.not ? piece`t.number <> ${term.number}` : piece`t.number = ${term.number}`] : []))

/**
 * What the words of a ticket are compared with, as a `tsquery`; undefined when nothing of the query is about words.
 * `typing`: the last word may be half typed.
 */
export function wordsQuestion(providerId: string, terms: readonly Term[], typing: boolean): Piece | undefined {
  const alone = terms.filter((term) => isWordTerm(term) && !term.not).length === 1
  const own = terms.flatMap((term): Piece[] => {
    if (isNumberAlone(term, terms, typing)) return []
    if (isWordTerm(term)) {
      const question = questionOf(term, typing && term === terms.at(-1) && !term.not, alone && !term.not)
      // A phrase is left out by its order, not by its words.
      return term.not ? (term.is === 'phrase' ? [] : [piece`!!(${question})`]) : [piece`(${question})`]
    }
    if (term.is !== 'filter' || term.operator !== 'clause') return []
    const clauses = term.values.flatMap((value) => (value.is === 'name' ? [clauseMark(value.name)] : []))
    const any = clauses.reduce<Piece | undefined>((all, one) => (all ? piece`${all} || ${one}` : one), undefined)
    return any ? [term.not ? piece`!!(${any})` : piece`(${any})`] : []
  })
  return own.length === 0 ? undefined : joined([piece`(${providerMark(providerId)})`, ...own], ' && ')
}

/** Letters with the accents that `plain_of` takes away, and those that it takes apart. */
const accented: Readonly<Record<string, string>> = { a: 'àâäáãå', c: 'ç', e: 'éèêë', i: 'íìîï', n: 'ñ', o: 'óòôöõ', u: 'úùûü', y: 'ýÿ' }
const joint: Readonly<Record<string, string>> = { oe: 'œ', ae: 'æ' }
const bare = new Map([...Object.entries(accented).flatMap(([letter, all]) => [...all].map((one): [string, string] => [one, letter])), ...Object.entries(joint).map(([letters, one]): [string, string] => [one, letters])])
/** What stands for a space between the words of a phrase, or within "l’état". */
const gap = "[[:space:]'’ʼ\u00A0\u202F<>]+"

function signPattern(sign: string): string {
  if (!/[\p{L}\p{N}\p{M}]/u.test(sign)) return `\\${sign}`
  const alike = [...`${sign}${accented[sign] ?? ''}`]
  const both = [...new Set([...alike, ...alike.map((one) => one.toUpperCase()).filter((one) => [...one].length === 1)])]
  return both.length === 1 ? sign : `[${both.join('')}]`
}

function wordPattern(word: string): string {
  return word.replaceAll(/oe|ae|[^]/gu, (signs) => {
    const one = joint[signs]
    return one === undefined ? signPattern(signs) : `(?:${[...signs].map(signPattern).join('')}|[${one}${one.toUpperCase()}])`
  })
}

/**
 * A phrase as a pattern for texts as they were written: its words whole and in order, in small letters or capitals, with accents or
 * without, whatever stands for a space. All ways to write a letter are in the pattern: folding a text costs far more than reading it.
 */
export function phrasePattern(text: string): string {
  const plain = [...text.normalize('NFC').toLowerCase()].map((sign) => bare.get(sign) ?? sign).join('')
  const words = plain.split(/[\s'’ʼ<>]+/u).filter((word) => word !== '')
  const edge = (sign: string | undefined, border: string) => (sign !== undefined && /[\p{L}\p{N}]/u.test(sign) ? border : '')
  return `${edge([...(words[0] ?? '')][0], '(?:^|\\W)')}${words.map(wordPattern).join(gap)}${edge([...(words.at(-1) ?? '')].at(-1), '(?:\\W|$)')}`
}

/** Whether a phrase stands in one of the texts of a ticket `t`. */
function phraseStands({ text }: { text: string }, wall: DeskWall): Piece {
  const pattern = phrasePattern(text)
  const own = ticketsOf(wall)
  // What lacks one of the words need not be read.
  const exact = piece`exact_words(${text})`
  // In this order: what is cheap to read, and most often sought, comes first.
  return piece`(t.subject ~ ${pattern}
    or exists (select 1 from customers u where u.provider_id = t.provider_id and u.id = t.customer_id and u.name ~ ${pattern})
    or exists (select 1 from messages m where m.provider_id = t.provider_id and m.ticket_id in ${own} and m.visibility in ('public', 'internal')
      and m.words @@ ${exact} and m.text ~ ${pattern})
    or exists (select 1 from attachments f join messages m on m.provider_id = f.provider_id and m.id = f.message_id
      where f.provider_id = t.provider_id and f.ticket_id in ${own} and m.visibility in ('public', 'internal') and f.name ~ ${pattern})
    or exists (select 1 from contacts c where c.provider_id = t.provider_id and c.id = t.contact_id and (c.name || ' ' || c.email) ~ ${pattern})
    or exists (select 1 from services s where s.provider_id = t.provider_id and s.id = t.service_id
      and concat_ws(' ', s.name, s.order_number, s.product, array_to_string(s.addresses, ' ')) ~ ${pattern}))`
}

/** The phrases of a query: their words are looked for first, then their order. */
export function phrasesStand(terms: readonly Term[], wall: DeskWall): Piece[] {
  return terms.flatMap((term) => (term.is === 'phrase' ? [term.not ? piece`not ${phraseStands(term, wall)}` : phraseStands(term, wall)] : []))
}
