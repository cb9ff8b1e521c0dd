import { Resolver } from 'node:dns/promises'

/** The kinds of records that checks on a sender ask for. */
export type RecordType = 'TXT' | 'A' | 'AAAA' | 'MX' | 'PTR' | 'CNAME'

/**
 * Where domain names are looked up. `ask` gives what `dns.resolve` gives for the type, and rejects with its
 * codes: ENOTFOUND (no such name), ENODATA (no such record), anything else = no answer, which is never a pass.
 */
export interface Names {
  ask(name: string, type: RecordType): Promise<unknown[]>
}

/** The Internet's own names, each question given up after about five seconds. `servers`: who is asked, instead of those of the machine. */
export function dnsNames(servers?: readonly string[]): Names {
  const resolver = new Resolver({ timeout: 2_000, tries: 2 })
  if (servers) resolver.setServers(servers)
  return { ask: async (name, type) => (await resolver.resolve(name, type)) as unknown[] }
}
