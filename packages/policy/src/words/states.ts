import type { Mover, State } from '../life/types.ts'

/** The states of a ticket, as people read them. */
export const stateNames: Record<State, { fr: string; en: string }> = {
  new: { fr: 'nouvelle', en: 'new' },
  open: { fr: 'en cours', en: 'open' },
  waiting_customer: { fr: 'en attente du client', en: 'waiting for the customer' },
  waiting_supplier: { fr: 'en attente d’un fournisseur', en: 'waiting for a supplier' },
  solved: { fr: 'résolue', en: 'solved' },
  closed: { fr: 'close', en: 'closed' },
  deleted: { fr: 'supprimée', en: 'deleted' },
}

/** Who moves a ticket. */
export const moverNames: Record<Mover, { fr: string; en: string }> = {
  agent: { fr: 'un agent', en: 'an agent' },
  requester: { fr: 'le demandeur', en: 'the requester' },
  timer: { fr: 'le temps écoulé', en: 'the time that passed' },
}
