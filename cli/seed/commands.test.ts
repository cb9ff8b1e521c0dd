import { mkdtemp, readFile, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { isDemonstration } from '#platform/demonstration.ts'
import { createDesk } from '#server/app.ts'
import { findApiToken, findProvider, tryAgentPassword } from '#people/people.ts'
import { findMailbox } from '#channels/mail/mailboxes.ts'
import { runCommand } from '../test/run.ts'
import { emptyWorld } from '../test/world.ts'

const world = await emptyWorld('2026-11-24T10:00:00Z')
const other = await emptyWorld('2026-11-24T10:00:00Z')
const policy = new URL('../../policies/dri/policy.yaml', import.meta.url).pathname
const env = { GUICHET_DATA: world.settings.dataFolder, DATABASE_URL: world.databaseUrl, LANG: 'fr_FR.UTF-8', PORT: '0', SMTP_PORT: '0' }
const guichet = (argv: string[], stdin = '', where: Record<string, string> = env) => runCommand(argv, where, stdin)

test('a provider of one’s own: policy, mail, agent, customer; not a demonstration', async () => {
  const added = await guichet(['provider', 'add', policy, '--slug', 'chez-nous', '--host', 'aide.chez-nous.example'])
  expect(added).toMatchObject({ code: 0, err: '' })
  expect(added.out).toContain('/chez-nous/')
  expect(await isDemonstration(world.settings.dataFolder)).toBe(false)
  const provider = (await findProvider(world, 'chez-nous'))!
  expect((await createDesk(world).policies.inForce(provider.id, world.time.now()))?.version).toBe('2026-11')
  expect(await findMailbox(world, 'chez-nous@localhost.localdomain')).toBeUndefined()

  const agent = await guichet(['agent', 'add', '--provider', 'chez-nous', '--email', 'ana@chez-nous.example', '--name', 'Ana Lopez', '--role', 'lead, support'])
  expect(agent.code).toBe(0)
  const password = /: (\w{20})$/m.exec(agent.out)![1]!
  expect(await tryAgentPassword(world, provider.id, { email: 'ana@chez-nous.example', password, machine: 'test' })).toMatchObject({ ok: true })
  expect(await guichet(['agent', 'add', '--provider', 'chez-nous', '--email', 'ANA@chez-nous.example', '--name', 'Autre'])).toMatchObject({ code: 1, out: '' })

  expect(await guichet(['agent', 'add', '--provider', 'chez-nous', '--email', 'leo@chez-nous.example', '--name', 'Léo', '--password-stdin'], 'trop court\n')).toMatchObject({ code: 2, out: '' })
  const typed = await guichet(['agent', 'add', '--provider', 'chez-nous', '--email', 'leo@chez-nous.example', '--name', 'Léo', '--password-stdin'], 'une longue phrase de passe\n')
  expect(typed.out).not.toContain('longue phrase')
  expect(await tryAgentPassword(world, provider.id, { email: 'leo@chez-nous.example', password: 'une longue phrase de passe', machine: 'test' })).toMatchObject({ ok: true })
})

test('a customer’s number has the form that the policy wants, leading zeros kept', async () => {
  const add = (number: string, contact: string) => guichet(['customer', 'add', '--provider', 'chez-nous', '--number', number, '--name', 'Client', '--contact', contact])
  expect(await add('123', 'Jo <jo@client.example>')).toMatchObject({ code: 2, out: '' })
  expect((await add('00123', 'Jo <jo@client.example>')).code).toBe(0)
  // The address is taken: the second customer must not be left half there.
  expect(await add('00124', 'Jo <jo@client.example>')).toMatchObject({ code: 1, out: '' })
  expect((await add('00124', 'Lou <lou@client.example>')).code).toBe(0)
  expect(await add('00125', 'sans adresse')).toMatchObject({ code: 2 })
  expect((await guichet(['contact', 'add', '--provider', 'chez-nous', '--customer', '00123', '--contact', 'Mo <mo@client.example>', '--undeclared'])).code).toBe(0)
  expect(await guichet(['contact', 'add', '--provider', 'chez-nous', '--customer', '99999', '--contact', 'X <x@client.example>'])).toMatchObject({ code: 1, out: '' })
  const contacts = await world.database.db.selectFrom('contacts').select(['email', 'declared']).orderBy('email').execute()
  expect(contacts).toEqual([{ email: 'jo@client.example', declared: true }, { email: 'lou@client.example', declared: true }, { email: 'mo@client.example', declared: false }])
})

test('a key for a program: shown once, one customer’s only when it says so, ended for ever', async () => {
  const add = (...more: string[]) => guichet(['token', 'add', '--provider', 'chez-nous', '--name', 'import', ...more])
  expect(await add('--scope', 'everything')).toMatchObject({ code: 2, out: '' })
  expect(await add('--scope', 'requests:write', '--days', '0')).toMatchObject({ code: 2, out: '' })
  expect(await add('--scope', 'requests:write', '--customer', '99999')).toMatchObject({ code: 1, out: '' })
  const made = await add('--scope', 'requests:write,tickets:read', '--customer', '00123', '--days', '30')
  expect(made.code).toBe(0)
  const provider = (await findProvider(world, 'chez-nous'))!
  expect(await findApiToken(world, provider.id, made.out.trim())).toMatchObject({ name: 'import', scopes: ['requests:write', 'tickets:read'], customer: { number: '00123' } })
  const id = /[0-9a-f-]{36}/.exec(made.err)![0]
  expect((await guichet(['token', 'revoke', id, '--provider', 'chez-nous'])).code).toBe(0)
  expect(await findApiToken(world, provider.id, made.out.trim())).toBeUndefined()
  expect(await guichet(['token', 'revoke', id, '--provider', 'chez-nous'])).toMatchObject({ code: 1, out: '' })
})

test('a version is published once; a policy in error, a taken or a reserved name, an unknown provider are refused in words', async () => {
  const broken = join(await mkdtemp(join(tmpdir(), 'guichet-')), 'policy.yaml')
  await writeFile(broken, 'guichet: 1\npolicy: x\n')
  expect((await guichet(['provider', 'publish', policy, '--provider', 'chez-nous'])).out).toContain('déjà publiée')
  const next = join(await mkdtemp(join(tmpdir(), 'guichet-')), 'policy.yaml')
  await writeFile(next, (await readFile(policy, 'utf8')).replace(/^version: .*$/m, 'version: "prochaine"').replace(/^effective: .*$/m, 'effective: 2098-01-01'))
  const published = await guichet(['provider', 'publish', next, '--provider', 'chez-nous'])
  expect(published.out).toContain('elle vaudra à partir')
  expect(published.out).toMatch(/Ce qui change depuis la version « .+ » :\n {2}/)
  expect((await guichet(['provider', 'publish', next, '--provider', 'chez-nous'])).out).not.toContain('Ce qui change')
  expect((await guichet(['provider', 'add', broken, '--slug', 'neuf'])).code).toBe(1)
  expect(await findProvider(world, 'neuf')).toBeUndefined()
  expect((await guichet(['provider', 'add', policy, '--slug', 'chez-nous'])).code).toBe(1)
  expect((await guichet(['provider', 'add', policy, '--slug', 'api'])).code).toBe(2)
  expect((await guichet(['provider', 'add', policy, '--slug', 'Majuscule'])).code).toBe(2)
  const unknown = await guichet(['provider', 'publish', policy, '--provider', 'zut'])
  expect(unknown.code).toBe(2)
  expect(unknown.err).toContain('chez-nous')
})

test('the demonstration goes into an empty folder only, once', async () => {
  expect(await guichet(['seed'])).toMatchObject({ code: 2, out: '' })
  expect((await guichet(['seed', '--demonstration'])).code).toBe(1)
  expect(await isDemonstration(world.settings.dataFolder)).toBe(false)
  const empty = { ...env, GUICHET_DATA: 'nowhere', DATABASE_URL: other.databaseUrl }
  expect((await guichet(['seed', '--demonstration', '--data', other.settings.dataFolder], '', empty)).code).toBe(0)
  expect(await isDemonstration(other.settings.dataFolder)).toBe(true)
  expect((await guichet(['seed', '--demonstration', '--data', other.settings.dataFolder], '', empty)).out).toContain('déjà en place')
  // Cut short, nothing may be added that would be thrown away with it.
  await writeFile(join(other.settings.dataFolder, 'SEEDING'), 'x')
  expect((await guichet(['provider', 'add', policy, '--slug', 'neuf'], '', { ...empty, GUICHET_DATA: other.settings.dataFolder })).err).toContain('interrompu')
})

test('settings are described without showing a secret; the doctor finds a sound desk, and says what is not', async () => {
  const settings = await guichet(['settings', '--lang', 'en'], '', { ...env, SMTP_URL: 'smtp://nom:motdepasse@relais:587' })
  expect(settings.out).toContain('SMTP_URL')
  expect(settings.out).not.toContain('motdepasse')
  const sound = await guichet(['doctor'])
  expect(sound).toMatchObject({ code: 0, err: '' })
  expect(sound.out).toContain('« 2026-11 »')
  const wrong = await guichet(['doctor'], '', { ...env, PORT: 'douze' })
  expect(wrong.code).toBe(1)
  expect(wrong.out).toContain('PORT')
})
