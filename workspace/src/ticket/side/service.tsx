import type { TicketPage } from '@guichet/protocol'

/** The service that the ticket is about. */
export function ServiceSide({ service }: { service: NonNullable<TicketPage['service']> }) {
  const more = [...service.addresses, service.orderNumber, [service.product, service.version].filter(Boolean).join(' ')].filter((part) => part !== null && part !== '')
  return (
    <>
      <p><strong>{service.name}</strong></p>
      {more.map((part) => <p key={part} className="quiet break">{part}</p>)}
    </>
  )
}
