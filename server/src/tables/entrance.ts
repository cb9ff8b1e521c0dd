import type { Generated } from 'kysely'

/** Tables of the entrance as queries see them: logos, sites that vouch for people, and whom they vouched for. */
export interface EntranceTables {
  provider_logos: { provider_id: string; theme: 'light' | 'dark'; media_type: string; sha256: string; content: Buffer }
  oidc_connections: OidcConnections
  oidc_accounts: {
    provider_id: string; connection_id: string; subject: string; agent_id: string | null; contact_id: string | null; linked_at: number; used_at: number
  }
}

/** How a provider shows itself. */
export interface ProviderFace {
  base_url: Generated<string | null>; mail_name: Generated<string | null>; mail_address: Generated<string | null>; second_factor: Generated<'required' | 'offered'>
}

interface OidcConnections {
  provider_id: string; id: string; name: string; label: string; audience: 'agents' | 'contacts'; customer_id: string | null; issuer: string; client_id: string
  client_secret: Buffer | null; domains: string[]; listed: boolean; exclusive: boolean; makes_contacts: boolean; rights: string[]; second_factor: 'ours' | 'theirs'
  private_addresses: boolean; created_at: number
}
