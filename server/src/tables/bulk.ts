import type { ColumnType, Generated, JSONColumnType } from 'kysely'
import type { BulkAct, BulkRunState, BulkTicketState, Lang, ProblemCode } from '@guichet/protocol'

/** Acts on many tickets. */
export interface BulkTables {
  bulk_runs: BulkRuns
  bulk_tickets: BulkTickets
}

type MaybeWords = ColumnType<Record<Lang, string> | null, string | null | undefined, string | null>

/** What is kept of an act: whether the agent means it, and for how long its letters are held, belong to it. */
export type KeptAct = BulkAct & { readonly confirmed: boolean; readonly holdSeconds?: number }

interface BulkRuns {
  provider_id: string; id: string; agent_id: string; act: JSONColumnType<KeptAct, string, string>; chosen_by: string | null; state: BulkRunState; why: ProblemCode | null
  undone_by: string | null; total: number; done: Generated<number>; unchanged: Generated<number>; refused: Generated<number>; undone: Generated<number>; kept: Generated<number>
  started_at: number; moved_at: number; ended_at: number | null; key: string; body_sha256: string
}
interface BulkTickets {
  provider_id: string; run_id: string; place: number; ticket_id: string; number: number; state: Generated<BulkTicketState>; why: ColumnType<ProblemCode | null, ProblemCode | null | undefined, ProblemCode | null>
  detail: MaybeWords; event_id: ColumnType<string | null, string | null | undefined, string | null>; message_id: ColumnType<string | null, string | null | undefined, string | null>
}
