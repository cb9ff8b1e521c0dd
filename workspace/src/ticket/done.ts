import { shared } from '../parts/shared.ts'

/** An act that was done here, for as long as undoing it is offered. */
export interface Done { readonly number: number; readonly eventId: string; readonly text: string; readonly at: number }

/** How long undoing is offered beside the list; the history offers it for a day. */
export const offeredFor = 20_000

const done = shared<Done | null>(null)

/** Offers to undo an act, in place of the one before; null offers nothing any more. */
export const offerUndo = done.set

export const useDone = done.use
