/** Fees in words. */
import type { FeeOutcome, FeeReading } from '../fees/propose.ts'
import type { FeeState } from '../fees/ruling.ts'
import type { Lang } from '../model.ts'

export const outcomes: Record<FeeOutcome | 'none', Record<Lang, string>> = {
  proposed: { fr: 'proposé à la décision', en: 'proposed for a ruling' },
  never: { fr: 'jamais pour ce client', en: 'never for this customer' },
  cancelled: { fr: 'écarté', en: 'cancelled' },
  not_announced: { fr: 'écarté : le prix n’a pas été annoncé avant l’appel', en: 'cancelled: the price was not announced before the call' },
  evidence_missing: { fr: 'pas encore : il manque des preuves', en: 'not yet: evidence is missing' },
  outdone: { fr: 'couvert par des frais plus élevés', en: 'covered by a higher fee' },
  none: { fr: 'aucuns frais', en: 'no fee' },
}
export function feeOutcome(outcome: FeeOutcome | FeeReading['outcome'], lang: Lang): string {
  return outcomes[outcome][lang]
}

export const states: Record<FeeState, Record<Lang, string>> = {
  proposed: { fr: 'à décider', en: 'to be ruled on' }, waived: { fr: 'abandonné', en: 'waived' }, to_notify: { fr: 'à notifier au client', en: 'to be notified to the customer' },
  open: { fr: 'notifié, contestable', en: 'notified, may be contested' }, contested: { fr: 'contesté, à décider de nouveau', en: 'contested, to be ruled on again' }, due: { fr: 'dû', en: 'due' },
}
export function feeStateInWords(state: FeeState, lang: Lang): string {
  return states[state][lang]
}

export const untaxed = { penalty: { fr: 'pénalité, sans taxe', en: 'penalty, without tax' }, compensation: { fr: 'dédommagement, sans taxe', en: 'compensation, without tax' } } as const

/** Why a fee that is no price bears no tax. */
export function untaxedInWords(nature: keyof typeof untaxed, lang: Lang): string {
  return untaxed[nature][lang]
}
