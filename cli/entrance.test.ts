import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { addProvider, findConnection, findProvider, forgetProviders, readLogo } from '#people/people.ts'
import { client, openSite } from '../server/test/entrance/site.ts'
import { runCommand } from './test/run.ts'
import { emptyWorld } from './test/world.ts'

const world = await emptyWorld('2026-11-23T09:00:00Z')
const provider = await addProvider(world, { slug: 'chez-nous', name: 'Chez nous', accent: '#0f5c6e', language: 'fr' })
const site = await openSite(['http://localhost:3000/chez-nous/sign-in/oidc/annuaire/callback'])
const env = { GUICHET_DATA: world.settings.dataFolder, DATABASE_URL: world.databaseUrl, SMTP_PORT: '0', LANG: 'fr_FR.UTF-8' }

async function guichet(argv: string[], stdin = '') {
  const ran = await runCommand(argv, env, stdin)
  forgetProviders(world)
  return ran
}
const set = (...more: string[]) => guichet(['provider', 'set', '--provider', 'chez-nous', ...more])
const oidc = (verb: string, ...more: string[]) => guichet(['provider', 'oidc', verb, '--provider', 'chez-nous', ...more], `${client.secret}\n`)
const file = async (name: string, content: string | Buffer) => {
  const path = join(world.settings.dataFolder, name)
  await writeFile(path, content)
  return path
}
const png = Buffer.from('89504e470d0a1a0a0000000d4948445200000010000000100806000000', 'hex')

test('a provider’s name, colour, host, mail and logo are changed, and what is wrong is told in one sentence', async () => {
  const logo = await file('logo.png', Buffer.concat([png, Buffer.alloc(20)]))
  const done = await set('--name', 'Chez Nous SARL', '--accent', '#aa3300', '--host', 'aide.chez-nous.example', '--mail-name', 'Le support', '--logo', logo, '--agents-second-factor', 'offered')
  expect([done.code, done.err]).toEqual([0, ''])
  expect(done.out).toContain('http://aide.chez-nous.example:3000/chez-nous/')
  expect(await findProvider(world, 'chez-nous')).toMatchObject({
    name: 'Chez Nous SARL', accent: '#aa3300', baseUrl: 'http://aide.chez-nous.example:3000', mailName: 'Le support', secondFactor: 'offered', logo: { type: 'image/png' }, darkLogo: null,
  })
  expect((await readLogo(world, provider.id, 'light'))?.subarray(0, 8)).toEqual(png.subarray(0, 8))
  expect((await set('--logo', 'none', '--host', 'none', '--mail-name', 'none')).code).toBe(0)
  expect(await findProvider(world, 'chez-nous')).toMatchObject({ baseUrl: null, mailName: null, logo: null, name: 'Chez Nous SARL' })
  expect(await world.database.db.selectFrom('directory').selectAll().execute()).toEqual([])
  const wrong: [string[], string][] = [
    [[], 'Dites ce qui doit changer'], [['--accent', 'rouge'], '#RRGGBB'], [['--name', 'Deux\nlignes'], 'sur une ligne'], [['--host', 'aide'], 'aide.client.fr'], [['--host', 'https://aide.example'], 'http:// ou par https://'],
    [['--host', 'localhost:3000'], 'aide.client.fr'], [['--host', '127.0.0.1'], 'aide.client.fr'], [['--mail-address', 'a@b.example'], 'n’est pas une boîte'], [['--logo', '/nulle/part.png'], 'ne peut pas être lu'],
    [['--agents-second-factor', 'peut-être'], 'required, offered'],
  ]
  for (const [argv, says] of wrong) {
    const refused = await set(...argv)
    expect([refused.code, refused.err.includes(says)], `${argv.join(' ')}: ${refused.err}`).toEqual([2, true])
  }
})

