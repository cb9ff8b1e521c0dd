import type { TicketPage } from '@guichet/protocol'
import { useTexts } from '../../preferences.tsx'

/** Whose ticket it is, and who of theirs asks. */
export function CustomerSide({ page }: { page: TicketPage }) {
  const t = useTexts()
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
    </>
  )
}
