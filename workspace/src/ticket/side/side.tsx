import type { ReactNode } from 'react'
import { FieldsPart } from '../../fields/part.ts'
import { fieldTexts } from '../../fields/texts.ts'
import { usePreferences } from '../../preferences.tsx'
import { keep, recall } from '../../storage.ts'
import { actTexts } from '../act-texts.ts'
import type { Run } from '../acts.ts'
import { ChecklistSide } from './checklist.tsx'
import { LinksSide } from '../merge/links-side.tsx'
import { mergeTexts } from '../merge/texts.ts'
import { ContractsSide } from './contracts.tsx'
import { CustomerSide } from './customer.tsx'
import { DecisionSide } from './decision.tsx'
import { FactsSide } from './facts.tsx'
import { OthersSide } from './others.tsx'
import { PromisedSide } from './promised.tsx'
import { ServiceSide } from './service.tsx'
import type { SideProps } from './side-props.ts'
import { TagsSide } from './tags.tsx'
import { WatchersSide } from './watchers.tsx'
import { WorkSide } from './work.tsx'

/** What is known beside the conversation; each part folds and stays as it was left. `fill`: for what shows a refusal itself. */
export function Side({ note, fill, ...props }: SideProps & { fill: Run; note: (workId?: string, removed?: true) => void }) {
  const { t, lang } = usePreferences()
  const words = actTexts(lang)
  const { page } = props
  const about = page.customer?.contracts ?? []
  return (
    <aside className="facts" aria-label={t.ticket.facts}>
      <Fold name="decision" title={t.ticket.decision}><DecisionSide page={page} /></Fold>
      <Fold name="customer" title={t.ticket.customer}><CustomerSide page={page} /></Fold>
      {about.length > 0 && <Fold name="contract" title={about.length > 1 ? t.ticket.contracts : t.ticket.contract}><PromisedSide page={page} /><ContractsSide contracts={about} service={page.service} /></Fold>}
      {page.service && <Fold name="service" title={t.ticket.service}><ServiceSide service={page.service} /><OthersSide number={page.number} /></Fold>}
      <Fold name="links" title={mergeTexts(lang).links}><LinksSide page={page} /></Fold>
      {Object.keys(page.labels).length > 0 && <Fold name="facts" title={t.ticket.facts}><FactsSide page={page} /></Fold>}
      {page.fields.length > 0 && <Fold name="fields" title={fieldTexts(lang).title}><FieldsPart page={page} run={fill} may={props.allowed.fields.allowed} /></Fold>}
      <Fold name="tags" title={words.tags}><TagsSide {...props} /></Fold>
      <Fold name="checklist" title={words.checklist} shut={page.checklist.length === 0}><ChecklistSide {...props} /></Fold>
      <Fold name="work" title={words.work} shut={page.work.entries.length === 0}><WorkSide {...props} note={note} /></Fold>
      <Fold name="watchers" title={words.watchers} shut={page.watchers.length === 0}><WatchersSide {...props} /></Fold>
    </aside>
  )
}

/** `shut`: there is nothing in it yet; it stays folded unless somebody opened it. */
function Fold({ name, title, children, shut = false }: { name: string; title: string; children: ReactNode; shut?: boolean }) {
  const kept = recall(`fold:${name}`)
  return (
    <details className="fact" open={shut ? kept === 'open' : kept !== 'closed'} onToggle={(event) => keep(`fold:${name}`, event.currentTarget.open ? (shut ? 'open' : undefined) : shut ? undefined : 'closed')}>
      <summary><h2>{title}</h2></summary>
      {children}
    </details>
  )
}
