import type { Facts } from '@guichet/policy/model'
import type { World } from '#server/tables.ts'

/** What triage and pages know of a customer, read in one query. */
export interface Profile {
  readonly customer: {
    readonly id: string; readonly number: string; readonly name: string; readonly kind: string; readonly role: string | null
    readonly zone: string | null; readonly language: 'fr' | 'en'
  }
  readonly contacts: readonly {
    readonly id: string; readonly name: string; readonly email: string; readonly emailKey: string; readonly language: 'fr' | 'en'
    readonly declared: boolean; readonly verified: boolean; readonly rights: string[]; readonly role: string | null
    /** The first is the one to which their requests belong. */
    readonly teamIds: string[]
    /** Whether they set an address of their own for some type of notice: where letters go is then to be asked. */
    readonly ownAddresses: boolean
  }[]
  readonly contracts: readonly { readonly id: string; readonly name: string; readonly values: Facts; readonly startsOn: string; readonly endsOn: string | null; readonly retiredAt: number | null }[]
  readonly services: readonly {
    readonly id: string; readonly kind: string; readonly name: string; readonly address: string | null; readonly addresses: readonly string[]; readonly orderNumber: string | null
    readonly product: string | null; readonly version: string | null; readonly contractId: string | null
    readonly startsOn: string | null; readonly endsOn: string | null; readonly retiredAt: number | null
  }[]
  readonly licences: readonly { readonly id: string; readonly kind: string; readonly enteredAt: number | null; readonly deliveryAddressKey: string | null }[]
}

/** Whether a service or a contract is one at an instant, which is on `today` for its provider. */
export function isInUse({ startsOn, endsOn, retiredAt }: { startsOn: string | null; endsOn: string | null; retiredAt: number | null }, today: string, at: number): boolean {
  return (startsOn === null || startsOn <= today) && (endsOn === null || endsOn >= today) && (retiredAt === null || retiredAt > at)
}

const text = `
select
  json_build_object('id', u.id, 'number', u.number, 'name', u.name, 'kind', u.kind, 'role', u.role, 'zone', u.zone, 'language', u.language) as customer,
  coalesce((select json_agg(json_build_object('id', c.id, 'name', c.name, 'email', c.email, 'emailKey', c.email_key, 'language', c.language,
    'ownAddresses', exists (select 1 from notification_addresses a where a.provider_id = c.provider_id and a.contact_id = c.id and a.address is not null),
    'declared', c.declared, 'verified', c.verified_at is not null, 'rights', c.rights, 'role', c.role,
    'teamIds', array(select m.team_id from contact_teams m where m.provider_id = c.provider_id and m.contact_id = c.id order by m.joined_at, m.team_id)) order by c.name)
    from contacts c where c.provider_id = u.provider_id and c.customer_id = u.id and c.removed_at is null), '[]') as contacts,
  coalesce((select json_agg(json_build_object('id', k.id, 'name', k.name, 'values', k.values, 'startsOn', k.starts_on, 'endsOn', k.ends_on,
    'retiredAt', k.retired_at) order by k.starts_on, k.id)
    from contracts k where k.provider_id = u.provider_id and k.customer_id = u.id), '[]') as contracts,
  coalesce((select json_agg(json_build_object('id', s.id, 'kind', s.kind, 'name', s.name, 'address', s.addresses[1], 'addresses', s.addresses,
    'orderNumber', s.order_number, 'product', s.product, 'version', s.version, 'contractId', s.contract_id, 'startsOn', s.starts_on, 'endsOn', s.ends_on,
    'retiredAt', s.retired_at) order by s.name)
    from services s where s.provider_id = u.provider_id and s.customer_id = u.id), '[]') as services,
  coalesce((select json_agg(json_build_object('id', l.id, 'kind', l.kind, 'enteredAt', l.entered_at, 'deliveryAddressKey', l.delivery_address_key) order by l.id)
    from (select id, kind, entered_at, delivery_address_key from licences o where o.provider_id = u.provider_id and o.customer_id = u.id and o.retired_at is null
      union all select o.id, o.kind, x.entered_at, null from licence_uses x join licences o on o.provider_id = x.provider_id and o.id = x.licence_id
        where x.provider_id = u.provider_id and x.customer_id = u.id and o.retired_at is null) l), '[]') as licences
from customers u where u.provider_id = $1 and `

/** Everything known of a customer: by its id, by its number, or by the address of one of its contacts (as folded by `foldAddress`). */
export async function findProfile(
  world: World, providerId: string, by: { customerId: string } | { number: string } | { emailKey: string } | { contactId: string },
): Promise<Profile | undefined> {
  const [name, where, value] =
    'customerId' in by ? ['profile-id', 'u.id = $2', by.customerId]
    : 'number' in by ? ['profile-number', 'u.number = $2', by.number]
    : 'contactId' in by ? ['profile-contact', 'u.id = (select customer_id from contacts where provider_id = $1 and id = $2 and removed_at is null)', by.contactId]
    : ['profile-address', 'u.id = (select customer_id from contacts where provider_id = $1 and email_key = $2)', by.emailKey]
  const found = await world.database.pool.query<Profile>({ name: name as string, text: text + where, values: [providerId, value] })
  return found.rows[0]
}

/** Customers and contacts whose name, number or address begins with or contains what an agent typed; at most `limit`. */
export async function searchCustomers(
  world: World, providerId: string, typed: string, limit: number,
): Promise<{ id: string; number: string; name: string; contacts: { id: string; name: string; email: string }[] }[]> {
  const like = `%${typed.replace(/[\\%_]/g, (letter) => `\\${letter}`)}%`
  const found = await world.database.pool.query({
    name: 'search-customers',
    text: `select u.id, u.number, u.name,
        coalesce((select json_agg(json_build_object('id', c.id, 'name', c.name, 'email', c.email) order by c.name)
          from contacts c where c.provider_id = u.provider_id and c.customer_id = u.id and c.removed_at is null), '[]') as contacts
      from customers u where u.provider_id = $1 and (u.name ilike $2 or u.number ilike $2 or exists (
        select 1 from contacts c where c.provider_id = u.provider_id and c.customer_id = u.id and c.removed_at is null and (c.name ilike $2 or c.email ilike $2)))
      order by u.name limit $3`,
    values: [providerId, like, limit],
  })
  return found.rows
}
