/** Typed reading of nodes: each returns the value, or null after saying what was expected. */
import type { Lang, Words } from '../model.ts'
import { type Context } from './context.ts'
import { nearest } from './nearest.ts'
import { asFlag, asText, get, type Entry, type MapNode, type Node, type Place } from './node.ts'

export function wrong(ctx: Context, at: Place, what: string, fr: string, en: string): null {
  ctx.findings.add('wrong-type', at, { what, fr, en })
  return null
}

/** A map whose keys are all known; unknown ones are told with the nearest. */
export function mapOf(ctx: Context, node: Node | undefined, where: string, keys?: readonly string[]): MapNode | null {
  if (!node) return null
  if (node.kind !== 'map') return wrong(ctx, node, where, 'une liste de « clé: valeur »', 'a list of “key: value”')
  if (keys) for (const entry of node.entries) {
    if (!keys.includes(entry.key)) ctx.findings.add('unknown-key', entry.place, { key: entry.key, where, near: nearest(entry.key, keys), empty: entry.value.kind === 'scalar' && entry.value.value === null })
  }
  return node
}

export function listOf(ctx: Context, node: Node | undefined, where: string): Node[] {
  if (!node) return []
  if (node.kind === 'list') return node.items
  wrong(ctx, node, where, 'une liste', 'a list')
  return []
}

/** The items of a list, or the single value that stands for a list of one. */
export function oneOrMore(node: Node): Node[] {
  return node.kind === 'list' ? node.items : [node]
}

export function entriesOf(ctx: Context, node: Node | undefined, where: string): Entry[] {
  return mapOf(ctx, node, where)?.entries ?? []
}

export function text(ctx: Context, node: Node | undefined, what: string): string | null {
  if (!node) return null
  const found = asText(node)
  return found === null ? wrong(ctx, node, what, 'un texte', 'a text') : found
}

export function flag(ctx: Context, node: Node | undefined, what: string, otherwise: boolean): boolean {
  if (!node) return otherwise
  const found = asFlag(node)
  if (found === null) wrong(ctx, node, what, 'yes ou no', 'yes or no')
  return found ?? otherwise
}

export function number(ctx: Context, node: Node | undefined, what: string): number | null {
  if (!node) return null
  if (node.kind === 'scalar' && typeof node.value === 'number' && Number.isFinite(node.value)) return node.value
  return wrong(ctx, node, what, 'un nombre', 'a number')
}

/** One of a few keywords. */
export function keyword<K extends string>(ctx: Context, node: Node | undefined, what: string, allowed: readonly K[]): K | null {
  if (!node) return null
  const found = asText(node)
  if (found !== null && (allowed as readonly string[]).includes(found)) return found as K
  const near = found === null ? null : nearest(found, allowed)
  const names = allowed.join(', ')
  return wrong(ctx, node, what, `l’un de : ${names}${near ? ` (vouliez-vous dire ${near} ?)` : ''}`, `one of: ${names}${near ? ` (did you mean ${near}?)` : ''}`)
}

/** A mandatory key of a map. */
export function required(ctx: Context, map: MapNode, key: string, where: string): Node | undefined {
  const found = get(map, key)
  if (!found || (found.kind === 'scalar' && found.value === null)) {
    ctx.findings.add('missing-key', map, { key, where })
    return undefined
  }
  return found
}

const langs: readonly Lang[] = ['fr', 'en']

/**
 * Words in each published language; a plain text means the same in all. Kept for the check of placeholders.
 * `says` also refuses bare figures.
 */
export function words(ctx: Context, node: Node | undefined, what: string, says = false): Words | null {
  if (!node) return null
  const clause = ctx.findings.clause
  const plain = asText(node)
  if (plain !== null) {
    const all: Words = Object.fromEntries(ctx.languages.published.map((lang) => [lang, plain.trimEnd()]))
    ctx.texts.push({ words: all, place: node, clause, says, translated: false })
    return all
  }
  const map = mapOf(ctx, node, what, langs)
  if (!map) return null
  const found: Words = {}
  for (const lang of ctx.languages.published) {
    const value = get(map, lang)
    const told = value ? asText(value) : null
    if (told === null || told.trim() === '') ctx.findings.add('missing-translation', value ?? map, { what, lang })
    else found[lang] = told.trimEnd()
  }
  ctx.texts.push({ words: found, place: node, clause, says, translated: true })
  return found
}
