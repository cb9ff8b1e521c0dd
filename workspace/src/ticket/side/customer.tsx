import type { TicketPage } from '@guichet/protocol'
import { TrustMark } from '../../parts/trust-mark.tsx'
import { usePreferences } from '../../preferences.tsx'
import { OthersSide } from './others.tsx'
import { storyTexts } from '../story-texts.ts'

/** Whose ticket it is, and who of theirs asks. */
export function CustomerSide({ page }: { page: TicketPage }) {
  const { t, lang } = usePreferences()
  const s = storyTexts(lang)
  const { customer } = page
  const contact = customer?.contacts.find((one) => one.id === page.contact?.id)
  if (!customer) return <p>{t.ticket.unknownCustomer}</p>
  return (
    <>
      <p><span className="figure">{customer.number}</span> <strong>{customer.name}</strong></p>
      {customer.zone !== null && <p className="quiet">{t.ticket.zone(customer.zone)}</p>}
      {page.contact && (
        <p>
          {page.contact.name}<br /><span className="break">{page.contact.email}</span>
          {contact && <span className="quiet"><br />{[contact.declared && t.ticket.declared, contact.verified ? t.ticket.verified : t.ticket.unverified].filter(Boolean).join(', ')}</span>}
        </p>
      )}
      <p><TrustMark trust={page.sender.trust} /> <span className="quiet">{t.trust.reasons[page.sender.reason]}</span></p>
      {contact && <p className="quiet">{s.rights}{lang === 'fr' ? '\u202f' : ''}: {contact.rights.length === 0 ? s.usualRights : contact.rights.map((right) => s.rightNames[right as keyof typeof s.rightNames] ?? right).join(', ')}</p>}
      {page.service === null && <OthersSide number={page.number} />}
    </>
  )
}
