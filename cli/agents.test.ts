import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { addAgent, addProvider, listAgents, listAgentTeams } from '#people/people.ts'
import { createPolicies } from '#policies/policies.ts'
import { runCommand } from './test/run.ts'
import { emptyWorld } from './test/world.ts'

const world = await emptyWorld('2026-11-23T09:00:00Z')
const provider = await addProvider(world, { slug: 'chez-nous', name: 'Chez nous', accent: '#0f5c6e', language: 'fr' })
const source = await readFile(new URL('../policies/introserv/policy.yaml', import.meta.url), 'utf8')
const published = await createPolicies(world).publish(provider.id, { source, file: 'policy.yaml', by: 'test' })
if (!published.ok) throw new Error(JSON.stringify(published.findings))
const young = await addProvider(world, { slug: 'tout-neuf', name: 'Tout neuf', accent: '#0f5c6e', language: 'fr' })
await addAgent(world, provider.id, { name: 'Ada', email: 'ada@nous.example', password: 'un mot de passe assez long', roles: ['admin'] })
await addAgent(world, provider.id, { name: 'Luc', email: 'luc@nous.example', password: 'un mot de passe assez long' })
const env = { GUICHET_DATA: world.settings.dataFolder, DATABASE_URL: world.databaseUrl, SMTP_PORT: '0', LANG: 'fr_FR.UTF-8' }

const at = (slug: string, ...argv: string[]) => runCommand([...argv, '--provider', slug], env)
const guichet = (...argv: string[]) => at('chez-nous', ...argv)
const one = async (name: string) => (await listAgents(world, provider.id)).find((agent) => agent.name === name)

test('agent set changes what an agent may do and see, and tells what it refuses', async () => {
  expect(await guichet('agent', 'set', 'LUC@nous.example', '--role', 'lead,fees', '--department', 'technical')).toMatchObject({ code: 0, out: expect.stringContaining('Luc est à jour') })
  expect(await one('Luc')).toMatchObject({ roles: ['lead', 'fees'], departments: ['technical'] })
  expect(await guichet('agent', 'set', 'luc@nous.example', '--role', '', '--department', '')).toMatchObject({ code: 0 })
  expect(await one('Luc')).toMatchObject({ roles: [], departments: [] })
  expect(await guichet('agent', 'set', 'luc@nous.example', '--name', 'Luc')).toMatchObject({ code: 0, out: expect.stringContaining('rien à changer') })
  expect(await guichet('agent', 'set', 'luc@nous.example', '--role', 'roi')).toMatchObject({ code: 2, err: expect.stringContaining('Rôle inconnu') })
  expect(await guichet('agent', 'set', 'ada@nous.example', '--disable')).toMatchObject({ code: 1, err: expect.stringContaining('Il ne resterait personne') })
  expect(await guichet('agent', 'set', 'qui@nous.example', '--disable')).toMatchObject({ code: 1, err: expect.stringContaining('Aucun agent') })
  expect(await guichet('agent', 'set', 'luc@nous.example', '--disable')).toMatchObject({ code: 0 })
  expect(await one('Luc')).toBeUndefined()
  expect(await guichet('agent', 'set', 'luc@nous.example', '--enable')).toMatchObject({ code: 0 })
})

test('team add makes a team of known agents, under a name that no other has', async () => {
  expect(await guichet('team', 'add', '--name', 'Nuit', '--member', 'luc@nous.example')).toMatchObject({ code: 0, out: expect.stringContaining('membres') })
  expect(await listAgentTeams(world.database.db, provider.id)).toMatchObject([{ name: 'Nuit', members: [{ name: 'Luc' }] }])
  expect(await guichet('team', 'add', '--name', 'nuit')).toMatchObject({ code: 1, err: expect.stringContaining('déjà') })
  expect(await guichet('team', 'add', '--name', 'Jour', '--member', 'qui@nous.example')).toMatchObject({ code: 1, err: expect.stringContaining('qui@nous.example') })
})

test('only departments of the policy in force are given, and those that exist are named', async () => {
  const unknown = { code: 1, err: expect.stringMatching(/n’a pas ce département : cuisine\. Elle a : technical, financial\./) }
  const agents = (await listAgents(world, provider.id)).length
  expect(await guichet('agent', 'add', '--email', 'pia@nous.example', '--name', 'Pia', '--department', 'technical,cuisine')).toMatchObject(unknown)
  expect(await guichet('team', 'add', '--name', 'Fourneaux', '--department', 'cuisine')).toMatchObject(unknown)
  expect(await guichet('agent', 'set', 'luc@nous.example', '--department', 'cuisine', '--name', 'Lucien')).toMatchObject(unknown)
  expect(await guichet('agent', 'set', 'luc@nous.example', '--department', 'cuisine', '--lang', 'en')).toMatchObject({ code: 1, err: expect.stringContaining('no such department: cuisine. It has: technical, financial.') })
  // Nothing was done of what was refused.
  expect((await listAgents(world, provider.id)).length).toBe(agents)
  expect(await one('Luc')).toMatchObject({ departments: [] })
  expect((await listAgentTeams(world.database.db, provider.id)).map(({ name }) => name)).not.toContain('Fourneaux')
  expect(await guichet('team', 'add', '--name', 'Comptes', '--department', 'financial')).toMatchObject({ code: 0 })
  expect((await listAgentTeams(world.database.db, provider.id)).find(({ name }) => name === 'Comptes')).toMatchObject({ department: 'financial' })
})

test('a department that was given under an earlier policy may stay; before there is a policy there is none to give', async () => {
  await world.database.db.updateTable('agents').set({ departments: ['archives'] }).where('provider_id', '=', provider.id).where('email_key', '=', 'luc@nous.example').execute()
  expect(await guichet('agent', 'set', 'luc@nous.example', '--department', 'archives,financial')).toMatchObject({ code: 0 })
  expect(await one('Luc')).toMatchObject({ departments: ['archives', 'financial'] })
  expect(await at(young.slug, 'agent', 'add', '--email', 'pia@neuf.example', '--name', 'Pia', '--department', 'technical')).toMatchObject({ code: 1, err: expect.stringContaining('Aucune politique n’est en vigueur') })
})

test('agent add leaves its event', async () => {
  expect((await guichet('agent', 'add', '--email', 'zoe@nous.example', '--name', 'Zoé')).code).toBe(0)
  const events = await world.database.db.selectFrom('events').select(['type', 'data']).where('type', '=', 'agent.added').execute()
  expect(events).toMatchObject([{ data: { email: 'zoe@nous.example' } }])
})
