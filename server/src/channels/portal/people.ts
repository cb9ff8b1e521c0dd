import { createElement } from 'react'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Policy } from '@guichet/policy'
import { transaction } from '#platform/database.ts'
import type { Http } from '#platform/http.ts'
import { actorOfContact, callBackUntil, countAttempt, endGrant, findProfile, grantsFor, listPersons, listTeams, makeGrant, rightsOf } from '#people/people.ts'
import type { Person, Slowing } from '#people/people.ts'
import type { Desk } from '#policies/policies.ts'
import type { Frame } from '#portal/frame.tsx'
import { PeoplePage, PersonPage, type PersonView } from '#portal/pages/people.tsx'
import type { FieldView } from '#portal/parts/field.tsx'
import { actingTexts } from '#portal/texts/areas/acting.ts'
import { peopleTexts } from '#portal/texts/areas/people.ts'
import { changePerson, grantedByRole, inviteAgain, invitePerson, removePerson } from '#triage/triage.ts'
import type { Managed } from '#triage/triage.ts'
import { formOf, idIn } from './coming.ts'
import { inOwnZone, ownZone } from './moments.ts'
import { onOwnPage, type SignedVisitor } from './own-page.ts'
import { sendPage } from './pages.ts'
import { personFields, readPerson, refusalInWords, rightsInWords, typedFrom, typedOf, type PersonTyped } from './person-view.ts'
import { needsT3 } from './step-up.ts'

const hour = 3_600_000
const perHour = { rateLimit: { max: 240, timeWindow: hour } }
/** Numbers of other customers are not to be tried out. */
const numbers: Slowing = { free: 5, base: 10 * 60_000, cap: 6 * hour, forget: 24 * hour }
const given = ['ask_technical', 'ask_urgent'] as const

type Manage = (visitor: SignedVisitor, frame: Frame, request: FastifyRequest, reply: FastifyReply) => Promise<unknown>

/** A page for whoever manages people; for anybody else there is no such page. What changes something takes a second proof, and a call back after a fresh change of address. */
function onManaged(desk: Desk, path: string, show: Manage, changes = false) {
  return onOwnPage(desk, () => path, async (visitor, frame, request, reply) => {
    if (!rightsOf(visitor.contact).may.has('manage_contacts')) return reply.callNotFound()
    if (!changes) return show(visitor, frame, request, reply)
    if (await needsT3(desk, visitor, frame, request, reply)) return reply
    const until = callBackUntil(visitor.contact, visitor.now)
    if (until !== undefined) return showPeople(desk, visitor, frame, reply, { problem: peopleTexts(visitor.lang).callBack(inOwnZone(visitor, until)), status: 403 })
    return show(visitor, frame, request, reply)
  })
}

const back = (visitor: SignedVisitor, reply: FastifyReply, done: string) => reply.redirect(`/${visitor.provider.slug}/${visitor.lang}/people?done=${done}`, 303)
const holderOf = (person: Person, policy: Policy | undefined, now: number) => ({ ...person, granted: policy && grantedByRole(policy, person.role, now) })

interface Showing { notice?: string | undefined; problem?: string | undefined; grant?: { number: string; until: string; problems: Record<string, string> } | undefined; status?: number }

async function showPeople(desk: Desk, visitor: SignedVisitor, frame: Frame, reply: FastifyReply, { notice, problem, grant, status }: Showing = {}) {
  const { provider, contact, policy, lang, now } = visitor
  const [t, granting] = [peopleTexts(lang), actingTexts(lang)]
  const { db } = desk.database
  const [people, teams, grants] = await Promise.all([
    listPersons(db, provider.id, contact.customer.id), listTeams(db, provider.id, contact.customer.id), grantsFor(desk, provider.id, contact.customer.id),
  ])
  const names = new Map(teams.map(({ id, name }) => [id, name]))
  const state = (one: Person) => (one.seenAt !== null ? t.seen(inOwnZone(visitor, one.seenAt)) : one.invitedAt !== null && !one.verified ? t.invited(inOwnZone(visitor, one.invitedAt)) : t.neverIn)
  const wrong = (name: string) => (grant?.problems[name] === undefined ? {} : { problem: grant.problems[name] })
  const grantFields: FieldView[] = [
    { name: 'number', kind: 'line', label: granting.grantNumber, value: grant?.number ?? '', required: true, maxLength: 60, ...wrong('number') },
    { name: 'until', kind: 'line', label: granting.grantUntil, value: grant?.until ?? '', required: false, why: granting.grantUntilWhy, example: '2027-03-31', maxLength: 10, ...wrong('until') },
  ]
  return sendPage(reply, createElement(PeoplePage, {
    frame,
    view: {
      notice, problem, grantFields,
      people: people.map((one) => ({
        id: one.id, name: one.name, email: one.email, you: one.id === contact.id, rights: rightsInWords(holderOf(one, policy, now), policy, lang),
        teams: one.teamIds.map((id) => names.get(id) ?? '').filter((name) => name !== '').join(', ') || t.noTeam, state: state(one),
      })),
      grants: grants.map((one) => ({
        id: one.id, name: one.customer.name, number: one.customer.number, rights: rightsInWords({ rights: one.rights }, undefined, lang),
        until: one.untilAt === null ? granting.endless : granting.until(inOwnZone(visitor, one.untilAt - 1)),
      })),
    },
  }), status)
}

