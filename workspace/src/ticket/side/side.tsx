import type { TicketPage } from '@guichet/protocol'
import type { ReactNode } from 'react'
import { useTexts } from '../../preferences.tsx'
import { keep, recall } from '../../storage.ts'
import { ContractsSide } from './contracts.tsx'
import { CustomerSide } from './customer.tsx'
import { DecisionSide } from './decision.tsx'
import { FactsSide } from './facts.tsx'
import { OthersSide } from './others.tsx'
import { PromisedSide } from './promised.tsx'
import { ServiceSide } from './service.tsx'

/** What is known beside the conversation; each part folds and stays as it was left. */
export function Side({ page }: { page: TicketPage }) {
  const t = useTexts()
  const about = page.customer?.contracts ?? []
  return (
    <aside className="facts" aria-label={t.ticket.facts}>
      <Fold name="decision" title={t.ticket.decision}><DecisionSide page={page} /></Fold>
      <Fold name="customer" title={t.ticket.customer}><CustomerSide page={page} /></Fold>
      {about.length > 0 && <Fold name="contract" title={about.length > 1 ? t.ticket.contracts : t.ticket.contract}><PromisedSide page={page} /><ContractsSide contracts={about} service={page.service} /></Fold>}
      {page.service && <Fold name="service" title={t.ticket.service}><ServiceSide service={page.service} /><OthersSide number={page.number} /></Fold>}
      {Object.keys(page.labels).length > 0 && <Fold name="facts" title={t.ticket.facts}><FactsSide page={page} /></Fold>}
    </aside>
  )
}

function Fold({ name, title, children }: { name: string; title: string; children: ReactNode }) {
  const kept = recall(`fold:${name}`)
  return (
    <details className="fact" open={kept !== 'closed'} onToggle={(event) => keep(`fold:${name}`, event.currentTarget.open ? undefined : 'closed')}>
      <summary><h2>{title}</h2></summary>
      {children}
    </details>
  )
}
