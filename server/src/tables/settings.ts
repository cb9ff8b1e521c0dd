import type { ColumnType, Generated, JSONColumnType } from 'kysely'
import type { RuleDeeds, RuleOutcome, RuleStart, RuleTrouble } from '@guichet/protocol'

/** What a provider sets of its desk beside the policy; see `migrations/0050-settings.sql` and `0054-standing.sql`. */
export interface SettingTables {
  rules: {
    provider_id: string; id: string; name: string; version: Generated<number>; position: number; starts: RuleStart; within_minutes: number | null; filter: string
    deeds: JSONColumnType<RuleDeeds, string, string>; on_since: number | null; set_aside_at: number | null; set_aside_number: number | null
    made_by: string | null; made_at: number; changed_at: number; retired_at: number | null
    trouble: ColumnType<Pick<RuleTrouble, 'still' | 'words'> | null, string | null | undefined, string | null>; trouble_since: ColumnType<number | null, number | null | undefined, number | null>
  }
  mail_trials: {
    provider_id: string; id: string; address: string; token_hash: Buffer; outbox_id: string; begun_at: number; begun_by: string; back_at: number | null; came_to: string | null; lost_at: number | null
  }
  rule_events: { provider_id: string; event_id: string; ticket_id: string; seq: number; starts: RuleStart; at: number; attempts: Generated<number> }
  rule_runs: {
    provider_id: string; id: string; rule_id: string; ticket_id: string; key: string; at: number; outcomes: JSONColumnType<RuleOutcome[], string, string>; ended_at: number | null
  }
}
