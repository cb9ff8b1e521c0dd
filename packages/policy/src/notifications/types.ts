/** What the policy tells people by itself: to whom, through what, at which address. Each statement is an aspect, settled apart. */

import type { CivilPeriod } from '../calendar/stretch.ts'

export type Medium = 'client_area' | 'mail'
export const media: readonly Medium[] = ['client_area', 'mail']

/** Letters that no event of this block causes. */
export type Carried = 'tickets' | 'passwords'
export const carried: readonly Carried[] = ['tickets', 'passwords']

export type NotificationAnswer =
  /** The customers affected and no other, or all customers. */
  | { aspect: 'to'; to: 'affected' | 'all' }
  /** Each customer has a notification of its own; no: a public notice stands for it. */
  | { aspect: 'personal'; yes: boolean }
  | { aspect: 'client_area'; yes: boolean }
  | { aspect: 'mail'; yes: boolean }
  /** An address that the customer sets: for this type, or the one set for the type `of`. */
  | { aspect: 'own_address'; yes: boolean; of?: string }
  /** yes: the own address stands instead of the registered one; no: it is added to it. */
  | { aspect: 'own_replaces'; yes: boolean }
  /** Where mail goes when the own address is empty or refuses mail for good. */
  | { aspect: 'fallback'; to: 'registered' | 'nobody' }
  /** Whether somebody is given the task to look at an address that refuses mail for good. */
  | { aspect: 'on_bounce'; task: boolean }
  /** Seconds within which it is shown; null: at once, without a figure. */
  | { aspect: 'sent'; within: number | null }
  /** Nothing that was bought depends on it: whoever is told may ask to get no more mail of this type. */
  | { aspect: 'optional'; yes: boolean }
  /** Letters that leave by other ways bear this type: those of requests, or those that open an account again. */
  | { aspect: 'carries'; letters: Carried }
  /** Sent by itself at the beginning of each such period: a report of the one that ended. */
  | { aspect: 'every'; period: CivilPeriod }

export type Aspect = NotificationAnswer['aspect']
