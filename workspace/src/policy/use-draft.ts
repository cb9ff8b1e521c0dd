import type { PolicyDraft, PolicyDraftHead, PolicyDraftSaved } from '@guichet/protocol'
import { useQueryClient } from '@tanstack/react-query'
import { useCallback, useEffect, useRef, useState } from 'react'
import { ask, read, type Refusal } from '../api/client.ts'
import { paths } from '../api/paths.ts'
import { useDesk } from '../desk.tsx'
import { keep, recall } from '../storage.ts'
import { deskQuery, draftQuery } from './api.ts'

export interface Texts { readonly source: string; readonly examples: string }
export type Saving = 'saved' | 'waiting' | 'saving' | 'offline' | 'refused' | 'conflict'

const unsaved = 'policy-unsaved'
/** Between the last letter and the save. */
const pause = 1_000
const retry = 5_000

interface Unsaved extends Texts { readonly version: number }
function readUnsaved(value: unknown): Unsaved | undefined {
  const one = value as Partial<Unsaved> | null | undefined
  return typeof one?.source === 'string' && typeof one.examples === 'string' && typeof one.version === 'number' ? (one as Unsaved) : undefined
}

/** A draft as it is written here: kept by itself, kept on this machine while it is not, and never over somebody else's. */
export interface Writing {
  readonly texts: Texts
  readonly saving: Saving
  readonly refusal: Refusal | null
  readonly version: number
  readonly changed: { readonly at: string; readonly by: string }
  /** What somebody else wrote meanwhile; null: they published it or threw it away. */
  readonly conflict: PolicyDraft | null | undefined
  readonly write: (part: Partial<Texts>) => void
  readonly takeTheirs: () => void
  readonly keepMine: () => void
  /** It is published or thrown away from here: that it is gone is no news. */
  readonly leave: () => void
  /** Saves what is to be saved: the version under which it is, or undefined when it is not. */
  readonly settle: () => Promise<number | undefined>
}

