import type { DraftView } from '@guichet/protocol'
import { useSyncExternalStore } from 'react'
import { backOff } from '../../api/back-off.ts'
import { ask } from '../../api/client.ts'
import { paths } from '../../api/paths.ts'
import { onSession, sessionIsOver } from '../../api/session.ts'
import { keptNames } from '../../storage.ts'
import { now } from '../../time.ts'
import { adopted, bodyOf, isUnkept, keepDrafts, keptAs, merged, recallDrafts, type Draft, type Drafts, type Tab } from './drafts.ts'

/**
 * Drafts of the page: kept on this machine at once, on the server soon after, and again until it has them. They outlive the
 * composer that shows them: going to another ticket, or losing the connection, loses nothing.
 */

/** kept: the server has it · keeping: on its way · here: on this machine only, for now */
export type Keeping = 'kept' | 'keeping' | 'here'
/** What became of a draft elsewhere: who took it over. */
interface Place { readonly agentId: string; readonly number: number }
interface Waiting { timer?: ReturnType<typeof setTimeout> | undefined; busy?: Promise<void> | undefined; attempt: number; keeping: Keeping; taken: string | null }

const pause = 900
const drafts = new Map<string, Drafts>()
const waiting = new Map<string, Waiting>()
const listeners = new Set<() => void>()
const tell = () => listeners.forEach((each) => each())
const keyOf = ({ agentId, number }: Place) => `${agentId}:${number}`
const tabs: readonly Tab[] = ['reply', 'note']

function stateOf(place: Place, tab: Tab): Waiting {
  const key = `${keyOf(place)}:${tab}`
  const found = waiting.get(key) ?? { attempt: 0, keeping: 'kept' as const, taken: null }
  waiting.set(key, found)
  return found
}

export function draftsAt(place: Place): Drafts {
  const found = drafts.get(keyOf(place)) ?? recallDrafts(place.agentId, place.number)
  drafts.set(keyOf(place), found)
  return found
}

function put(place: Place, next: Drafts): void {
  drafts.set(keyOf(place), next)
  keepDrafts(place.agentId, place.number, next)
  tell()
}

/** Changes what is written, and has it kept. */
export function changeDrafts(place: Place, change: (before: Drafts) => Drafts): void {
  const before = draftsAt(place)
  const after = change(before)
  if (after === before) return
  const stamp = new Date(now()).toISOString()
  put(place, { ...after, ...Object.fromEntries(tabs.filter((tab) => after[tab].text !== before[tab].text).map((tab) => [tab, { ...after[tab], at: stamp }])) })
  for (const tab of tabs) if (after[tab] !== before[tab]) saveSoon(place, tab)
}

/** What the server has of a ticket's drafts: put together with what is here. */
export function hearDraft(place: Place, tab: Tab, there: DraftView | null): void {
  const state = stateOf(place, tab)
  // What is under way brings its own answer.
  if (state.busy) return
  const before = draftsAt(place)
  const next = merged(before[tab], there)
  if (there?.ended === 'taken' && there.version > before[tab].seen && before[tab].seen > 0) state.taken = there.endedBy?.name ?? ''
  if (next === before[tab]) return
  put(place, { ...before, [tab]: next })
  if (isUnkept(next)) saveSoon(place, tab)
}

function saveSoon(place: Place, tab: Tab, after = pause): void {
  const state = stateOf(place, tab)
  clearTimeout(state.timer)
  state.timer = undefined
  if (!isUnkept(draftsAt(place)[tab])) return
  if (sessionIsOver()) {
    state.keeping = 'here'
    return tell()
  }
  state.timer = setTimeout(() => void saveNow(place, tab), after)
}

function saveNow(place: Place, tab: Tab): Promise<void> {
  const state = stateOf(place, tab)
  clearTimeout(state.timer)
  state.timer = undefined
  state.busy ??= save(place, tab, state).finally(() => {
    state.busy = undefined
    tell()
    // What is asked while nobody is signed in would end the next session too.
    if (isUnkept(draftsAt(place)[tab]) && !state.timer && !sessionIsOver()) saveSoon(place, tab, state.attempt > 0 ? backOff(state.attempt, crypto.getRandomValues(new Uint8Array(1))[0]! / 255) : pause)
  })
  return state.busy
}