test('AB-16: a logo is what its bytes say; an SVG that does or fetches something is refused', async () => {
  const svg = (inside: string, before = '') => `${before}<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">${inside}</svg>`
  const refused: [string, string | Buffer][] = [
    ['html', '<html><script>alert(1)</script></html>'], ['gif', Buffer.from('GIF89a'.padEnd(60, 'x'))], ['large', Buffer.concat([png, Buffer.alloc(300_000)])],
    ['huge', Buffer.from(png.toString('hex').replace('00000010000000100806', '000f0000000f00000806').padEnd(100, '0'), 'hex')],
    ['script', svg('<script>alert(1)</script>')], ['prefixed', svg('<svg:script>1</svg:script>')], ['onload', svg('<g onload="alert(1)"/>')], ['entity', svg('<g/>', '<!DOCTYPE svg [<!ENTITY a "b">]>')],
    ['link', svg('<a href="https://evil.test">x</a>')], ['xlink', svg('<use xlink:href="//evil.test/a.svg#b"/>')], ['js', svg('<a href="&#106;avascript:alert(1)">x</a>')], ['foreign', svg('<foreignObject><p>x</p></foreignObject>')],
    ['import', svg('<style>@import "//evil.test/a.css";</style>')], ['url', svg('<rect style="fill:url(https://evil.test/a)"/>')], ['animate', svg('<animate attributeName="href" to="x"/>')],
  ]
  for (const [name, content] of refused) expect((await set('--logo', await file(`${name}.svg`, content))).code, name).toBe(2)
  expect((await findProvider(world, 'chez-nous'))?.logo).toBeNull()
  const plain = svg('<defs><linearGradient id="a"/></defs><rect fill="url(#a)" width="9" height="9"/><use href="#a"/>', '<?xml version="1.0"?>\n<!-- logo -->\n')
  expect((await set('--logo', await file('plain.svg', plain))).code).toBe(0)
  expect((await findProvider(world, 'chez-nous'))?.logo?.type).toBe('image/svg+xml')
})

test('a connection is added, tried, listed and removed; the test says in words what is wrong', async () => {
  const usual = ['--name', 'annuaire', '--label', 'Notre annuaire', '--for', 'agents', '--issuer', site.issuer, '--client', client.id, '--domain', 'chez-nous.example', '--secret-stdin']
  const added = await oidc('add', ...usual, '--private')
  expect([added.code, added.err]).toEqual([0, ''])
  expect(added.out).toContain('http://localhost:3000/chez-nous/sign-in/oidc/annuaire/callback')
  const tried = await oidc('test', '--name', 'annuaire')
  expect([tried.code, tried.out.includes('✗')], tried.out).toEqual([0, false])
  expect(tried.out).toContain('✓ Il nous reconnaît')
  const listed = await oidc('list')
  expect(listed.out).toContain('chez-nous.example')
  expect(listed.out + added.out).not.toContain(client.secret)
  expect(await findConnection(world, provider.id, 'annuaire')).toMatchObject({ audience: 'agents', privateAddresses: true, secondFactor: 'ours' })

  const others: [string, string[], string][] = [
    ['secret', ['--issuer', site.issuer, '--client', 'inconnu', '--private'], 'vérifiez l’identifiant et le secret'],
    ['dedans', ['--issuer', 'https://127.0.0.1', '--client', client.id], 'réseau privé'],
    ['muet', ['--issuer', 'http://127.0.0.1:1', '--client', client.id, '--private'], 'Rien ne répond'],
    ['ailleurs', ['--issuer', `${site.issuer}/autre`, '--client', client.id, '--private'], 'pas de description'],
  ]
  for (const [name, argv, says] of others) {
    expect((await oidc('add', '--name', name, '--label', 'X', '--for', 'agents', '--domain', 'x.example', ...argv)).code, name).toBe(0)
    const told = await oidc('test', '--name', name)
    expect([told.code, told.out.includes(says)], told.out).toEqual([1, true])
  }
  expect((await oidc('remove', '--name', 'annuaire')).code).toBe(0)
  const gone = await oidc('remove', '--name', 'annuaire')
  expect([gone.code, gone.err.includes('Il y a : ailleurs, dedans, muet, secret')]).toEqual([1, true])
})

test('AB-51: a connection never answers for a domain that is open to all, nor one that is none', async () => {
  const add = (...more: string[]) => oidc('add', '--name', 'x', '--label', 'X', '--for', 'contacts', '--issuer', 'https://login.example', '--client', 'c', ...more)
  const wrong: [string[], string][] = [
    [['--domain', 'client.fr,gmail.com'], 'N’importe qui'], [['--domain', 'GMAIL.com.'], 'N’importe qui'], [['--domain', 'yahoo.co.uk'], 'N’importe qui'], [['--domain', 'laposte.net'], 'N’importe qui'],
    [['--domain', 'fr'], 'n’est pas un domaine'], [['--domain', '*.fr'], 'n’est pas un domaine'], [['--domain', 'client.fr', '--customer', '99'], 'Aucun client'], [['--domain', 'client.fr', '--make-contacts'], '--customer'],
  ]
  for (const [argv, says] of wrong) {
    const refused = await add(...argv)
    expect([refused.code, refused.err.includes(says)], `${argv.join(' ')}: ${refused.err}`).toEqual([2, true])
  }
  expect((await oidc('add', '--name', 'x', '--label', 'X', '--for', 'contacts', '--issuer', 'http://login.example', '--client', 'c', '--domain', 'client.fr')).err).toContain('https://')
})
