import type { TicketPage } from '@guichet/protocol'
import type { Run } from '../acts.ts'
import { FactsPanel } from './facts.tsx'
import { PlainPanel } from './plain.tsx'
import { SnoozePanel } from './snooze.tsx'
import { TransferPanel } from './transfer.tsx'
import { WorkPanel } from './work.tsx'
import { WorkRemovedPanel } from './work-removed.tsx'
import type { DeskPanel } from './which.ts'

export interface PanelProps { page: TicketPage; run: Run; close: () => void }

/** The few words that an act needs, asked in the page, above the conversation they are about. */
export function ActPanels({ panel, ...props }: PanelProps & { panel: DeskPanel }) {
  switch (panel.act) {
    case 'transfer': return <TransferPanel {...props} />
    case 'snooze': return <SnoozePanel {...props} />
    case 'facts': return <FactsPanel {...props} />
    case 'work': return <WorkPanel {...props} workId={panel.workId} />
    case 'work_removed': return <WorkRemovedPanel {...props} workId={panel.workId} />
    case 'close': case 'spam': case 'discretion': return <PlainPanel {...props} act={panel.act} />
  }
}
