import { generateKeyPairSync } from 'node:crypto'
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

/** Where the demonstration's mail comes from: loopback addresses that stand for three machines of the outside world. */
export const machines = {
  /** The customers' own mail server. */
  own: '127.0.0.10',
  /** A host that sends for many customers at once: everybody's SPF allows it. */
  shared: '127.0.0.20',
  /** Nobody's. */
  stranger: '127.0.0.66',
} as const

const selector = 'guichet'
const sharedHost = 'hebergement-partage.example'

interface Table {
  /** name → type → what `dns.resolve` would give. */
  readonly records: Record<string, Record<string, unknown[]>>
  /** domain → PEM of the key that signs its mail. */
  readonly keys: Record<string, string>
}

/** A domain's signing key, as the signer wants it. */
export interface SigningKey {
  readonly signingDomain: string
  readonly selector: string
  readonly privateKey: string
}

/** The domain names of a demonstration: its customers' domains, with keys made for it alone. Nothing else exists. */
export interface DemonstrationNames {
  ask(name: string, type: string): Promise<unknown[]>
  keyOf(domain: string): SigningKey | undefined
}

const pathOf = (dataFolder: string) => join(dataFolder, 'demonstration', 'names.json')

function publish(domains: readonly string[]): Table {
  const records: Table['records'] = { [`_spf.${sharedHost}`]: { TXT: [[`v=spf1 ip4:${machines.shared} -all`]] } }
  const keys: Table['keys'] = {}
  for (const domain of new Set(domains)) {
    const { publicKey, privateKey } = generateKeyPairSync('ed25519')
    const published = publicKey.export({ format: 'der', type: 'spki' }).subarray(-32).toString('base64')
    keys[domain] = privateKey.export({ format: 'pem', type: 'pkcs8' }).toString()
    records[domain] = {
      A: [machines.own],
      MX: [{ exchange: domain, priority: 10 }],
      TXT: [[`v=spf1 ip4:${machines.own} include:_spf.${sharedHost} -all`]],
    }
    records[`_dmarc.${domain}`] = { TXT: [['v=DMARC1; p=reject']] }
    records[`${selector}._domainkey.${domain}`] = { TXT: [[`v=DKIM1; k=ed25519; p=${published}`]] }
  }
  return { records, keys }
}

/** Writes the names of a demonstration, with fresh keys. Called when it is seeded. */
export async function makeNames(dataFolder: string, domains: readonly string[]): Promise<void> {
  const path = pathOf(dataFolder)
  await mkdir(join(dataFolder, 'demonstration'), { recursive: true, mode: 0o700 })
  await writeFile(`${path}.new`, JSON.stringify(publish(domains), null, 1), { mode: 0o600 })
  await rename(`${path}.new`, path)
}

/** Opens the names of a demonstration; without a table no name exists, and nobody is verified. */
export async function openNames(dataFolder: string): Promise<DemonstrationNames> {
  const table: Table = await readFile(pathOf(dataFolder), 'utf8').then(
    (text) => JSON.parse(text) as Table,
    (error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return { records: {}, keys: {} }
      throw error
    },
  )
  return {
    async ask(name, type) {
      const records = table.records[name.toLowerCase().replace(/\.$/, '')]
      const found = records?.[type]
      if (found !== undefined) return found
      throw Object.assign(new Error(`no ${type} of ${name} in the demonstration`), { code: records === undefined ? 'ENOTFOUND' : 'ENODATA' })
    },
    keyOf(domain) {
      const privateKey = table.keys[domain]
      return privateKey === undefined ? undefined : { signingDomain: domain, selector, privateKey }
    },
  }
}
