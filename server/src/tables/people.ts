/** Tables of people as queries see them: teams, grants, changes of address, support PINs, and what customers and contacts have besides. */
export interface PeopleTables {
  teams: { provider_id: string; id: string; customer_id: string; name: string; created_at: number }
  contact_teams: { provider_id: string; contact_id: string; team_id: string; joined_at: number }
  grants: Grants
  address_changes: AddressChanges
  support_pins: { provider_id: string; contact_id: string; nonce: Buffer; expires_at: number }
}

/** What a customer is in law, and what another system calls them. */
export interface LegalIdentity {
  external_id: string | null; legal_name: string | null; siren: string | null; siret: string | null; vat_number: string | null; notes: string | null
}

export interface ContactStanding {
  external_id: string | null; role: string | null; quotes_up_to: number | null; zone: string | null; invited_at: number | null; removed_at: number | null
  address_changed_at: number | null; called_back_at: number | null
}

interface Grants {
  provider_id: string; id: string; customer_id: string; for_customer_id: string; rights: string[]; from_at: number; until_at: number | null
  created_at: number; ended_at: number | null
}
interface AddressChanges {
  provider_id: string; id: string; contact_id: string; old_email: string; new_email: string; token_hash: Buffer; stop_hash: Buffer
  asked_at: number; expires_at: number; done_at: number | null; stopped_at: number | null
}
