import { z } from 'zod'
import { cursor, id, instant } from './basics.ts'

/** How a list of the queue is ordered: as the policy has it, the oldest first, what changed last first. */
export const queueOrder = z.enum(['policy', 'oldest', 'changed']).meta({ id: 'QueueOrder' })
export type QueueOrder = z.infer<typeof queueOrder>

/** A filter in the words of search: `customer:Martin state:open`. */
export const filterText = z.string().trim().max(500)

/** How long a list is and where each further hundred begins, so that any part of it can be read by itself. */
export const queueShape = z
  .object({
    total: z.int(),
    /** There are more than are counted. */
    more: z.boolean(),
    /** Rows from one place to the next. */
    step: z.int(),
    /** The last row of each whole step: the cursor after which the next begins. */
    places: z.array(cursor),
    now: instant,
  })
  .meta({ id: 'QueueShape' })
export type QueueShape = z.infer<typeof queueShape>

/** Up to which version an agent has read a ticket; 0 makes it unread. */
export const seenBody = z.strictObject({ version: z.int().min(0).max(1_000_000_000) }).meta({ id: 'Seen' })

/** Whose a saved view is: one's own, a team's, everyone's. */
export const viewScope = z.enum(['mine', 'team', 'all']).meta({ id: 'ViewScope' })
export type ViewScope = z.infer<typeof viewScope>

const viewName = z.string().trim().min(1).max(60)

export const savedView = z
  .object({
    id, name: z.string(), filter: z.string(), order: queueOrder, scope: viewScope, team: z.object({ id, name: z.string() }).nullable(), version: z.int(),
    /** Whether this agent may rename, reorder and delete it. */
    mayChange: z.boolean(),
  })
  .meta({ id: 'SavedView' })
export type SavedView = z.infer<typeof savedView>

export const savedViews = z
  .object({
    views: z.array(savedView),
    /** The teams for which this agent may save one. */
    teams: z.array(z.object({ id, name: z.string() })),
    /** Whether they may save one for everyone. */
    mayShare: z.boolean(),
  })
  .meta({ id: 'SavedViews' })
export type SavedViews = z.infer<typeof savedViews>

export const newView = z
  .strictObject({ name: viewName, filter: filterText.min(1), order: queueOrder.default('policy'), scope: viewScope.default('mine'), teamId: id.optional() })
  .meta({ id: 'NewView' })
export type NewView = z.infer<typeof newView>

export const changeView = z
  .strictObject({ name: viewName.optional(), filter: filterText.min(1).optional(), order: queueOrder.optional() })
  .meta({ id: 'ChangeView' })
export type ChangeView = z.infer<typeof changeView>

export const orderViews = z.strictObject({ scope: viewScope, teamId: id.optional(), ids: z.array(id).min(1).max(100) }).meta({ id: 'OrderViews' })