async function showPerson(desk: Desk, visitor: SignedVisitor, frame: Frame, reply: FastifyReply, person: Person | undefined, typed: PersonTyped, more: Pick<PersonView, 'refused' | 'notice'> & { problems?: Readonly<Record<string, string>>; status?: number } = {}) {
  const { provider, contact, policy, lang } = visitor
  const teams = (await listTeams(desk.database.db, provider.id, contact.customer.id)).map(({ name }) => name)
  const fields = personFields({ by: contact, policy, lang, typed, teams, problems: more.problems ?? {} }, person === undefined)
  const view: PersonView = {
    ...fields, id: person?.id, name: person?.name ?? '', email: person?.email ?? '', invited: person !== undefined && !person.verified, notice: more.notice, refused: more.refused,
  }
  return sendPage(reply, createElement(PersonPage, { frame, view }), more.status)
}

/** The people of a customer, kept by their own manager. */
export function addPeople(http: Http, desk: Desk): void {
  const find = async (visitor: SignedVisitor, id: string | undefined): Promise<Person | undefined> =>
    id === undefined ? undefined : (await listPersons(desk.database.db, visitor.provider.id, visitor.contact.customer.id, id))[0]
  const typedNow = async (visitor: SignedVisitor, person: Person): Promise<PersonTyped> => {
    const names = new Map((await listTeams(desk.database.db, visitor.provider.id, visitor.contact.customer.id)).map(({ id, name }) => [id, name]))
    return typedFrom(person, rightsOf(holderOf(person, visitor.policy, visitor.now)), person.teamIds.map((id) => names.get(id) ?? '').filter((name) => name !== ''))
  }
  /** What was refused, on the form it came from with what was typed. */
  const refuse = (visitor: SignedVisitor, frame: Frame, reply: FastifyReply, person: Person | undefined, typed: PersonTyped, outcome: Extract<Managed, { ok: false }>) => {
    const t = peopleTexts(visitor.lang)
    if (outcome.why === 'gone') return reply.callNotFound()
    const words = { missing: t.missing, too_long: t.tooLong, wrong_form: t.emailWrong, taken: t.emailTaken }
    const problems = outcome.why === 'problems' ? Object.fromEntries(outcome.problems.map(({ field, why }) => [field, words[why]])) : {}
    const refused = refusalInWords(outcome, visitor.policy, visitor.provider.name, visitor.lang)
    return showPerson(desk, visitor, frame, reply, person, typed, { problems, refused, status: outcome.why === 'slow' ? 429 : outcome.why === 'problems' ? 422 : 403 })
  }

  http.get('/:provider/:lang/people', onManaged(desk, '/people', (visitor, frame, request, reply) => {
    const { done } = request.query as { done?: string }
    const words = peopleTexts(visitor.lang).done
    return showPeople(desk, visitor, frame, reply, { notice: done !== undefined && Object.hasOwn(words, done) ? words[done as keyof typeof words] : undefined })
  }))

  http.get('/:provider/:lang/people/new', onManaged(desk, '/people/new', (visitor, frame, _request, reply) => showPerson(desk, visitor, frame, reply, undefined, typedOf({ sight: 'own' })), true))

  http.post('/:provider/:lang/people/new', { config: perHour }, onManaged(desk, '/people/new', async (visitor, frame, request, reply) => {
    const typed = typedOf(formOf(request))
    const read = readPerson(typed, visitor.policy, visitor.lang)
    if (!read.ok) return showPerson(desk, visitor, frame, reply, undefined, typed, { problems: read.problems, status: 422 })
    const outcome = await invitePerson(desk, visitor.provider, visitor.contact, { ...read.given, name: typed.name, email: typed.email, language: typed.language === 'en' ? 'en' : 'fr' })
    return outcome.ok ? back(visitor, reply, 'invited') : refuse(visitor, frame, reply, undefined, typed, outcome)
  }, true))

  http.get('/:provider/:lang/people/:id', onManaged(desk, '/people', async (visitor, frame, request, reply) => {
    const person = await find(visitor, idIn(request))
    return person ? showPerson(desk, visitor, frame, reply, person, await typedNow(visitor, person)) : reply.callNotFound()
  }))

  http.post('/:provider/:lang/people/:id', { config: perHour }, onManaged(desk, '/people', async (visitor, frame, request, reply) => {
    const person = await find(visitor, idIn(request))
    if (!person) return reply.callNotFound()
    const typed = typedOf(formOf(request))
    const read = readPerson(typed, visitor.policy, visitor.lang)
    if (!read.ok) return showPerson(desk, visitor, frame, reply, person, typed, { problems: read.problems, status: 422 })
    const outcome = await changePerson(desk, visitor.provider, visitor.contact, person.id, read.given)
    return outcome.ok ? back(visitor, reply, 'changed') : refuse(visitor, frame, reply, person, typed, outcome)
  }, true))

  for (const [what, act, done] of [['invite', inviteAgain, 'invited'], ['remove', removePerson, 'removed']] as const) {
    http.post(`/:provider/:lang/people/:id/${what}`, { config: perHour }, onManaged(desk, '/people', async (visitor, frame, request, reply) => {
      const person = await find(visitor, idIn(request))
      if (!person) return reply.callNotFound()
      const outcome = await act(desk, visitor.provider, visitor.contact, person.id)
      if (!outcome.ok) return refuse(visitor, frame, reply, person, await typedNow(visitor, person), outcome)
      return person.id === visitor.contact.id && what === 'remove' ? reply.redirect(`/${visitor.provider.slug}/${visitor.lang}/`, 303) : back(visitor, reply, done)
    }, true))
  }

  http.post('/:provider/:lang/people/grants', { config: perHour }, onManaged(desk, '/people', async (visitor, frame, request, reply) => {
    const { provider, contact, lang, now } = visitor
    const t = actingTexts(lang)
    const form = formOf(request)
    const [number, until] = [(form.number ?? '').trim().slice(0, 60), (form.until ?? '').trim().slice(0, 10)]
    const again = (problems: Record<string, string>, status = 422) => showPeople(desk, visitor, frame, reply, { grant: { number, until, problems }, status })
    const untilAt = until === '' ? undefined : dayAfter(until, ownZone(visitor))
    if (until !== '' && (untilAt === undefined || untilAt <= now)) return again({ until: t.grantUntilWrong })
    if ((await countAttempt(desk, provider.id, `grant:${contact.customer.id}`, numbers)) > 0) return again({ number: t.grantSlow }, 429)
    const agency = number === '' ? undefined : await findProfile(desk, provider.id, { number })
    const own = rightsOf(contact)
    // Nobody lets others see or do more than they do themselves (AB-21).
    const rights = [own.sees === 'all' ? 'all' : 'own', ...given.filter((right) => own.may.has(right))]
    const made = agency && (await transaction(desk.database.db, (trx) => makeGrant(trx, desk, provider.id, { customerId: agency.customer.id, forCustomerId: contact.customer.id, rights, untilAt }, actorOfContact(contact))))
    return made ? back(visitor, reply, 'granted') : again({ number: t.grantUnknown })
  }, true))

  http.post('/:provider/:lang/people/grants/:id/end', { config: perHour }, onManaged(desk, '/people', async (visitor, _frame, request, reply) => {
    const id = idIn(request)
    const ended = id !== undefined && (await transaction(desk.database.db, (trx) => endGrant(trx, desk, visitor.provider.id, { id, forCustomerId: visitor.contact.customer.id }, actorOfContact(visitor.contact))))
    return ended ? back(visitor, reply, 'ended') : reply.callNotFound()
  }, true))
}

/** The instant at which the day after a date begins in a zone; undefined for what is no date. */
function dayAfter(date: string, zone: string): number | undefined {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(date)) return undefined
  try {
    return Temporal.PlainDate.from(date).add({ days: 1 }).toZonedDateTime(zone).epochMilliseconds
  } catch {
    return undefined
  }
}
