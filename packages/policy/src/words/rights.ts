import type { Right } from '../contacts/types.ts'

/** What a contact may do, as people read it. */
export const rightNames: Record<Right, { fr: string; en: string }> = {
  ask: { fr: 'faire une demande', en: 'make a request' },
  follow: { fr: 'suivre ses demandes', en: 'follow their own requests' },
  follow_all: { fr: 'suivre toutes les demandes', en: 'follow every request' },
  accept_quotes: { fr: 'accepter un devis', en: 'accept a quote' },
  order: { fr: 'commander', en: 'order' },
  declare_contacts: { fr: 'déclarer des contacts', en: 'declare contacts' },
  see_invoices: { fr: 'voir les factures', en: 'see invoices' },
  close: { fr: 'clore une demande', en: 'close a request' },
}
