import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addAgent } from '#people/people.ts'
import { fillIn, placeholders, unknownIn } from '#triage/triage.ts'
import { actAs, ask, openCompany, openTrial, pageOf } from '../harness.ts'
import type { Answer } from '../harness.ts'

const trial = await openTrial()
const company = await openCompany(trial, 'macros')
const { desk } = trial
const lead = await addAgent(desk, company.provider.id, { name: 'Line Chef', email: 'line@macros.example', password: 'un mot de passe assez long', roles: ['lead'] })
const other = await addAgent(desk, company.provider.id, { name: 'Basile', email: 'basile@macros.example', password: 'un mot de passe assez long' })

const call = async (method: string, path: string, body?: unknown, by: string = lead.id): Promise<Answer> => company.call(method, path, { cookie: await company.asAgent(by), ...(body === undefined ? {} : { body }) })
const asked = async (more: Record<string, unknown> = {}) => (await ask(company, more)).body.number as number

describe('ready-made texts', () => {
  test('filled for a ticket, in the language of its answer; what has no value stays visible and is named', async () => {
    const made = await call('POST', 'macros', { name: 'Reçu', texts: { fr: 'Bonjour {contact.name},\nn° {ticket.number}, {service.name}.\n{agent.name}', en: 'Hello {contact.name}' } })
    expect(made.status).toBe(201)
    const number = await asked()
    const [filled] = (await call('GET', `queue/${number}/macros`)).body.filter((one: { id: string }) => one.id === made.body.id)
    expect(filled).toMatchObject({ language: 'fr', text: `Bonjour Jean Martin,\nn° ${number}, {service.name}.\nLine Chef`, missing: ['service.name'] })
  })

  test('a word in braces that means nothing is refused when it is saved, and named', async () => {
    const refused = await call('POST', 'macros', { name: 'Faux', texts: { fr: 'Bonjour {prenom} et {contact.nom}, { return; } {"a": 1}' } })
    expect(refused).toMatchObject({ status: 422, body: { code: 'unknown-placeholder', errors: [{ message: '{prenom}' }, { message: '{contact.nom}' }] } })
    expect((await call('POST', 'macros', { name: 'Vide', texts: {} })).status).toBe(422)
    expect((await call('POST', 'macros', { name: 'Note qui résout', tab: 'note', texts: { fr: 'x' }, acts: { then: 'solve' } })).status).toBe(422)
  })

  test('whose they are: everybody’s for leads to change, one’s own for oneself, a team’s for its members', async () => {
    const mine = await call('POST', 'macros', { name: 'À moi', whose: 'me', texts: { fr: 'x' } }, other.id)
    expect(mine.status).toBe(201)
    const names = async (by: string) => (await call('GET', 'macros', undefined, by)).body.rows.map(({ name }: { name: string }) => name)
    expect(await names(other.id)).toContain('À moi')
    expect(await names(company.agent.id)).not.toContain('À moi')
    expect((await call('PUT', `macros/${mine.body.id}`, { name: 'Pris', whose: 'me', texts: { fr: 'x' } })).status).toBe(404)
    expect((await call('POST', 'macros', { name: 'De tous', texts: { fr: 'x' } }, other.id)).status).toBe(403)
    const teamId = desk.ids.next()
    await desk.database.db.insertInto('agent_teams').values({ provider_id: company.provider.id, id: teamId, name: 'Nuit', department: null, created_at: 0, retired_at: null }).execute()
    await desk.database.db.insertInto('agent_team_members').values({ provider_id: company.provider.id, team_id: teamId, agent_id: other.id, since: 0 }).execute()
    expect((await call('POST', 'macros', { name: 'De nuit', whose: 'team', teamId, texts: { fr: 'x' } })).status).toBe(201)
    expect(await names(other.id)).toContain('De nuit')
    expect(await names(company.agent.id)).not.toContain('De nuit')
    const all = await call('POST', 'macros', { name: 'Partagée', texts: { fr: 'x' } })
    expect((await call('PUT', `macros/${all.body.id}`, { name: 'Autre', texts: { fr: 'y' }, seen: 1 }, other.id)).status).toBe(403)
    expect((await call('PUT', `macros/${all.body.id}`, { name: 'Autre', texts: { fr: 'y' }, seen: 1 })).status).toBe(200)
    expect(await call('PUT', `macros/${all.body.id}`, { name: 'Encore', texts: { fr: 'z' }, seen: 1 })).toMatchObject({ status: 409, body: { code: 'macro-changed' } })
    expect((await call('DELETE', `macros/${all.body.id}`)).status).toBe(204)
    expect(await names(lead.id)).not.toContain('Autre')
    const told = await desk.database.db.selectFrom('events').select('type').where('provider_id', '=', company.provider.id).where('type', 'like', 'macro.%').orderBy('id').execute()
    expect(told.map(({ type }) => type)).toEqual(expect.arrayContaining(['macro.made', 'macro.changed', 'macro.retired']))
  })

  test('only those of the ticket’s kind are proposed; used ones are counted; what they do is done in the same act', async () => {
    const made = await call('POST', 'macros', { name: 'Autre sorte', kinds: ['nulle'], texts: { fr: 'x' } })
    const takes = await call('POST', 'macros', { name: 'Je prends', texts: { fr: 'Je m’en occupe.' }, acts: { then: 'wait', assign: 'me' } })
    const number = await asked()
    const ids = (await call('GET', `queue/${number}/macros`)).body.map(({ id }: { id: string }) => id)
    expect(ids).not.toContain(made.body.id)
    expect(ids).toContain(takes.body.id)
    expect((await actAs(company, number, 'replies', { text: 'Je m’en occupe. Quand ?', then: 'wait', alongside: { assign: 'me' }, macro: takes.body.id })).status).toBe(200)
    expect(await pageOf(company, number)).toMatchObject({ state: 'waiting_customer', assignee: { id: company.agent.id } })
    const listed = (await call('GET', 'macros')).body.rows.find(({ id }: { id: string }) => id === takes.body.id)
    expect(listed).toMatchObject({ used: 1, usedAt: expect.any(String) })
  })

  test('whatever the values are, they come in as text, once: a value in braces is not filled again', () => {
    expect(fillIn('{contact.name}|{ticket.subject}', { 'contact.name': '{ticket.subject}', 'ticket.subject': '<b>$&</b>' })).toEqual({ text: '{ticket.subject}|<b>$&</b>', missing: [] })
    fc.assert(fc.property(fc.string(), fc.constantFrom(...placeholders), (value, name) => {
      const { text, missing } = fillIn(`a{${name}}b`, { [name]: value })
      expect(text).toBe(value === '' ? `a{${name}}b` : `a${value}b`)
      expect(missing).toEqual(value === '' ? [name] : [])
    }))
    expect(unknownIn(placeholders.map((name) => `{${name}}`).join(' '))).toEqual([])
  })
})

