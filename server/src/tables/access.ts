/** Teams of agents, and the links by which agents choose a password; see `migrations/0040-access.sql`. */
export interface AccessTables {
  agent_teams: { provider_id: string; id: string; name: string; department: string | null; created_at: number; retired_at: number | null }
  agent_team_members: { provider_id: string; team_id: string; agent_id: string; since: number }
  agent_links: {
    provider_id: string; token_hash: Buffer; agent_id: string; purpose: 'invite' | 'reset'; created_at: number; expires_at: number; used_at: number | null
  }
}
