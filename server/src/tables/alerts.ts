import type { AlertWhat } from '@guichet/protocol'

/** What agents are told of tickets, and of which they want no mail; see `migrations/0055-alerts.sql`. */
export interface AlertTables {
  agent_alerts: {
    provider_id: string; agent_id: string; event_id: string; ticket_id: string; seq: number; what: AlertWhat; by_name: string | null; at: number; seen_at: number | null; mail: 'none' | 'written' | 'due' | 'gathered'
  }
  agent_quiet_tickets: { provider_id: string; agent_id: string; ticket_id: string; at: number }
}
