/** What of a table is whose, and how it goes. */
export interface Place {
  /**
   * contact: every row belongs to one contact, by `contact_id`, and is given out and deleted with them.
   * apart: holds what is personal among other things; the code named in docs/personal-data.md treats it.
   * nobody: holds nothing about customers' people.
   */
  readonly holds: 'contact' | 'apart' | 'nobody'
  /** Columns that are nobody's to read: secrets and their hashes. */
  readonly secret?: readonly string[]
}

/**
 * Every table, by name. A table that is missing here is found by a test: nothing about people is kept without saying how it is
 * given out and how it goes.
 */
export const places: Readonly<Record<string, Place>> = {
  // A person and how they prove who they are.
  contacts: { holds: 'apart' },
  passwords: { holds: 'contact', secret: ['hash'] },
  passkeys: { holds: 'contact', secret: ['public_key', 'credential_id', 'counter'] },
  totp_keys: { holds: 'contact', secret: ['sealed', 'last_step'] },
  backup_codes: { holds: 'contact', secret: ['code_hash'] },
  recoveries: { holds: 'contact', secret: ['cancel_hash'] },
  pending_sign_ins: { holds: 'contact', secret: ['token_hash'] },
  sign_in_links: { holds: 'contact', secret: ['token_hash'] },
  sessions: { holds: 'contact', secret: ['token_hash'] },
  mail_codes: { holds: 'apart' },
  oidc_accounts: { holds: 'contact' },
  oidc_pending: { holds: 'contact', secret: ['token_hash'] },
  address_changes: { holds: 'contact', secret: ['token_hash', 'stop_hash'] },
  support_pins: { holds: 'contact', secret: ['nonce'] },
  contact_teams: { holds: 'contact' },
  notice_told: { holds: 'contact' },
  notifications: { holds: 'contact' },
  notification_addresses: { holds: 'contact', secret: ['token_hash'] },
  notification_refusals: { holds: 'contact' },
  address_tasks: { holds: 'contact' },
  // Goes with the notification that it is of.
  notice_letters: { holds: 'apart' },
  attempts: { holds: 'apart' },
  // A customer, which may be a person too.
  customers: { holds: 'apart' },
  services: { holds: 'apart' },
  contracts: { holds: 'apart' },
  licences: { holds: 'apart', secret: ['key_hash'] },
  licence_uses: { holds: 'apart' },
  external_ids: { holds: 'apart' },
  quota_movements: { holds: 'apart' },
  import_runs: { holds: 'apart' },
  import_problems: { holds: 'apart' },
  hook_calls: { holds: 'apart' },
  teams: { holds: 'nobody' },
  policy_drafts: { holds: 'nobody' },
  agent_teams: { holds: 'nobody' },
  agent_team_members: { holds: 'nobody' },
  agent_links: { holds: 'nobody', secret: ['token_hash'] },
  agent_preferences: { holds: 'nobody' },
  tags: { holds: 'nobody' },
  ticket_seen: { holds: 'nobody' },
  agent_alerts: { holds: 'nobody' },
  agent_quiet_tickets: { holds: 'nobody' },
  saved_views: { holds: 'nobody' },
  tag_changes: { holds: 'nobody' },
  rules: { holds: 'nobody' },
  // The provider's own addresses.
  mail_trials: { holds: 'nobody', secret: ['token_hash'] },
  // What is asked; what was noted is in the tickets.
  fields: { holds: 'nobody' },
  rule_events: { holds: 'nobody' },
  rule_runs: { holds: 'nobody' },
  // What agents did and for how long; the note goes with the words of its ticket.
  work: { holds: 'apart' },
  grants: { holds: 'nobody' },
  // What was asked and answered.
  requests: { holds: 'apart' },
  tickets: { holds: 'apart' },
  messages: { holds: 'apart' },
  // Few, and forgotten after a season.
  remembered_searches: { holds: 'apart' },
  // Made again from what it is made of, with every change.
  ticket_words: { holds: 'apart' },
  words_due: { holds: 'nobody' },
  attachments: { holds: 'apart' },
  uploads: { holds: 'apart' },
  drafts: { holds: 'contact' },
  // What an agent writes of a ticket: swept of an erased person's words like everything, gone with time.
  agent_drafts: { holds: 'apart' },
  mentions: { holds: 'nobody' },
  macros: { holds: 'nobody' },
  // The words of an act on many tickets, forgotten after thirty days.
  bulk_runs: { holds: 'apart' },
  bulk_tickets: { holds: 'nobody' },
  ticket_reads: { holds: 'contact' },
  clocks: { holds: 'nobody' },
  mail_threads: { holds: 'apart' },
  reply_tokens: { holds: 'apart' },
  outbox: { holds: 'apart' },
  bounced_addresses: { holds: 'apart' },
  idempotency: { holds: 'apart' },
  // What happened, and who read it.
  events: { holds: 'apart' },
  access_log: { holds: 'apart' },
  access_log_starts: { holds: 'nobody' },
  person_requests: { holds: 'apart' },
  legal_holds: { holds: 'apart' },
  // The provider's own.
  providers: { holds: 'nobody' },
  provider_logos: { holds: 'nobody' },
  directory: { holds: 'nobody' },
  policies: { holds: 'nobody' },
  // What all who are concerned were told, and of which services.
  notices: { holds: 'nobody' },
  notice_posts: { holds: 'nobody' },
  notice_services: { holds: 'nobody' },
  notice_customers: { holds: 'nobody' },
  agents: { holds: 'nobody' },
  api_tokens: { holds: 'nobody' },
  oidc_connections: { holds: 'nobody' },
  spent_challenges: { holds: 'nobody' },
  hooks: { holds: 'nobody' },
  retention: { holds: 'nobody' },
  privacy_settings: { holds: 'nobody' },
}

/** Tables whose rows are one contact's, wholly. */
export const ownTables: readonly string[] = Object.entries(places).filter(([, place]) => place.holds === 'contact').map(([table]) => table)

/** Tables that nobody's words are in, or whose rows never change: no search for a person's name goes through them. */
export const unsearched: readonly string[] = ['access_log', 'access_log_starts', 'policies', 'providers', 'provider_logos', 'directory', 'agents', 'clocks', 'spent_challenges', 'retention', 'privacy_settings', 'oidc_connections', 'hooks']
