import type { TicketPage } from '@guichet/protocol'
import { LinkPanel } from './link-panel.tsx'
import { MergePanel } from './merge-panel.tsx'
import type { Opened } from './open.ts'
import { SplitPanel } from './split-panel.tsx'

/** The panels of what is done between two tickets, loaded once somebody wants one. */
export function Panels({ what, page }: { what: Opened['what']; page: TicketPage }) {
  if (what === 'merge') return <MergePanel page={page} />
  return what === 'split' ? <SplitPanel page={page} /> : <LinkPanel page={page} />
}
