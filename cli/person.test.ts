import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { addAgent, addContact, addCustomer, addProvider } from '#people/people.ts'
import { createDesk } from '#server/app.ts'
import { policySource } from '../server/test/policy.ts'
import { runCommand } from './test/run.ts'
import { emptyWorld } from './test/world.ts'

const world = await emptyWorld('2026-11-24T10:00:00Z')
const provider = await addProvider(world, { slug: 'essai', name: 'Essai', accent: '#0f5c6e', language: 'fr' })
await createDesk(world).policies.publish(provider.id, { source: policySource(), file: 'policy.yaml', by: 'test' })
const customerId = await addCustomer(world, provider.id, { number: '1', name: 'Morvan' })
for (const name of ['Ana', 'Bruno']) await addContact(world, provider.id, { customerId, name: `${name} Morvan`, email: `${name.toLowerCase()}@morvan.example`, verified: true })
for (const [name, role] of [['dana', 'privacy'], ['sami', 'admin'], ['claire', 'support']] as const) {
  await addAgent(world, provider.id, { name, email: `${name}@essai.example`, password: 'un mot de passe assez long', roles: [role] })
}
const env = { GUICHET_DATA: world.settings.dataFolder, DATABASE_URL: world.databaseUrl, LANG: 'fr_FR.UTF-8', PORT: '0', SMTP_PORT: '0' }
const guichet = (...argv: string[]) => runCommand([...argv, '--provider', 'essai'], env)

test('a person’s archive is written by who answers for data, and by nobody else', async () => {
  const out = join(world.settings.dataFolder, 'ana.zip')
  expect(await guichet('person', 'export', '--address', 'ana@morvan.example', '--by', 'claire@essai.example', '--out', out)).toMatchObject({ code: 2, err: 'claire@essai.example n’a ni le rôle privacy ni le rôle admin.\n' })
  expect(await guichet('person', 'export', '--address', 'nul@morvan.example', '--by', 'dana@essai.example', '--out', out)).toMatchObject({ code: 1, err: 'Rien n’est gardé sur nul@morvan.example.\n' })
  expect(await guichet('person', 'export', '--address', 'ana@morvan.example', '--by', 'dana@essai.example', '--out', out)).toMatchObject({ code: 0, err: '' })
  expect((await readFile(out)).subarray(0, 2).toString()).toBe('PK')
})

test('an erasure takes two: the report first, then another agent', async () => {
  const asked = await guichet('person', 'erase', '--address', 'ana@morvan.example', '--by', 'dana@essai.example')
  expect(asked).toMatchObject({ code: 0, err: '' })
  const id = /--confirm ([0-9a-f-]{36})/.exec(asked.out)![1]!
  expect(asked.out).toMatch(/tickets +0/)
  expect(await guichet('person', 'erase', '--confirm', id, '--by', 'dana@essai.example')).toMatchObject({ code: 1, err: 'Un autre agent que celui qui a demandé doit confirmer.\n' })
  expect(await guichet('person', 'erase', '--confirm', 'x', '--by', 'sami@essai.example')).toMatchObject({ code: 1 })
  expect(await guichet('person', 'erase', '--confirm', id, '--by', 'sami@essai.example')).toMatchObject({ code: 0 })
  expect((await world.database.db.selectFrom('person_requests').select('state').where('id', '=', id).executeTakeFirst())?.state).toBe('confirmed')
})

test('how long things are kept is shown and set within bounds; the register says it', async () => {
  expect((await guichet('provider', 'retention')).out).toMatch(/^access_log +1 an +0 échu/m)
  expect(await guichet('provider', 'retention', '--kind', 'letters', '--days', '0', '--reason', 'r')).toMatchObject({ code: 2, err: '--days est un nombre entier de 1 à 3653.\n' })
  expect(await guichet('provider', 'retention', '--kind', 'autre', '--days', '9', '--reason', 'r')).toMatchObject({ code: 2 })
  expect(await guichet('provider', 'retention', '--kind', 'letters', '--days', '120', '--reason', 'Assez pour nous')).toMatchObject({ code: 0 })
  expect((await guichet('provider', 'register')).out).toMatch(/120 jours après leur envoi \| Assez pour nous/)
})
