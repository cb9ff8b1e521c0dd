import { networkInterfaces } from 'node:os'
import type { DomainCheck, MxFound } from '@guichet/protocol'
import type { World } from '#server/tables.ts'
import type { Names, RecordType } from './names.ts'

/** A question that takes longer is answered as not at all. */
const patience = 4_000
/** Servers of a domain that are looked at, and levels above it at which its DMARC rules may stand. */
const mostServers = 10
const mostParents = 4

type Answer = { readonly is: 'found'; readonly rows: readonly unknown[] } | { readonly is: 'nothing' | 'no-domain' | 'no-answer' }

/** Asks one question, and never waits long for it. */
async function ask(names: Names, name: string, type: RecordType): Promise<Answer> {
  let late: NodeJS.Timeout | undefined
  try {
    const rows = await Promise.race([
      names.ask(name, type),
      new Promise<never>((_resolve, reject) => {
        late = setTimeout(() => reject(Object.assign(new Error('timeout'), { code: 'ETIMEOUT' })), patience)
      }),
    ])
    return rows.length === 0 ? { is: 'nothing' } : { is: 'found', rows }
  } catch (error) {
    const { code } = error as { code?: string }
    return { is: code === 'ENODATA' ? 'nothing' : code === 'ENOTFOUND' ? 'no-domain' : 'no-answer' }
  } finally {
    clearTimeout(late)
  }
}

const textsOf = (answer: Answer): string[] => (answer.is === 'found' ? answer.rows.map((row) => (Array.isArray(row) ? row.join('') : String(row))) : [])

async function addressesOf(names: Names, name: string): Promise<string[]> {
  const answers = await Promise.all((['A', 'AAAA'] as const).map((type) => ask(names, name, type)))
  return answers.flatMap((answer) => (answer.is === 'found' ? answer.rows.map(String) : []))
}

/** What leads to this desk: its names, and the addresses that they and the machine have. */
interface Here { readonly names: ReadonlySet<string>; readonly addresses: ReadonlySet<string> }

async function hereOf({ settings }: World, names: Names): Promise<Here> {
  const own = new URL(settings.baseUrl).hostname
  const machine = Object.values(networkInterfaces()).flatMap((cards) => cards ?? []).filter(({ internal }) => !internal).map(({ address }) => address)
  return { names: new Set([own, ...settings.hosts].map((name) => name.toLowerCase())), addresses: new Set([...machine, ...(await addressesOf(names, own))]) }
}

const withoutDot = (name: string) => name.replace(/\.$/, '').toLowerCase()

async function serverAt(names: Names, here: Here, name: string, priority: number | null): Promise<MxFound> {
  const addresses = await addressesOf(names, name)
  return { name, priority, found: addresses.length > 0, here: here.names.has(name) || addresses.some((address) => here.addresses.has(address)) }
}

async function mxOf(names: Names, here: Here, domain: string): Promise<DomainCheck['mx']> {
  const answer = await ask(names, domain, 'MX')
  if (answer.is === 'no-answer' || answer.is === 'no-domain') return { state: answer.is, servers: [] }
  if (answer.is !== 'found') {
    // Without MX, mail goes to the machine of that name (RFC 5321, 5.1).
    const itself = await serverAt(names, here, domain, null)
    return itself.found ? { state: itself.here ? 'here' : 'elsewhere', servers: [itself] } : { state: 'none', servers: [] }
  }
  const given = (answer.rows as { exchange: string; priority: number }[]).map(({ exchange, priority }) => ({ name: withoutDot(exchange), priority }))
  // One that names nobody says that the domain takes no mail at all (RFC 7505).
  if (given.every(({ name }) => name === '')) return { state: 'refuses', servers: [] }
  const servers = await Promise.all(given.filter(({ name }) => name !== '').toSorted((a, b) => a.priority - b.priority).slice(0, mostServers).map(({ name, priority }) => serverAt(names, here, name, priority)))
  return { state: servers.some((one) => one.here) ? 'here' : servers.some(({ found }) => found) ? 'elsewhere' : 'dangling', servers }
}

async function spfOf(names: Names, domain: string): Promise<DomainCheck['spf']> {
  const answer = await ask(names, domain, 'TXT')
  if (answer.is === 'no-answer') return { state: 'no-answer', record: null }
  const records = textsOf(answer).filter((text) => /^v=spf1(\s|$)/i.test(text))
  const [record] = records
  if (record === undefined) return { state: 'missing', record: null }
  if (records.length > 1) return { state: 'several', record: null }
  return { state: /\s\+?all(\s|$)/i.test(record) ? 'open' : 'present', record: record.slice(0, 500) }
}

/** The rules of a domain, or those of the nearest domain above it that has some. */
async function dmarcOf(names: Names, domain: string): Promise<DomainCheck['dmarc']> {
  const labels = domain.split('.')
  const places = labels.slice(0, Math.max(1, labels.length - 1)).map((_label, index) => labels.slice(index).join('.')).slice(0, mostParents)
  for (const at of places) {
    const answer = await ask(names, `_dmarc.${at}`, 'TXT')
    if (answer.is === 'no-answer') return { state: 'no-answer', record: null, at: null }
    const records = textsOf(answer).filter((text) => /^v=DMARC1\s*(;|$)/i.test(text))
    const [record] = records
    if (record === undefined) continue
    if (records.length > 1) return { state: 'several', record: null, at }
    const said = (name: string) => new RegExp(`;\\s*${name}\\s*=\\s*([a-z]+)`, 'i').exec(record)?.[1]?.toLowerCase()
    const rule = (at === domain ? undefined : said('sp')) ?? said('p') ?? 'none'
    return { state: rule === 'none' ? 'watching' : 'present', record: record.slice(0, 500), at }
  }
  return { state: 'missing', record: null, at: null }
}

/** What DNS says of the domains of our addresses: whether mail to them leads here, and what tells others that mail from them is ours. */
export async function checkDomains(world: World, names: Names, domains: readonly string[]): Promise<DomainCheck[]> {
  const here = await hereOf(world, names)
  return Promise.all(domains.map(async (domain): Promise<DomainCheck> => {
    const [mx, spf, dmarc] = await Promise.all([mxOf(names, here, domain), spfOf(names, domain), dmarcOf(names, domain)])
    return { domain, mx, spf, dmarc }
  }))
}
