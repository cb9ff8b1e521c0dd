import { macroBody } from '@guichet/protocol'
import type { Desk } from '#policies/policies.ts'
import type { Provider } from '#people/people.ts'
import { saveMacro } from '#triage/triage.ts'
import type { Script } from './script.ts'

/** Adds the ready-made texts of a provider, as somebody who leads would. @throws Error on one that the desk refuses: the file is ours */
export async function addMacros(desk: Desk, provider: Provider, by: { id: string; name: string }, macros: Script['macros']): Promise<void> {
  for (const { fr, en, then, assign, does, ...rest } of macros) {
    const body = macroBody.parse({ ...rest, texts: { ...(fr === undefined ? {} : { fr: fr.trim() }), ...(en === undefined ? {} : { en: en.trim() }) }, acts: { then, ...does, ...(assign ? { assign } : {}) } })
    const done = await saveMacro(desk, provider.id, { kind: 'agent', ...by }, { id: by.id, leads: true }, body)
    if ('refused' in done) throw new Error(`${provider.slug}, “${rest.name}”: ${done.refused} ${done.names?.join(', ') ?? ''}`)
  }
}
