/** What is told of a policy one of whose values is another: one value of each kind. */
import { parseDocument } from 'yaml'
import { compile } from '../../src/compile.ts'
import { diffPolicies } from '../../src/diff/diff.ts'
import { changeLine, diffInWords } from '../../src/diff/words.ts'
import { kindOf, places, type Path } from './edits.ts'
import { wordsAt } from './schema-words.ts'

/** Another value that might stand there; the words of a text are other words then. */
function other(value: unknown): unknown {
  if (typeof value === 'number') return value + 1
  const text = String(value)
  const word = { true: 'no', false: 'yes', yes: 'no', no: 'yes', open: 'discretionary', covered: 'limited', excluded: 'limited', limited: 'covered', ask: 'optional', block: 'ask', each: 'mean per month', guaranteed: 'objective', objective: 'none', keep: 'adopt', elapsed: 'always', counted_over_target: 'now_past_deadline', now_past_deadline: 'counted_over_target', free: 'barred', highest: 'add', add: 'highest', price: 'penalty', month: 'year', any: 'latest', refuse: 'remark', excludes: 'included', portal: 'mail', mail: 'portal', first_match: 'most_specific', remind: 'raise', close: 'solve', first_reply: 'restoration', restoration: 'first_reply' }[text]
  if (word !== undefined) return word
  if (/^\d{2}:\d{2}-/.test(text)) return text.replace(/^\d{2}/, '07')
  if (/^\d{4}-\d{2}-\d{2}/.test(text)) return text.replace(/^\d{4}/, (year) => String(Number(year) + 1))
  const digits = /^\d+/.exec(text)?.[0]
  return digits === undefined ? `${text}x` : String(Number(digits) + 1) + text.slice(digits.length)
}

/** Every other word that the schema knows for a place: of each kind of place once. What then does not compile is left out. */
export function everyWordInTurn(texts: readonly string[]): string {
  const seen = new Set<string>()
  return texts.flatMap((source) => {
    const document = parseDocument(source)
    const old = compile([{ file: 'policy.yaml', text: source }]).policy!
    return places(document.contents).flatMap((path) => {
      const before: unknown = document.getIn(path)
      if (typeof before !== 'string' && typeof before !== 'boolean') return []
      return wordsAt(path).filter((word) => word !== String(before) && !seen.has(`${kindOf(path)} ${word}`)).flatMap((word) => {
        document.setIn(path, word)
        const { policy } = compile([{ file: 'policy.yaml', text: document.toString({ lineWidth: 0 }) }])
        document.setIn(path, before)
        if (!policy) return []
        seen.add(`${kindOf(path)} ${word}`)
        const changes = diffPolicies(old, policy)
        return [`# ${path.join('/')}: ${word}`, ...diffInWords(changes, 'fr').map(changeLine), ...diffInWords(changes, 'en').map(changeLine)]
      })
    })
  }).join('\n')
}

/** Places that are changed at once. */
const taken = 10

/** One place of each kind, over all the texts: what differs, as people read it and as programs do. Several places at once, as far as they compile together. */
export function changedInTurn(texts: readonly string[]): string {
  const seen = new Set<string>()
  return texts.flatMap((source) => {
    const document = parseDocument(source)
    const old = compile([{ file: 'policy.yaml', text: source }]).policy!
    const told = (paths: readonly Path[]): string[] => {
      const before = paths.map((path) => document.getIn(path))
      for (const [index, path] of paths.entries()) document.setIn(path, other(before[index]))
      const { policy } = compile([{ file: 'policy.yaml', text: document.toString({ lineWidth: 0 }) }])
      for (const [index, path] of paths.entries()) document.setIn(path, before[index])
      if (!policy) return paths.length === 1 ? [] : [told(paths.slice(0, paths.length / 2)), told(paths.slice(paths.length / 2))].flat()
      for (const path of paths) seen.add(kindOf(path))
      const changes = diffPolicies(old, policy)
      return [`# ${paths.map((path) => path.join('/')).join(' ')}`, ...changes.map((change) => JSON.stringify(change)), ...diffInWords(changes, 'fr').map(changeLine), ...diffInWords(changes, 'en').map(changeLine)]
    }
    const paths = [...Map.groupBy(places(document.contents).filter((path) => !seen.has(kindOf(path)) && isTold(path, document.getIn(path))), kindOf).values()].map(([first]) => first!)
    return Array.from({ length: Math.ceil(paths.length / taken) }, (_, index) => paths.slice(index * taken, (index + 1) * taken)).flatMap(told)
  }).join('\n')
}

/** Words, figures and answers. A bare name would have to change wherever it is used. */
function isTold(path: Path, value: unknown): boolean {
  if (typeof value !== 'string') return value !== null && typeof value !== 'object'
  return ['fr', 'en', 'label', 'says', 'title', 'why'].includes(String(path.at(-1))) || other(value) !== `${value}x`
}
