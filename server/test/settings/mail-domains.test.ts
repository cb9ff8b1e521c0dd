import { afterAll, expect, test } from 'vitest'
import { checkDomains, dnsNames } from '#channels/mail/mail.ts'
import { addAgent, cookieName, openSession } from '#people/people.ts'
import { openClient } from '../client.ts'
import { openTestDesk } from '../desk.ts'
import { openDns } from '../mail/dns.ts'

/** What DNS says of a domain of ours, asked of a real server: where its mail goes, and what tells others that its letters are ours. */
const dns = await openDns({
  'aide.test': { A: ['192.0.2.7'] },
  'mx.here.test': { A: ['192.0.2.7'] },
  'mx.there.test': { A: ['198.51.100.1'] },
  'good.test': { MX: [[20, 'mx.there.test'], [10, 'MX.here.test']], TXT: ['google-site-verification=x', 'v=spf1 ip4:192.0.2.7 -all'] },
  '_dmarc.good.test': { TXT: ['v=DMARC1; p=quarantine; sp=none'] },
  'sub.good.test': { A: ['192.0.2.7'], TXT: ['v=spf1 a', 'v=spf1 mx'] },
  'away.test': { MX: [[10, 'mx.there.test']], TXT: ['v=spf1 +all'] },
  '_dmarc.away.test': { TXT: ['v=DMARC1; p=none; rua=mailto:x@away.test'] },
  'dangling.test': { MX: [[10, 'mx.gone.test']], TXT: ['v=spf10 no'] },
  '_dmarc.dangling.test': { TXT: ['v=DMARC1; p=reject', 'v=DMARC1; p=none'] },
  'refuses.test': { MX: [[0, '']] },
  'empty.test': { TXT: ['nothing of mail'] },
  'mute.test': 'mute', '_dmarc.mute.test': 'mute', '_dmarc.test': {},
})
afterAll(() => dns.close())
const desk = await openTestDesk({ now: '2026-11-23T09:00:00Z', providers: ['introserv'], domains: ['introserv.com', 'aide.test'] })
const look = async (domain: string) => (await checkDomains(desk.world, dnsNames([dns.server]), [domain]))[0]!

test('one MX that leads here is enough, in the order in which senders try them', async () => {
  expect(await look('good.test')).toEqual({
    domain: 'good.test',
    mx: { state: 'here', servers: [{ name: 'mx.here.test', priority: 10, found: true, here: true }, { name: 'mx.there.test', priority: 20, found: true, here: false }] },
    spf: { state: 'present', record: 'v=spf1 ip4:192.0.2.7 -all' },
    dmarc: { state: 'present', record: 'v=DMARC1; p=quarantine; sp=none', at: 'good.test' },
  })
})

test('without MX the machine of that name counts; rules above it hold, as they are for what is below; two SPF records are worth none', async () => {
  expect(await look('sub.good.test')).toMatchObject({
    mx: { state: 'here', servers: [{ name: 'sub.good.test', priority: null, here: true }] }, spf: { state: 'several', record: null },
    dmarc: { state: 'watching', at: 'good.test' },
  })
})

test.each([
  ['away.test', { mx: { state: 'elsewhere' }, spf: { state: 'open' }, dmarc: { state: 'watching' } }],
  ['dangling.test', { mx: { state: 'dangling', servers: [{ name: 'mx.gone.test', found: false }] }, spf: { state: 'missing' }, dmarc: { state: 'several', at: 'dangling.test' } }],
  ['refuses.test', { mx: { state: 'refuses', servers: [] }, spf: { state: 'missing' }, dmarc: { state: 'missing', at: null } }],
  ['empty.test', { mx: { state: 'none' }, spf: { state: 'missing' } }],
  ['nowhere.test', { mx: { state: 'no-domain' }, spf: { state: 'missing' }, dmarc: { state: 'missing' } }],
])('%s is called by its name', async (domain, found) => {
  expect(await look(domain)).toMatchObject(found)
})

test('a server that does not answer is waited for a few seconds, and called so', async () => {
  expect(await look('mute.test')).toMatchObject({ mx: { state: 'no-answer' }, spf: { state: 'no-answer' }, dmarc: { state: 'no-answer' } })
}, 20_000)

test('those who administer ask about the domains of their own addresses, and not again and again', async () => {
  const ada = await addAgent(desk.desk, desk.provider('introserv').id, { name: 'Ada Chef', email: 'ada@introserv.test', password: 'un mot de passe assez long', roles: ['admin'] })
  const client = openClient(desk.origin)
  client.cookies.set(cookieName('introserv', 'agent'), (await openSession(desk.desk, desk.world.database.db, desk.provider('introserv').id, { agentId: ada.id })).token)
  const ask = async () => client.get(desk.provider('introserv').api('/admin/mailboxes/dns'))
  const { json } = await ask()
  expect(json).toMatchObject({ looked: true, at: '2026-11-23T09:00:00.000Z', domains: [{ domain: 'introserv.com', mx: { state: 'here' }, spf: { state: 'present' }, dmarc: { state: 'present' } }] })
  const statuses: number[] = []
  for (let count = 0; count < 12; count++) statuses.push((await ask()).status)
  expect(statuses.at(-1)).toBe(429)
})
