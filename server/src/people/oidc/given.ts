import type { World } from '#server/tables.ts'
import { contactRights } from '../rights.ts'
import { listConnections } from './connections.ts'
import type { NewConnection } from './connections.ts'
import { foldDomain, isPublicDomain } from './domains.ts'

/** A connection as somebody asks for it. */
export interface GivenConnection {
  readonly name: string
  readonly label: string
  readonly audience: 'agents' | 'contacts'
  /** The customer's number. */
  readonly customer?: string | undefined
  readonly issuer: string
  readonly clientId: string
  readonly secret?: string | undefined
  readonly domains: readonly string[]
  readonly listed?: boolean | undefined
  readonly exclusive?: boolean | undefined
  readonly makesContacts?: boolean | undefined
  readonly rights?: readonly string[] | undefined
  readonly secondFactor?: 'ours' | 'theirs' | undefined
  readonly privateAddresses?: boolean | undefined
}

export interface ConnectionProblem {
  readonly why: 'name' | 'name_taken' | 'label' | 'issuer' | 'issuer_plain' | 'client' | 'domains' | 'domain' | 'domain_public' | 'customer' | 'customer_agents' | 'makes_without_customer' | 'right'
  /** What was typed. */
  readonly what?: string
}

/** An issuer is compared letter by letter with what the site calls itself, so it is kept as typed. */
function issuerProblem(issuer: string, inside: boolean): ConnectionProblem | undefined {
  const url = URL.canParse(issuer) ? new URL(issuer) : undefined
  if (!url || url.search !== '' || url.hash !== '' || url.username !== '' || !/^https?:$/.test(url.protocol) || issuer.length > 500) return { why: 'issuer', what: issuer }
  return url.protocol === 'https:' || inside ? undefined : { why: 'issuer_plain', what: issuer }
}

function domainsOf(typed: readonly string[]): { domains: string[] } | { problem: ConnectionProblem } {
  if (typed.length === 0 || typed.length > 100) return { problem: { why: 'domains' } }
  const domains = typed.map((one) => foldDomain(one))
  const none = domains.indexOf(undefined)
  if (none >= 0) return { problem: { why: 'domain', what: typed[none] as string } }
  const open = (domains as string[]).find(isPublicDomain)
  return open === undefined ? { domains: [...new Set(domains as string[])] } : { problem: { why: 'domain_public', what: open } }
}

/** Reads a wish for a connection: ready to be added, or what is wrong with it. */
export async function readConnection(world: World, providerId: string, given: GivenConnection): Promise<{ ok: true; connection: NewConnection } | { ok: false; problem: ConnectionProblem }> {
  const refuse = (why: ConnectionProblem['why'], what?: string) => ({ ok: false as const, problem: { why, ...(what === undefined ? {} : { what }) } })
  if (!/^[a-z0-9][a-z0-9-]{0,39}$/.test(given.name)) return refuse('name', given.name)
  if (!/^[^\p{Cc}<>]{1,60}$/u.test(given.label)) return refuse('label', given.label)
  const issuer = issuerProblem(given.issuer, given.privateAddresses ?? false)
  if (issuer) return { ok: false, problem: issuer }
  if (!/^[\x20-\x7e]{1,300}$/.test(given.clientId)) return refuse('client')
  const read = domainsOf(given.domains)
  if ('problem' in read) return { ok: false, problem: read.problem }
  if (given.audience === 'agents' && given.customer !== undefined) return refuse('customer_agents')
  if (given.makesContacts === true && given.customer === undefined) return refuse('makes_without_customer')
  const right = given.rights?.find((one) => !(contactRights as readonly string[]).includes(one))
  if (right !== undefined) return refuse('right', right)
  const customer = given.customer === undefined ? undefined
    : await world.database.db.selectFrom('customers').select('id').where('provider_id', '=', providerId).where('number', '=', given.customer).executeTakeFirst()
  if (given.customer !== undefined && !customer) return refuse('customer', given.customer)
  if ((await listConnections(world, providerId)).some(({ name }) => name === given.name)) return refuse('name_taken', given.name)
  return {
    ok: true,
    connection: {
      name: given.name, label: given.label.trim(), audience: given.audience, customerId: customer?.id ?? null, issuer: given.issuer, clientId: given.clientId, secret: given.secret, domains: read.domains,
      // Which customers a provider has is nobody's business: such a button is shown only when asked for.
      listed: given.listed ?? given.customer === undefined, exclusive: given.exclusive ?? false, makesContacts: given.makesContacts ?? false, rights: given.rights ?? [], secondFactor: given.secondFactor ?? 'ours',
      privateAddresses: given.privateAddresses ?? false,
    },
  }
}
