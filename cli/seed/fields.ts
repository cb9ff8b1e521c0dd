import { fieldBody } from '@guichet/protocol'
import type { FieldValue } from '@guichet/protocol'
import type { Provider } from '#people/people.ts'
import type { Desk } from '#policies/policies.ts'
import { makeField } from '#fields/fields.ts'
import { setField } from '#triage/triage.ts'
import type { Aim } from '#triage/triage.ts'
import type { Actor } from '#tickets/tickets.ts'
import type { Script } from './script.ts'

/** Makes the provider's own fields, as somebody who administers would. @throws Error on one that the desk refuses: the file is ours */
export async function addFields(desk: Desk, provider: Provider, by: { id: string; name: string }, fields: Script['fields']): Promise<void> {
  for (const { shown, choices, ...field } of fields) {
    const body = fieldBody.parse({ ...field, shownTo: shown, choices: choices.map(({ key, ...label }) => ({ key, label })) })
    const made = await makeField(desk, provider.id, { kind: 'agent', ...by }, body)
    if ('refused' in made) throw new Error(`${provider.slug}, “${field.name}”: ${made.refused} ${made.at ?? ''}`)
  }
}

/** Notes something in fields of a ticket, by their names. @throws Error when the desk refuses */
export async function fillFields(desk: Desk, agent: Actor, aim: Aim, values: Readonly<Record<string, FieldValue>>): Promise<void> {
  for (const [name, value] of Object.entries(values)) {
    const field = await desk.database.db.selectFrom('fields').select('id').where('provider_id', '=', aim.providerId).where('name', '=', name).executeTakeFirst()
    if (!field) throw new Error(`there is no field ${name}`)
    const done = await setField(desk, agent, aim, { fieldId: field.id, value, seen: null })
    if (!done.ok) throw new Error(`${name} was refused: ${done.refused}`)
  }
}
