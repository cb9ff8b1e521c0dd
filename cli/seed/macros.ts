import { macroBody } from '@guichet/protocol'
import { fieldsOf } from '#fields/fields.ts'
import type { Desk } from '#policies/policies.ts'
import { deskWallOf } from '#people/people.ts'
import type { Agent, Provider } from '#people/people.ts'
import { saveMacro } from '#triage/triage.ts'
import type { Script } from './script.ts'

/** Adds the ready-made texts of a provider, as somebody who leads would. @throws Error on one that the desk refuses: the file is ours */
export async function addMacros(desk: Desk, provider: Provider, by: Agent, macros: Script['macros']): Promise<void> {
  const own = new Map((await fieldsOf(desk.database.db, provider.id)).map(({ name, id }) => [name, id]))
  for (const { fr, en, then, assign, does, fill, ...rest } of macros) {
    const fields = Object.entries(fill).map(([name, value]) => ({ fieldId: own.get(name), value }))
    const body = macroBody.parse({
      ...rest, texts: { ...(fr === undefined ? {} : { fr: fr.trim() }), ...(en === undefined ? {} : { en: en.trim() }) },
      acts: { then, ...does, ...(assign ? { assign } : {}), ...(fields.length === 0 ? {} : { fields }) },
    })
    const done = await saveMacro(desk, provider.id, { kind: 'agent', id: by.id, name: by.name }, { id: by.id, leads: true, wall: deskWallOf(by) }, body)
    if ('refused' in done) throw new Error(`${provider.slug}, “${rest.name}”: ${done.refused} ${done.names?.join(', ') ?? ''}`)
  }
}
