import type { FieldType, FieldValue, Lang } from '@guichet/protocol'
import { fieldLimits } from '@guichet/protocol'
import type { DeskWall } from '#people/people.ts'
import type { Desk } from '#policies/policies.ts'
import { isAsked, isFieldSeen, missingOf, readFieldValue, sameValue, wordsIn } from '#fields/fields.ts'
import type { Actor, LoadedTicket } from '#tickets/tickets.ts'
import { act } from './act.ts'
import type { Aim, Outcome, Refusal, Think } from './act.ts'

/** What is to stand in a field; null is nothing. `seen`: what the agent saw there; undefined where anything goes, in an act on many. */
export interface Noted { readonly fieldId: string; readonly value: FieldValue | null; readonly seen?: FieldValue | null | undefined }

/** Why a field does not take a value, in words. */
const takes: Readonly<Record<FieldType, Readonly<Record<Lang, string>>>> = {
  text: { fr: `Une ligne, ${fieldLimits.text} caractères au plus.`, en: `One line of ${fieldLimits.text} characters at most.` },
  long_text: { fr: 'Un texte de 5\u202f000 caractères au plus.', en: 'A text of 5,000 characters at most.' },
  number: { fr: 'Un nombre.', en: 'A number.' },
  date: { fr: 'Un jour qui existe, entre 1900 et 2199.', en: 'A day that exists, between 1900 and 2199.' },
  yes_no: { fr: 'Oui ou non.', en: 'Yes or no.' },
  one: { fr: 'Un des choix de la liste.', en: 'One of the choices of the list.' },
  several: { fr: 'Des choix de la liste.', en: 'Choices of the list.' },
  link: { fr: 'Une adresse qui commence par https:// ou http://, sans mot de passe.', en: 'An address that begins with https:// or http://, without a password.' },
}

/** Notes something in one of the provider's own fields. What a colleague noted since it was seen is not written over. */
export function setField(desk: Desk, agent: Actor, aim: Aim, noted: Noted): Promise<Outcome> {
  return act(desk, aim, noting(agent, noted, aim.deskWall))
}

function noting(agent: Actor, { fieldId, value, seen }: Noted, wall: DeskWall | undefined): Think {
  return async ({ ticket, providerId }, now, inside) => {
    const field = await inside.database.db.selectFrom('fields').selectAll().where('provider_id', '=', providerId).where('id', '=', fieldId).forShare().executeTakeFirst()
    if (!field || !isFieldSeen(field, wall)) return { refused: 'unknown-field' }
    const from = ticket.fields[field.id] ?? null
    const to = value === null || value === '' || (Array.isArray(value) && value.length === 0) ? null : readFieldValue(field, value, from ?? undefined)
    if (to === undefined) return { refused: 'field-value', detail: takes[field.type] }
    // What somebody else noted in the same words needs nobody's decision.
    if (sameValue(from, to)) return { events: [] }
    if (seen !== undefined && !sameValue(seen, from)) return { refused: 'field-changed' }
    if (!isAsked(field, ticket)) return { refused: 'field-not-asked' }
    if (to === null && field.required && (ticket.state === 'solved' || ticket.state === 'closed')) return { refused: 'field-required' }
    return { events: [{ type: 'ticket.field_set', at: now, actor: agent, data: { fieldId: field.id, type: field.type, from, to } }] }
  }
}

/** Why a ticket is not called solved yet: the fields that an agent has to fill in before, by name. */
export async function fieldsMissing(inside: Desk, { providerId, ticket }: LoadedTicket, wall: DeskWall | undefined): Promise<Refusal | undefined> {
  const required = await inside.database.db.selectFrom('fields').selectAll().where('provider_id', '=', providerId).where('required', '=', true).where('retired_at', 'is', null).orderBy('position').orderBy('id').execute()
  const missing = missingOf(required, ticket, wall)
  if (missing.length === 0) return undefined
  const named = (lang: Lang) => missing.map(({ label }) => wordsIn(label, lang)).join(', ')
  return { refused: 'fields-missing', detail: { fr: `À remplir d’abord\u202f: ${named('fr')}.`, en: `To be filled in first: ${named('en')}.` } }
}
