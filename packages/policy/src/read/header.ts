/** What stands before the clauses: who, which version, from when, in which zone and languages. */
import type { Lang } from '../model.ts'
import type { Policy } from '../policy.ts'
import type { Context } from './context.ts'
import { keyword, listOf, mapOf, required, text, words, wrong } from './expect.ts'
import { asText, get, type MapNode } from './node.ts'
import { parseWall } from './values.ts'
import { readZone } from './zone.ts'

export const headerKeys = ['guichet', 'policy', 'provider', 'title', 'version', 'effective', 'source', 'zone', 'languages', 'currency', 'facts', 'clauses', 'declared'] as const

export type Header = Pick<Policy, 'id' | 'provider' | 'title' | 'version' | 'effective' | 'effectiveText' | 'source' | 'zone' | 'languages' | 'currency'>

const langs: readonly Lang[] = ['fr', 'en']
const name = /^[a-z0-9]+(-[a-z0-9]+)*$/

/** The header; what is missing or wrong is told, and replaced by something harmless so that reading goes on. */
export function readHeader(ctx: Context, root: MapNode): Header {
  const where = 'guichet'
  if (asText(required(ctx, root, 'guichet', 'policy') ?? root) !== '1' && get(root, 'guichet')) wrong(ctx, get(root, 'guichet')!, 'guichet', 'la version 1 du langage', 'version 1 of the language')
  ctx.languages = readLanguages(ctx, root)
  const zoneNode = required(ctx, root, 'zone', where)
  ctx.zone = (zoneNode && readZone(ctx, zoneNode)) || 'UTC'
  const effectiveNode = get(root, 'effective')
  const effectiveText = effectiveNode ? (asText(effectiveNode) ?? '') : ''
  const effective = effectiveNode ? parseWall(effectiveText, ctx.zone) : 0
  if (!effectiveNode) ctx.findings.add('effective-missing', root, {})
  else if (effective === null) wrong(ctx, effectiveNode, 'effective', 'une date (2026-11-01) ou une date et une heure ("2008-03-27 18:39:08")', 'a date (2026-11-01) or a date and time ("2008-03-27 18:39:08")')
  const idNode = required(ctx, root, 'policy', where)
  const id = text(ctx, idNode, 'policy') ?? 'policy'
  if (!name.test(id)) wrong(ctx, idNode!, 'policy', 'un nom en minuscules et tirets', 'a name in lower case and hyphens')
  const currency = text(ctx, get(root, 'currency'), 'currency')
  if (currency !== null && !/^[A-Z]{3}$/.test(currency)) wrong(ctx, get(root, 'currency')!, 'currency', 'trois lettres comme EUR', 'three letters such as EUR')
  const source = readSource(ctx, root)
  return {
    id, provider: readProvider(ctx, root), title: words(ctx, required(ctx, root, 'title', where), 'title') ?? {}, version: text(ctx, required(ctx, root, 'version', where), 'version') ?? '',
    effective: effective ?? 0, effectiveText, zone: ctx.zone, languages: ctx.languages, ...(source ? { source } : {}), ...(currency === null ? {} : { currency }),
  }
}

function readLanguages(ctx: Context, root: MapNode): Policy['languages'] {
  const map = mapOf(ctx, required(ctx, root, 'languages', 'policy'), 'languages', ['authoritative', 'published'])
  const authoritative = (map && keyword(ctx, required(ctx, map, 'authoritative', 'languages'), 'languages.authoritative', langs)) ?? 'fr'
  const published = map ? listOf(ctx, get(map, 'published'), 'languages.published').flatMap((item) => keyword(ctx, item, 'languages.published', langs) ?? []) : []
  return { authoritative, published: [...new Set([authoritative, ...published])].sort((a, b) => langs.indexOf(a) - langs.indexOf(b)) }
}

function readProvider(ctx: Context, root: MapNode): Policy['provider'] {
  const map = mapOf(ctx, required(ctx, root, 'provider', 'policy'), 'provider', ['id', 'name', 'accent'])
  const idNode = map ? required(ctx, map, 'id', 'provider') : undefined
  const id = text(ctx, idNode, 'provider.id') ?? 'provider'
  if (idNode && !name.test(id)) wrong(ctx, idNode, 'provider.id', 'un nom en minuscules et tirets', 'a name in lower case and hyphens')
  const accent = map ? text(ctx, get(map, 'accent'), 'provider.accent') : null
  if (accent !== null && !/^#[0-9a-f]{6}$/i.test(accent)) wrong(ctx, get(map!, 'accent')!, 'provider.accent', 'une couleur comme "#0f5c6e"', 'a colour such as "#0f5c6e"')
  return { id, name: (map && text(ctx, required(ctx, map, 'name', 'provider'), 'provider.name')) ?? id, ...(accent === null ? {} : { accent }) }
}

function readSource(ctx: Context, root: MapNode): Policy['source'] {
  const map = mapOf(ctx, get(root, 'source'), 'source', ['date', 'revision', 'note'])
  if (!map) return undefined
  const date = text(ctx, get(map, 'date'), 'source.date')
  const revision = text(ctx, get(map, 'revision'), 'source.revision')
  const note = words(ctx, get(map, 'note'), 'source.note')
  return { ...(date === null ? {} : { date }), ...(revision === null ? {} : { revision }), ...(note ? { note } : {}) }
}
