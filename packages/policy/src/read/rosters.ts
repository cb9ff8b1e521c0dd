/** Rosters, as a clause writes them. */
import type { RosterDeclaration } from '../rosters/types.ts'
import { labelOf } from './calendars.ts'
import { calendarName } from './condition.ts'
import { type Context, declare } from './context.ts'
import { entriesOf, mapOf, number, required, words, wrong } from './expect.ts'
import { asText, get, type Node } from './node.ts'
import type { Standing } from './rules.ts'
import { teamName } from './teams.ts'

export function readRosters(ctx: Context, node: Node, { clause, clauses }: Standing): RosterDeclaration[] {
  return entriesOf(ctx, node, 'rosters').flatMap(({ key: name, value, place }): RosterDeclaration[] => {
    const where = `rosters.${name}`
    const map = mapOf(ctx, value, where, ['label', 'during', 'at_least', 'able', 'by'])
    if (!map || !declare(ctx, 'roster', name, place)) return []
    const label = words(ctx, get(map, 'label'), `${where}.label`) ?? labelOf(ctx, name)
    const duringNode = required(ctx, map, 'during', where)
    const during = duringNode && (asText(duringNode) === 'always' ? 'always' : calendarName(ctx, duringNode)[0])
    const atLeast = number(ctx, get(map, 'at_least'), `${where}.at_least`) ?? 1
    if (!Number.isInteger(atLeast) || atLeast < 1 || atLeast > 100) wrong(ctx, get(map, 'at_least')!, `${where}.at_least`, 'un nombre de personnes, de 1 à 100', 'a number of people, from 1 to 100')
    const able = words(ctx, get(map, 'able'), `${where}.able`)
    const by = teamName(ctx, get(map, 'by'), `${where}.by`)
    return during === undefined ? [] : [{ name, label, during, atLeast, clause, clauses, ...(able ? { able } : {}), ...(by === null ? {} : { by }) }]
  })
}
