/** How people prove who they are; see `migrations/0030-identity.sql`. Of an agent or of a contact, never of both. */
export interface IdentityTables {
  passwords: { provider_id: string; contact_id: string; hash: string; changed_at: number }
  pending_sign_ins: Owned & { token_hash: Buffer; way: FirstWay; created_at: number; expires_at: number; used_at: number | null }
  passkeys: Owned & {
    id: string; credential_id: string; public_key: Buffer; counter: number; transports: string[]; host: string; name: string; backed_up: boolean
    created_at: number; last_used_at: number | null
  }
  totp_keys: Owned & { id: string; sealed: Buffer; last_step: number; created_at: number; last_used_at: number | null }
  backup_codes: Owned & { id: string; code_hash: Buffer; created_at: number; used_at: number | null }
  spent_challenges: { provider_id: string; challenge_hash: Buffer; expires_at: number }
  mail_codes: { provider_id: string; session_id: string; code_hash: Buffer; created_at: number; expires_at: number }
  recoveries: {
    provider_id: string; id: string; contact_id: string; confirmed_at: number; due_at: number; reminded_at: number | null
    cancelled_at: number | null; done_at: number | null
  }
}

interface Owned { provider_id: string; agent_id: string | null; contact_id: string | null }

/** What somebody proved first. */
export type FirstWay = 'password' | 'link' | 'passkey' | 'oidc'
/** How a session was opened; `direct`: by the desk itself, in a demonstration or a test. */
export type Way = FirstWay | 'direct'
/** What raised a session: a passkey, a code of an application, a backup code, or a code sent to the registered address. */
export type SecondProof = 'passkey' | 'totp' | 'code' | 'mail'
export type LinkPurpose = 'sign_in' | 'reset' | 'recovery'
