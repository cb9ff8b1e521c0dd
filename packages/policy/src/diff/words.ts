/** Differences between policies as people read them. */
import type { Lang } from '../model.ts'
import { list } from '../words/amounts.ts'
import { apostrophe, nbsp, sentence, thin } from '../words/typography.ts'
import type { PolicyChange } from './types.ts'

export interface ChangeWords {
  /** "art. 2.1"; null: the header, which stands in no clause. */
  place: string | null
  /** Id of the clause, the old one for what was removed; null: the header. */
  clause: string | null
  text: string
}

export const words = {
  fr: {
    colon: `${thin}: `, semicolon: `${thin}; `, was: (before: string) => ` (avant${thin}: ${before})`, added: ' (ajout)', removed: ' (suppression)', gone: 'retiré', for: ' pour ',
    here: (before: string) => ` (se trouvait avant à l${apostrophe}${before})`, formerly: (before: string) => `anciennement ${before}`,
  },
  en: {
    colon: ': ', semicolon: '; ', was: (before: string) => ` (before: ${before})`, added: ' (added)', removed: ' (removed)', gone: 'taken away', for: ' for ',
    here: (before: string) => ` (stood before in ${before})`, formerly: (before: string) => `formerly ${before}`,
  },
} as const

/** What changed, one line for each thing, in the order of the document; clauses that only got other numbers on one line. */
export function diffInWords(changes: readonly PolicyChange[], lang: Lang): ChangeWords[] {
  const lines: ChangeWords[] = []
  for (let index = 0; index < changes.length;) {
    const change = changes[index]!
    const run = isRenumbered(change) ? follow(changes, index, isRenumbered) : follow(changes, index, ({ thing, kind }) => kind === 'changed' && thing === change.thing)
    lines.push(isRenumbered(change) ? renumbering(run, lang) : { place: change.place?.[lang] ?? null, clause: change.clause, text: ended(sentence(together(run, lang))) })
    index += run.length
  }
  return lines
}

/** A line of text: "Art. 2.1 — Horaires « Support » : …". */
export function changeLine({ place, text }: Pick<ChangeWords, 'place' | 'text'>): string {
  return place === null ? text : `${sentence(place)} — ${text}`
}

function ended(text: string): string {
  return /[.!?]\s?[»”]?$/u.test(text) ? text : `${text}.`
}

function follow(changes: readonly PolicyChange[], from: number, holds: (change: PolicyChange) => boolean): PolicyChange[] {
  let to = from + 1
  while (to < changes.length && holds(changes[to]!)) to += 1
  return changes.slice(from, to)
}

const isRenumbered = ({ what, kind }: PolicyChange): boolean => what === 'clause' && kind === 'moved'

function renumbering(run: readonly PolicyChange[], lang: Lang): ChangeWords {
  const [first] = run
  if (run.length === 1) return { place: first!.place![lang]!, clause: first!.clause, text: `${sentence(words[lang].formerly(first!.before![lang]!))}.` }
  const numbers = (pick: (change: PolicyChange) => string | null) => `art.${nbsp}${list(run.map((change) => pick(change) ?? ''), lang)}`
  return { place: numbers(({ clause }) => clause), clause: run[0]!.clause, text: `${sentence(words[lang].formerly(numbers(({ was }) => was)))}.` }
}

/** The parts of one thing that changed, as one sentence. */
function together(run: readonly PolicyChange[], lang: Lang): string {
  const [first, ...rest] = run
  const say = words[lang]
  const { kind, whom, subject, label } = first!
  const head = `${subject[lang]!}${whom ? `${say.for}${whom[lang]!}` : ''}`
  const joined = (text: string) => (head === '' || text === '' ? head + text : `${head}${label ? ', ' : say.colon}${text}`)
  switch (kind) {
    case 'added': return joined(first!.after![lang]!) + say.added
    case 'removed': return joined(first!.before![lang]!) + say.removed
    case 'moved': return head + say.here(first!.before![lang]!)
    case 'changed': return joined(part(first!, lang)) + rest.map((one) => `${say.semicolon}${part(one, lang)}`).join('')
  }
}

function part({ label, before, after }: PolicyChange, lang: Lang): string {
  const say = words[lang]
  const name = label ? `${label[lang]!}${say.colon}` : ''
  const [was, is] = shortened(before?.[lang] ?? '', after?.[lang] ?? '', lang)
  if (is === '') return `${name}${say.gone}${say.was(was)}`
  return was === '' ? `${name}${is}${say.added}` : `${name}${is}${say.was(was)}`
}

/** Days that both sides begin with are told once: "du lundi au vendredi de 8 h 00 à 19 h 00 (avant : de 9 h 00 à 18 h 00)". */
function shortened(was: string, is: string, lang: Lang): [string, string] {
  const from = lang === 'fr' ? ' de ' : ' from '
  const at = is.indexOf(from)
  const whole = at <= 0 || /[,(]/.test(was + is) || !was.startsWith(is.slice(0, at + from.length)) || !/\d/.test(is.slice(at, at + from.length + 1))
  return whole ? [was, is] : [was.slice(at + 1), is]
}
