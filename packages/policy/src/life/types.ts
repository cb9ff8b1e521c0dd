/** The life of a ticket: who may move it where, what moves it by itself, who follows it, what a conversation becomes. */
import type { Counted, Words } from '../model.ts'
import type { Condition } from '../policy.ts'

export type State = 'new' | 'open' | 'waiting_customer' | 'waiting_supplier' | 'solved' | 'closed' | 'deleted'
export const states: readonly State[] = ['new', 'open', 'waiting_customer', 'waiting_supplier', 'solved', 'closed', 'deleted']

/** Who moves a ticket. `timer`: nobody, time has passed. */
export type Mover = 'agent' | 'requester' | 'timer'
export const movers: readonly Mover[] = ['agent', 'requester', 'timer']

/** Facts that the engine sets when it is asked of a move: conditions may look at them. */
export const stateFact = 'ticket_state'
export const moverFact = 'moved_by'

/** A time in seconds, or in days when counted in business days; `fact`: as the contract says. */
export type Delay = { is: 'value'; value: number } | { is: 'fact'; fact: string }

export type MoveOutcome = 'allowed' | 'confirm' | 'refused' | 'new_ticket'

export interface MoveAnswer {
  to: State
  /** When nothing is needed, or what is needed is there. */
  answer: MoveOutcome
  /** What must be known or true. */
  needs?: Condition
  /** How long after the ticket came into its state; at that very instant it still may. */
  within?: Delay
  counted: Counted
  /** When it is not so. */
  otherwise: Exclude<MoveOutcome, 'allowed'>
}

export type TimerAct = 'close' | 'solve' | 'remind' | 'raise'

export interface TimerAnswer {
  in: State
  after: Delay
  counted: Counted
  do: TimerAct
  /** Who is told: the requester, support, a team. */
  to?: string
  words?: Words
  /** Contract values of which the time is made. */
  uses?: string[]
}

export type Carried = 'transcript' | 'identity' | 'attachments'
export const carriable: readonly Carried[] = ['transcript', 'identity', 'attachments']

export interface ConversionAnswer {
  /** The channel of the ticket that it becomes. */
  to: string
  by: Mover[]
  /** What goes along; without it nothing is converted. */
  carries: Carried[]
  needs?: Condition
  /** From when the ticket's promises run. */
  starts: 'conversion' | 'first_message'
}

export type Follower = 'requester' | 'customer'
export interface FollowAnswer {
  /** requester: the person who asked; customer: everybody of the same customer, that person too. */
  by: Follower[]
  states: State[]
}