/** `tookOver`: is told when a colleague's text came in the place of what was read. */
export function useDraft(draft: PolicyDraft, head: PolicyDraftHead | null, mayWrite: boolean, tookOver: (who: string | null) => void): Writing {
  const client = useQueryClient()
  const { me } = useDesk()
  const [kept] = useState(() => (mayWrite ? readUnsaved(recall(unsaved)) : undefined))
  const differs = kept !== undefined && (kept.source !== draft.source || kept.examples !== draft.examples)
  const [texts, setTexts] = useState<Texts>(differs ? { source: kept.source, examples: kept.examples } : { source: draft.source, examples: draft.examples })
  const [saving, setSaving] = useState<Saving>(!differs ? 'saved' : kept.version === draft.version ? 'waiting' : 'conflict')
  const [conflict, setConflict] = useState<PolicyDraft | null | undefined>(differs && kept.version !== draft.version ? draft : undefined)
  const [refusal, setRefusal] = useState<Refusal | null>(null)
  const [version, setVersion] = useState(draft.version)
  const [changed, setChanged] = useState({ at: draft.changedAt, by: draft.changedBy.name })
  // What timers and answers that come late look at.
  const now = useRef({ texts, saving, version, running: undefined as Promise<boolean> | undefined })
  const left = useRef(false)
  const state = useCallback((next: Saving) => {
    now.current.saving = next
    setSaving(next)
  }, [])

  /** Shows a draft as the server has it. */
  const show = useCallback((theirs: PolicyDraft) => {
    const next = { source: theirs.source, examples: theirs.examples }
    now.current.texts = next
    now.current.version = theirs.version
    setTexts(next)
    setVersion(theirs.version)
    setChanged({ at: theirs.changedAt, by: theirs.changedBy.name })
    client.setQueryData(draftQuery.queryKey, theirs)
  }, [client])

  const collide = useCallback(async () => {
    const answer = await ask<PolicyDraft>(paths.policyDraft)
    // Only a server that says so makes it gone; one that cannot be reached is asked again.
    if (!answer.ok && answer.refusal.status !== 404) return state('offline')
    setConflict(answer.ok ? answer.value : null)
    state('conflict')
  }, [state])

  const save = useCallback(async (): Promise<boolean> => {
    if (now.current.running) await now.current.running
    if (now.current.saving === 'saved') return true
    if (now.current.saving === 'conflict') return false
    const sent = now.current.texts
    const work = (async () => {
      state('saving')
      const answer = await ask<PolicyDraftSaved>(paths.policyDraft, { method: 'PUT', body: sent, version: now.current.version })
      if (answer.ok) {
        now.current.version = answer.value.version
        setVersion(answer.value.version)
        setChanged({ at: answer.value.changedAt, by: me.agent.name })
        setRefusal(null)
        client.setQueryData(draftQuery.queryKey, (before) => before && { ...before, ...sent, version: answer.value.version, changedAt: answer.value.changedAt, changedBy: { id: me.agent.id, name: me.agent.name } })
        const again = now.current.texts !== sent
        if (!again) keep(unsaved, undefined)
        state(again ? 'waiting' : 'saved')
        return !again
      }
      if (answer.refusal.code === 'policy-draft-changed') await collide()
      else {
        setRefusal(answer.refusal)
        state(answer.refusal.code === 'unreachable' || answer.refusal.status >= 500 || answer.refusal.code === 'not-signed-in' ? 'offline' : 'refused')
      }
      return false
    })()
    now.current.running = work
    const done = await work
    now.current.running = undefined
    return done
  }, [client, collide, me.agent.id, me.agent.name, state])

  useEffect(() => {
    if (saving !== 'waiting' && saving !== 'offline') return
    const timer = setTimeout(() => void save(), saving === 'waiting' ? pause : retry)
    return () => clearTimeout(timer)
  }, [saving, texts, save])

  // A colleague's save is shown at once to who only reads, or has nothing unsaved.
  useEffect(() => {
    if (head !== null && (head.version === now.current.version || head.changedAt < changed.at)) return
    if (now.current.saving !== 'saved') return
    if (head === null) {
      void client.resetQueries({ queryKey: draftQuery.queryKey })
      return left.current ? undefined : tookOver(null)
    }
    void read<PolicyDraft>(paths.policyDraft).then((theirs) => {
      if (now.current.saving !== 'saved' || theirs.version === now.current.version) return
      show(theirs)
      tookOver(theirs.changedBy.name)
    }, () => undefined)
  }, [head, client, show, tookOver, changed.at])

  const write = useCallback((part: Partial<Texts>) => {
    const next = { ...now.current.texts, ...part }
    now.current.texts = next
    setTexts(next)
    keep(unsaved, { ...next, version: now.current.version })
    if (now.current.saving !== 'conflict') state('waiting')
  }, [state])

  const takeTheirs = useCallback(() => {
    keep(unsaved, undefined)
    setConflict(undefined)
    state('saved')
    if (conflict) show(conflict)
    else void client.resetQueries({ queryKey: draftQuery.queryKey })
    void client.invalidateQueries({ queryKey: deskQuery.queryKey })
  }, [client, conflict, show, state])

  const keepMine = useCallback(() => {
    setConflict(undefined)
    if (conflict) {
      now.current.version = conflict.version
      setVersion(conflict.version)
      state('waiting')
      return
    }
    // The draft is gone: mine becomes the next one.
    const sent = now.current.texts
    void ask<PolicyDraftSaved>(paths.policyDraft, { body: sent }).then((answer) => {
      if (!answer.ok) {
        if (answer.refusal.code === 'policy-draft-changed') return collide()
        setRefusal(answer.refusal)
        setConflict(null)
        return state('conflict')
      }
      now.current.version = answer.value.version
      setVersion(answer.value.version)
      setChanged({ at: answer.value.changedAt, by: me.agent.name })
      setRefusal(null)
      // What was typed meanwhile is kept after it.
      if (now.current.texts === sent) keep(unsaved, undefined)
      state(now.current.texts === sent ? 'saved' : 'waiting')
      return client.invalidateQueries({ queryKey: deskQuery.queryKey })
    })
  }, [client, collide, conflict, me.agent.name, state])

  const leave = useCallback(() => {
    left.current = true
  }, [])

  return { texts, saving, refusal, version, changed, conflict, write, takeTheirs, keepMine, leave, settle: async () => ((await save()) ? now.current.version : undefined) }
}
