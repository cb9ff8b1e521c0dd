import type { TicketPage } from '@guichet/protocol'
import type { Run } from '../acts.ts'
import type { Act } from '../doing.ts'

/** What the parts beside the conversation need to show a ticket, and to change it. */
export interface SideProps {
  readonly page: TicketPage
  readonly run: Run
  readonly allowed: Record<Act, { allowed: boolean; why: string | null }>
}