describe('who is named in a note', () => {
  test('they are told until they have seen it; the view reads it from there', async () => {
    const number = await asked()
    expect((await call('GET', `queue/${number}/mentionable`)).body).toEqual(expect.arrayContaining([{ id: other.id, name: 'Basile', sees: true }]))
    expect((await actAs(company, number, 'notes', { text: 'Qu’en dis-tu, @Basile ?', mentions: [other.id, company.agent.id] })).status).toBe(200)
    const unseen = async (by: string) => (await call('GET', `queue/${number}/composing`, undefined, by)).body.mentions
    expect([await unseen(other.id), await unseen(company.agent.id), await unseen(lead.id)]).toEqual([1, 0, 0])
    expect((await call('POST', `queue/${number}/mentions/seen`, undefined, other.id)).status).toBe(204)
    expect(await unseen(other.id)).toBe(0)
  })

  test('nobody is named who is not there', async () => {
    expect(await actAs(company, await asked(), 'notes', { text: '@personne', mentions: ['01a20000-0000-7000-8000-000000000001'] })).toMatchObject({ status: 422, body: { code: 'mention-outside' } })
  })
})

test('a clause is put into an answer with its words, its number and where it is read; those of the decision first', async () => {
  const number = await asked()
  const clauses = (await call('GET', `queue/${number}/clauses`)).body
  expect(clauses.length).toBeGreaterThan(1)
  const flags = clauses.map(({ decided }: { decided: boolean }) => decided)
  expect(flags).toEqual([...flags].sort((a, b) => Number(b) - Number(a)))
  for (const clause of clauses) expect(clause).toMatchObject({ text: expect.stringMatching(/\S/), href: expect.stringMatching(new RegExp(`^http://localhost:3000/macros/fr/policy/[^#]+#art-`)) })
})
