/**
 * What is found in a text and where, of each case and of its neighbours: those with one character less, or one more. A pattern that
 * takes a little too much or too little is seen there.
 */
import { test } from 'vitest'
import { findSecrets } from '../../src/confidentiality/detect/find.ts'
import { masked, type Span } from '../../src/confidentiality/detect/span.ts'
import { builtInKinds } from '../../src/confidentiality/types.ts'
import { expectText } from '../golden/golden.ts'
import { edges, secrets, talk } from './cases.ts'

const find = (text: string): Span[] => findSecrets(text, builtInKinds, [])
const kindsOf = (spans: readonly Span[]): string => [...new Set(spans.map(({ kind }) => kind))].join()
/** How many characters are veiled. */
const veiled = (text: string, spans: readonly Span[]): number => text.length - masked(text, spans).replaceAll('•••', '').length
const oneLine = (text: string): string => text.replaceAll('\n', '⏎').replaceAll('\r', '␍').replaceAll('\t', '⇥').replaceAll('\u00a0', '⍽')

/** Of a neighbour: `=` as much veiled as in the text itself, `>` one character more, `<` one less, `~` otherwise, `+` other kinds, `-` nothing found. */
function marks(text: string, neighbour: (at: number) => string): string {
  const spans = find(text)
  const [kinds, hidden] = [kindsOf(spans), veiled(text, spans)]
  return Array.from({ length: text.length }, (_, at) => {
    const near = neighbour(at)
    const now = find(near)
    if (kindsOf(now) !== kinds) return now.length === 0 ? '-' : '+'
    return { '0': '=', '1': '>', '-1': '<' }[String(veiled(near, now) - hidden)] ?? '~'
  }).join('')
}

const added = ['x', 'É', '1', ' ', '-', '\n', ':']

test('each text, and those near it, are veiled as they were', () => {
  const texts = [...new Set([...secrets.map(([text]) => text), ...talk, ...edges])].filter((text) => text !== '')
  expectText('secrets', texts.flatMap((text) => [
    oneLine(text), oneLine(masked(text, find(text))), find(text).map(({ kind, from, to }) => `${kind} ${from}-${to}`).join(', '),
    `${marks(text, (at) => text.slice(0, at) + text.slice(at + 1))} less`,
    ...added.map((one) => `${marks(text, (at) => text.slice(0, at) + one + text.slice(at))} ${oneLine(one)}`), '',
  ]).join('\n'))
})
