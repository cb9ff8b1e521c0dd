import type { View } from '@guichet/protocol'

/** The views of the queue, in the order of the menu. */
export const views = ['todo', 'mine', 'unassigned', 'due_soon', 'late', 'waiting', 'solved', 'all'] as const satisfies readonly View[]

/** A view by the name that stands in the address, or undefined. */
export function viewOf(name: string | undefined): View | undefined {
  return views.find((view) => view === name)
}
