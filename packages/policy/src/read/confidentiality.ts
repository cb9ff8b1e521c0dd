/** Confidentiality, as a clause writes it: what becomes of secrets, which ones are looked for, over which connection they may come. */
import { RE2JS } from 're2js'
import type { SecretPattern } from '../confidentiality/detect/patterns.ts'
import { builtInKinds, strictness, type BuiltInKind, type Confidentiality, type SecretsAnswer } from '../confidentiality/types.ts'
import type { Rule } from '../policy.ts'
import { type Context, declare } from './context.ts'
import { entriesOf, keyword, listOf, mapOf, required, text, words, wrong } from './expect.ts'
import { get, type Node } from './node.ts'
import { secretNames } from '../words/secrets.ts'
import { readRules, type Standing } from './rules.ts'

/** A pattern longer or larger than this is refused: it would be slow on a long text. */
const longest = 500
const largest = 1000
const mostPatterns = 20

export interface ConfidentialityRead { rules: Rule<SecretsAnswer>[]; detect: BuiltInKind[] | null; encrypted: boolean; clauses: string[] }

/** Adds the kinds of a block to the values of the fact `secret`, and gives their patterns; before any rule is read. */
export function readSecretPatterns(ctx: Context, node: Node): SecretPattern[] {
  if (node.kind !== 'map') return []
  const fact = ctx.facts.get('secret')!
  if (fact.type !== 'one_of') wrong(ctx, node, 'facts.secret', 'des valeurs (values), car « confidentiality » s’en sert', 'values, because “confidentiality” uses it')
  for (const kind of [...builtInKinds, 'unread'] as const) if (!fact.options.some(({ value }) => value === kind)) fact.options.push({ value: kind, label: secretNames[kind] })
  const entries = entriesOf(ctx, get(node, 'patterns'), 'confidentiality.patterns')
  if (entries.length > mostPatterns) ctx.findings.add('limit', get(node, 'patterns')!, { limit: 'patterns' })
  return entries.slice(0, mostPatterns).flatMap(({ key: name, value, place }): SecretPattern[] => {
    const where = `confidentiality.patterns.${name}`
    const map = mapOf(ctx, value, where, ['label', 'pattern'])
    if (!map || !declare(ctx, 'secret', name, place)) return []
    const patternNode = required(ctx, map, 'pattern', where)
    const written = text(ctx, patternNode, `${where}.pattern`)
    const compiled = written === null ? null : compilePattern(ctx, patternNode!, written)
    if (!fact.options.some((option) => option.value === name)) fact.options.push({ value: name, label: words(ctx, get(map, 'label'), `${where}.label`) ?? { [ctx.languages.authoritative]: name } })
    return compiled ? [{ name, compiled }] : []
  })
}

function compilePattern(ctx: Context, node: Node, pattern: string): RE2JS | null {
  const refuse = (problem: string): null => {
    ctx.findings.add('pattern-invalid', node, { pattern: pattern.slice(0, 80), problem })
    return null
  }
  if (pattern.length > longest) return refuse(`> ${longest}`)
  try {
    const compiled = RE2JS.compile(pattern)
    if (compiled.programSize() > largest) return refuse(`> ${largest}`)
    return compiled.matches('') ? refuse('“”') : compiled
  } catch (error) {
    if (!(error instanceof Error)) throw error
    return refuse(error.message.slice(0, 120))
  }
}

export function readConfidentiality(ctx: Context, node: Node, at: Standing): ConfidentialityRead {
  const map = mapOf(ctx, node, 'confidentiality', ['rules', 'detect', 'patterns', 'transport'])
  if (!map) return { rules: [], detect: null, encrypted: false, clauses: at.clauses }
  const rules = readRules<SecretsAnswer>(ctx, get(map, 'rules'), 'confidentiality', at, ['secrets'], (rule) => keyword(ctx, required(ctx, rule, 'secrets', 'confidentiality'), 'confidentiality.secrets', strictness))
  const detect = get(map, 'detect')
  const kinds = detect && listOf(ctx, detect, 'confidentiality.detect').flatMap((item) => keyword(ctx, item, 'confidentiality.detect', builtInKinds) ?? [])
  const encrypted = keyword(ctx, get(map, 'transport'), 'confidentiality.transport', ['encrypted']) !== null
  return { rules, detect: kinds ?? null, encrypted, clauses: at.clauses }
}

/** What all blocks together say: the kinds of those that name some, else every kind. The clauses are those that speak of the connection. */
export function settingsOf(read: readonly ConfidentialityRead[], patterns: readonly SecretPattern[]): Confidentiality {
  const named = read.flatMap(({ detect }) => detect ?? [])
  const transport = read.filter(({ encrypted }) => encrypted)
  return {
    detect: read.some(({ detect }) => detect !== null) ? builtInKinds.filter((kind) => named.includes(kind)) : builtInKinds, patterns,
    encrypted: transport.length > 0, clauses: [...new Set(transport.flatMap(({ clauses }) => clauses))],
  }
}
