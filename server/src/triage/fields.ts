import type { Alongside, FieldType, FieldValue, Lang } from '@guichet/protocol'
import { fieldLimits } from '@guichet/protocol'
import type { DeskWall } from '#people/people.ts'
import type { Desk } from '#policies/policies.ts'
import { isAsked, isFieldSeen, missingOf, readFieldValue, sameValue, wordsIn } from '#fields/fields.ts'
import type { KeptField } from '#fields/fields.ts'
import type { Actor, LoadedTicket, NewEvent } from '#tickets/tickets.ts'
import { act } from './act.ts'
import type { Aim, Doing, Outcome, Refusal, Think } from './act.ts'

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
  return act(desk, aim, async (loaded, now, inside) => {
    const field = await fieldHeld(inside, loaded.providerId, noted.fieldId, aim.deskWall)
    return field ? noting(agent, field, noted, loaded, now) : { refused: 'unknown-field' }
  })
}

/** A field as it stays until this is done; one that is not there for somebody is as if it were not. */
async function fieldHeld(inside: Desk, providerId: string, id: string, wall: DeskWall | undefined): Promise<KeptField | undefined> {
  const field = await inside.database.db.selectFrom('fields').selectAll().where('provider_id', '=', providerId).where('id', '=', id).forShare().executeTakeFirst()
  return field && isFieldSeen(field, wall) ? field : undefined
}

const isNothing = (value: FieldValue | null): boolean => value === null || value === '' || (Array.isArray(value) && value.length === 0)

/** A value as it is to stand in a field; null empties it, undefined is none that it takes. */
export function fillingOf(field: Pick<KeptField, 'type' | 'choices'>, value: FieldValue | null, there?: FieldValue): FieldValue | null | undefined {
  return value === null || isNothing(value) ? null : readFieldValue(field, value, there)
}

/** Why a field does not take a value, named. */
export function notTaken({ type, label }: Pick<KeptField, 'type' | 'label'>): Readonly<Record<Lang, string>> {
  return { fr: `${wordsIn(label, 'fr')}\u202f: ${takes[type].fr}`, en: `${wordsIn(label, 'en')}: ${takes[type].en}` }
}

function noting(agent: Actor, field: KeptField, { value, seen }: Noted, { ticket }: LoadedTicket, now: number): Doing | Refusal {
  const from = ticket.fields[field.id] ?? null
  const to = fillingOf(field, value, from ?? undefined)
  if (to === undefined) return { refused: 'field-value', detail: takes[field.type] }
  // What somebody else noted in the same words needs nobody's decision.
  if (sameValue(from, to)) return { events: [] }
  if (seen !== undefined && !sameValue(seen, from)) return { refused: 'field-changed' }
  if (!isAsked(field, ticket)) return { refused: 'field-not-asked' }
  if (to === null && field.required && (ticket.state === 'solved' || ticket.state === 'closed')) return { refused: 'field-required' }
  return { events: [{ type: 'ticket.field_set', at: now, actor: agent, data: { fieldId: field.id, type: field.type, from, to } }] }
}

/** Why one of several fields is not filled in: which it is. */
function whichOf(field: KeptField, { refused, detail }: Refusal): Refusal {
  if (refused === 'field-value') return { refused, detail: notTaken(field) }
  const of = (lang: Lang) => (lang === 'fr' ? `«\u00a0${wordsIn(field.label, lang)}\u00a0»` : `“${wordsIn(field.label, lang)}”`)
  if (refused === 'field-not-asked') return { refused, detail: { fr: `${of('fr')} ne se remplit pas sur cette demande.`, en: `${of('en')} is not filled in on this request.` } }
  if (refused === 'field-required') return { refused, detail: { fr: `Une demande résolue garde ${of('fr')} rempli.`, en: `A solved request keeps ${of('en')} filled in.` } }
  return detail ? { refused, detail } : { refused }
}

/** Fills in several fields, whatever stands in them: all, or none. */
export function filling(agent: Actor, all: NonNullable<Alongside['fields']>, wall: DeskWall | undefined): Think {
  return async (loaded, now, inside) => {
    const events: NewEvent[] = []
    for (const noted of all) {
      const field = await fieldHeld(inside, loaded.providerId, noted.fieldId, wall)
      if (!field) return { refused: 'unknown-field' }
      const next = noting(agent, field, noted, loaded, now)
      if ('refused' in next) return whichOf(field, next)
      events.push(...next.events)
    }
    return { events }
  }
}

/** Why a ticket is not called solved yet: the fields that an agent has to fill in before, by name. What the same act fills in does not lack. */
export async function fieldsMissing(inside: Desk, { providerId, ticket }: LoadedTicket, wall: DeskWall | undefined, { fields: filled = [] }: Alongside = {}): Promise<Refusal | undefined> {
  const required = await inside.database.db.selectFrom('fields').selectAll().where('provider_id', '=', providerId).where('required', '=', true).where('retired_at', 'is', null).orderBy('position').orderBy('id').execute()
  const missing = missingOf(required, ticket, wall).filter(({ id }) => !filled.some(({ fieldId, value }) => fieldId === id && !isNothing(value)))
  if (missing.length === 0) return undefined
  const named = (lang: Lang) => missing.map(({ label }) => wordsIn(label, lang)).join(', ')
  return { refused: 'fields-missing', detail: { fr: `À remplir d’abord\u202f: ${named('fr')}.`, en: `To be filled in first: ${named('en')}.` } }
}