async function save(place: Place, tab: Tab, state: Waiting): Promise<void> {
  const sent = draftsAt(place)[tab]
  if (!isUnkept(sent)) return
  state.keeping = state.attempt > 0 ? 'here' : 'keeping'
  tell()
  const answer = await ask<DraftView>(paths.draft(place.number, tab), { method: 'PUT', body: bodyOf(sent) })
  const current = draftsAt(place)
  if (answer.ok) {
    state.attempt = 0
    state.keeping = 'kept'
    return put(place, { ...current, [tab]: keptAs(current[tab], sent, answer.value.version) })
  }
  const { refusal } = answer
  if (refusal.code === 'draft-changed') {
    state.attempt = 0
    if (refusal.draft?.ended === 'taken') state.taken = refusal.draft.endedBy?.name ?? ''
    return put(place, { ...current, [tab]: merged(current[tab], refusal.draft ?? null) })
  }
  // Of no use to try again as it is: it stays here, where its writer sees it, until it is changed.
  if (refusal.status === 403 || refusal.status === 404 || refusal.status === 422) {
    state.attempt = 0
    state.keeping = 'here'
    return put(place, { ...current, [tab]: { ...current[tab], synced: keptAs(sent, sent, sent.seen).synced } })
  }
  state.attempt += 1
  state.keeping = 'here'
}

/** Waits for what is under way: nothing of a text that is about to be sent is kept after it. */
export async function settleDraft(place: Place, tab: Tab): Promise<void> {
  const state = stateOf(place, tab)
  clearTimeout(state.timer)
  state.timer = undefined
  await state.busy?.catch(() => undefined)
  clearTimeout(state.timer)
  state.timer = undefined
}

/** The sheet is empty once what stood on it was sent; the server knows. */
export function endDraft(place: Place, tab: Tab, empty: (sent: Draft) => Draft): void {
  const before = draftsAt(place)
  const next = empty(before[tab])
  // Who writes on the other sheet by now goes on there.
  put(place, { ...before, tab: before.tab === tab ? 'reply' : before.tab, [tab]: keptAs(next, next, next.seen) })
}

/** Keeps what an earlier visit of this machine could not: called once at the start. */
export function resumeDrafts(agentId: string): void {
  for (const name of keptNames(`draft:${agentId}:`)) {
    const number = Number(name.slice(`draft:${agentId}:`.length))
    if (!Number.isSafeInteger(number)) continue
    for (const tab of tabs) saveSoon({ agentId, number }, tab)
  }
  addEventListener('online', tryAgain)
  onSession(() => {
    if (!sessionIsOver()) tryAgain()
  })
}

/** Tries at once what waits for the connection. */
export function tryAgain(): void {
  for (const [key, state] of waiting) {
    if (state.keeping !== 'here' || state.busy) continue
    const [agentId, number, tab] = key.split(':') as [string, string, Tab]
    state.attempt = 0
    saveSoon({ agentId, number: Number(number) }, tab, 0)
  }
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

export const useDrafts = (place: Place): Drafts => useSyncExternalStore(subscribe, () => draftsAt(place))
export const useKeeping = (place: Place, tab: Tab): Keeping => useSyncExternalStore(subscribe, () => stateOf(place, tab).keeping)
/** Who took the draft over, once; empty when it was somebody who is gone. */
export const useTaken = (place: Place, tab: Tab): string | null => useSyncExternalStore(subscribe, () => stateOf(place, tab).taken)

/** An answer came back: it is what stands on the sheet, as the server put it there. */
export function hearBack(place: Place, there: DraftView): void {
  const before = draftsAt(place)
  const typed = before.reply.text.trim()
  const back = adopted(there)
  const kept = typed === '' || typed === back.text || back.other !== null ? back : { ...back, other: { text: before.reply.text, at: before.reply.at ?? there.at } }
  put(place, { ...before, tab: 'reply', reply: kept })
  if (isUnkept(kept)) saveSoon(place, 'reply')
}
