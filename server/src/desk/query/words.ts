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

function asked(text: string, typing: boolean): Piece {
  const parts = partsOf(text)
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

/**
 * What the words of a ticket are compared with, as a `tsquery`; undefined when nothing of the query is about words.
 * `typing`: the last word may be half typed.
 */
export function wordsQuestion(providerId: string, terms: readonly Term[], typing: boolean): Piece | undefined {
  const alone = terms.filter((term) => isWordTerm(term) && !term.not).length === 1
  const own = terms.flatMap((term): Piece[] => {
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

/** A phrase as a pattern for texts without accents: its words whole and in order, whatever stands for a space. */
export function phrasePattern(text: string): Piece {
  // Letters and figures stand for themselves; everything else is written so that it does too.
  const words = text.split(' ').map((word) => word.replaceAll(/[^\p{L}\p{N}\p{M}]/gu, (sign) => `\\${sign}`))
  const edge = (sign: string | undefined, border: string) => (sign !== undefined && /[\p{L}\p{N}]/u.test(sign) ? border : '')
  return piece`(${edge(text[0], '\\m')}::text || plain_of(${words.join('[[:space:]]+')}) || ${edge(text.at(-1), '\\M')}::text)`
}

/** A ticket `t` and those that were merged into it. */
const own = piece`(select t.id union all select x.id from tickets x where x.provider_id = t.provider_id and x.merged_into = t.id)`

/** Whether a phrase stands in one of the texts of a ticket `t`. */
function phraseStands({ text }: { text: string }): Piece {
  const pattern = phrasePattern(text)
  // What lacks one of the words need not be read.
  const exact = piece`exact_words(${text})`
  return piece`(plain_of(t.subject) ~ ${pattern}
    or exists (select 1 from messages m where m.provider_id = t.provider_id and m.ticket_id in ${own} and m.visibility in ('public', 'internal')
      and m.words @@ ${exact} and plain_of(m.text) ~ ${pattern})
    or exists (select 1 from attachments f join messages m on m.provider_id = f.provider_id and m.id = f.message_id
      where f.provider_id = t.provider_id and f.ticket_id in ${own} and m.visibility in ('public', 'internal') and plain_of(f.name) ~ ${pattern})
    or exists (select 1 from customers u where u.provider_id = t.provider_id and u.id = t.customer_id and plain_of(u.name) ~ ${pattern})
    or exists (select 1 from contacts c where c.provider_id = t.provider_id and c.id = t.contact_id and plain_of(c.name || ' ' || c.email) ~ ${pattern})
    or exists (select 1 from services s where s.provider_id = t.provider_id and s.id = t.service_id
      and plain_of(concat_ws(' ', s.name, s.order_number, s.product, array_to_string(s.addresses, ' '))) ~ ${pattern}))`
}

/** The phrases of a query: their words are looked for first, then their order. */
export function phrasesStand(terms: readonly Term[]): Piece[] {
  return terms.flatMap((term) => (term.is === 'phrase' ? [term.not ? piece`not ${phraseStands(term)}` : phraseStands(term)] : []))
}
