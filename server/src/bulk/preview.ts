import type { BulkAct, Lang, ProblemCode } from '@guichet/protocol'
import type { DeskWall } from '#people/people.ts'
import type { Desk } from '#policies/policies.ts'
import type { Actor } from '#tickets/tickets.ts'
import type { Filled } from '#triage/triage.ts'
import { chosenTickets } from './chosen.ts'
import type { Which } from './chosen.ts'
import { detailOf, doOne, textsOf } from './one.ts'

/** So many tickets are tried, and for so long at most: whoever looks waits for it. */
const mostTried = 500
const longest = 4_000
/** Filled texts that are shown. */
const shown = 3
/** Tickets named of each refusal. */
export const named = 20

/** Refused for one reason: how many, and the first of them, with what was said of each. */
export interface RefusedGroup { readonly code: ProblemCode; count: number; readonly tickets: { number: number; detail: Readonly<Record<Lang, string>> | null }[] }

export interface Asked { readonly providerId: string; readonly actor: Actor & { id: string }; readonly wall: DeskWall; readonly which: Which; readonly act: BulkAct; readonly confirmed: boolean; readonly holdSeconds: number }

/** Some of many, spread evenly over them. */
function spread<T>(all: readonly T[], most: number): readonly T[] {
  if (all.length <= most) return all
  return Array.from({ length: most }, (_, index) => all[Math.floor((index * all.length) / most)]!)
}

/**
 * What an act on many tickets would do, without doing it: each is judged by the act itself, in a transaction that is rolled back.
 * Of more than can be tried while somebody waits, some spread over all of them are.
 */
export async function previewBulk(desk: Desk, { providerId, actor, wall, which, act, confirmed, holdSeconds }: Asked) {
  const { tickets, gone } = await chosenTickets(desk, providerId, wall, which)
  const refused = new Map<ProblemCode, RefusedGroup>()
  const sums = { looked: 0, would: 0, unchanged: 0, letters: 0, withoutLetter: 0 }
  const said = textsOf(act).length > 0
  const addresses = new Set<string>()
  const languages = new Map<Lang, number>()
  const samples: (Filled & { to: string[] })[] = []
  const end = desk.time.now() + longest
  // By turns, so that whatever the time cuts off is spread as well.
  for (const { id, number } of byTurns(spread(tickets, mostTried))) {
    if (desk.time.now() > end) break
    sums.looked++
    let filled: Filled | undefined
    const outcome = await doOne(desk, actor, {
      providerId, ticket: { id }, deskWall: wall, confirmed,
      rehearsed: ({ events, letters }) => {
        if (events.length === 0) sums.unchanged++
        else sums.would++
        sums.letters += letters?.length ?? 0
        for (const { to } of letters ?? []) addresses.add(to.address.toLowerCase())
        if (said && !letters?.length) sums.withoutLetter++
        if (!filled) return
        languages.set(filled.language, (languages.get(filled.language) ?? 0) + 1)
        if (samples.length < shown) samples.push({ ...filled, to: (letters ?? []).map(({ to }) => to.name ?? to.address) })
      },
    }, act, { holdMs: holdSeconds * 1_000, heard: (one) => { filled = one } })
    if (outcome.ok) continue
    const group = refused.get(outcome.refused) ?? { code: outcome.refused, count: 0, tickets: [] }
    refused.set(outcome.refused, group)
    group.count++
    if (group.tickets.length < named) group.tickets.push({ number, detail: detailOf(outcome) ?? null })
  }
  for (const group of refused.values()) group.tickets.sort((a, b) => a.number - b.number)
  return {
    total: tickets.length, gone, ...sums, addresses: addresses.size, languages: [...languages].map(([language, count]) => ({ language, count })).sort((a, b) => b.count - a.count), samples,
    refused: [...refused.values()].sort((a, b) => b.count - a.count),
  }
}

/** In an order whose every beginning is spread over the whole: each eighth first, then those between. */
function byTurns<T>(all: readonly T[]): readonly T[] {
  return Array.from({ length: 8 }, (_, turn) => all.filter((_one, index) => index % 8 === turn)).flat()
}
