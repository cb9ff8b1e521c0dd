/** The roles of a customer's people, as a clause writes them. */
import { type ContactRole, type Contacts, rights } from '../contacts/types.ts'
import { readAmount } from './amount.ts'
import { labelOf } from './calendars.ts'
import { type Context, declare } from './context.ts'
import { entriesOf, keyword, listOf, mapOf, oneOrMore, required, words, wrong } from './expect.ts'
import { nearest } from './nearest.ts'
import { asText, get, type Entry, type Node } from './node.ts'
import type { Standing } from './rules.ts'

export function readContacts(ctx: Context, node: Node, at: Standing): Contacts | null {
  const map = mapOf(ctx, node, 'contacts', ['roles', 'declared_by', 'default'])
  if (!map || !declare(ctx, 'contacts', 'contacts', node)) return null
  const roles = new Map(entriesOf(ctx, required(ctx, map, 'roles', 'contacts'), 'contacts.roles').map((entry) => [entry.key, readRole(ctx, entry)]))
  const role = (item: Node, what: string): string[] => {
    const name = asText(item) ?? ''
    if (roles.has(name)) return [name]
    const near = nearest(name, roles.keys())
    wrong(ctx, item, what, `un des rôles déclarés${near ? ` (vouliez-vous dire ${near} ?)` : ''}`, `one of the declared roles${near ? ` (did you mean ${near}?)` : ''}`)
    return []
  }
  const declaredBy = get(map, 'declared_by')
  const byDefault = get(map, 'default')
  const fallback = byDefault ? role(byDefault, 'contacts.default')[0] : undefined
  return {
    roles, declaredBy: declaredBy ? oneOrMore(declaredBy).flatMap((item) => role(item, 'contacts.declared_by')) : [], clauses: at.clauses,
    ...(fallback === undefined ? {} : { byDefault: fallback }),
  }
}

function readRole(ctx: Context, { key: name, value }: Entry): ContactRole {
  const where = `contacts.roles.${name}`
  const map = mapOf(ctx, value, where, ['label', 'rights', 'at_most', 'commits_up_to'])
  if (!map) return { name, label: labelOf(ctx, name), rights: [] }
  const label = words(ctx, get(map, 'label'), `${where}.label`) ?? labelOf(ctx, name)
  const own = listOf(ctx, required(ctx, map, 'rights', where), `${where}.rights`).flatMap((item) => keyword(ctx, item, `${where}.rights`, rights) ?? [])
  const atMost = readCount(ctx, get(map, 'at_most'), `${where}.at_most`)
  const commitsUpTo = readAmount(ctx, get(map, 'commits_up_to'), `${where}.commits_up_to`)
  const commits = own.includes('accept_quotes') || own.includes('order')
  if (commitsUpTo && !commits) wrong(ctx, get(map, 'commits_up_to')!, `${where}.commits_up_to`, 'le droit accept_quotes ou order : sans lui, rien n’est engagé', 'the right accept_quotes or order: without it nothing is committed to')
  return { name, label, rights: [...new Set(own)], ...(atMost === null ? {} : { atMost }), ...(commitsUpTo ? { commitsUpTo } : {}) }
}

/** A number of people: a count, a figure of the policy, or what the contract says. */
function readCount(ctx: Context, node: Node | undefined, what: string): ContactRole['atMost'] | null {
  if (!node) return null
  const written = asText(node) ?? ''
  if (/^\d{1,6}$/.test(written)) return Number(written)
  const figure = /^figure\.(.+)$/.exec(written)?.[1]
  const found = figure === undefined ? undefined : ctx.figures.get(figure)
  if (found?.form === 'count') return found.value
  if (figure !== undefined && !found) {
    ctx.findings.add('unknown-figure', node, { name: figure, near: nearest(figure, ctx.figures.keys()) })
    return null
  }
  if (ctx.facts.get(written)?.type === 'number') return { fact: written }
  return wrong(ctx, node, what, 'un nombre (3), figure.nom de la forme count, ou un fait de type number', 'a number (3), figure.name of the form count, or a fact of type number')
}
