import { describe, expect, test } from 'vitest'
import { isMap, isScalar, isSeq, parseDocument, type Document, type Node } from 'yaml'
import { compile } from '../../src/compile.ts'
import { diffPolicies } from '../../src/diff/diff.ts'
import { diffInWords } from '../../src/diff/words.ts'
import { sampleText } from '../sample.ts'

type Path = (string | number)[]

/** Every value of a document, by the keys that lead to it. */
function leaves(node: Node | null | undefined, path: Path = []): Path[] {
  if (isMap(node)) return node.items.flatMap((pair) => leaves(pair.value as Node, [...path, isScalar(pair.key) ? String(pair.key.value) : '']))
  if (isSeq(node)) return node.items.flatMap((item, index) => leaves(item as Node, [...path, index]))
  return isScalar(node) ? [path] : []
}

/** Other values that might stand there. */
function others(value: unknown): unknown[] {
  if (typeof value === 'number') return [value + 1]
  const text = String(value)
  const time = /^(\d{2}):(\d{2})-/.test(text) ? [text.replace(/^\d{2}/, '07')] : []
  const counted = /^\d+(h|min|d| business days)$/.test(text) ? [text.replace(/^\d+/, (digits) => String(Number(digits) + 1))] : []
  const flags = { yes: 'no', no: 'yes', open: 'closed', covered: 'excluded', ask: 'optional', each: 'mean per month', guaranteed: 'objective', objective: 'none', desk: 'field', keep: 'adopt', elapsed: 'desk', counted_over_target: 'now_past_deadline' }
  const flag = flags[text as keyof typeof flags]
  return [...time, ...counted, ...(flag === undefined ? [] : [flag]), ...(/^\d{4}-\d{2}-\d{2}$/.test(text) ? [text.replace(/\d$/, '5')] : []), `${text}x`]
}

/** Nobody reads them, and nothing runs them: names inside the policy, and ids of a requirements sheet. */
const untold = (path: Path): boolean => path[0] === 'guichet' || path.at(-1) === 'covers' || (path.at(-1) === 'name' && path.includes('means')) || path.includes('must')

describe.each(['village-internet', 'payroll'])('whatever is changed in %s, it is told', (name) => {
  const source = sampleText(name)
  const read = (text: string) => compile([{ file: 'policy.yaml', text }]).policy
  const old = read(source)!

  // One value in three, so that it takes seconds; which ones shifts with the document.
  test('value by value', () => {
    const document: Document = parseDocument(source)
    let compiled = 0
    const silent: string[] = []
    for (const path of leaves(document.contents as Node).filter((one, index) => !untold(one) && (index + source.length) % 3 === 0)) {
      const before = document.getIn(path)
      for (const after of others(before)) {
        document.setIn(path, after)
        const now = read(document.toString({ lineWidth: 0 }))
        if (!now) continue
        compiled += 1
        const changes = diffPolicies(old, now)
        if (changes.length === 0 || diffInWords(changes, 'fr').some(({ text }) => text.trim() === '')) silent.push(`${path.join('/')}: ${String(after)}`)
      }
      document.setIn(path, before)
    }
    expect(silent).toEqual([])
    expect(compiled).toBeGreaterThan(40)
  })
})
