import type { QueueOrder, View } from '@guichet/protocol'

/** The views of the queue that everybody has, in the order of the menu. */
export const views = ['todo', 'mine', 'teams', 'unassigned', 'due_soon', 'late', 'waiting', 'snoozed', 'watching', 'mentioned', 'solved', 'all'] as const satisfies readonly View[]

/** A view by the name that stands in the address, or undefined. */
export function viewOf(name: string | undefined): View | undefined {
  return views.find((view) => view === name)
}

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** The id of a saved view by what stands in the address, or undefined. */
export function savedOf(name: string | undefined): string | undefined {
  return name !== undefined && uuid.test(name) ? name : undefined
}

/** Which list: a view of ours or one that was saved, within it a filter, in an order of one's own choice. */
export interface ListName { readonly view: string; readonly q: string; readonly order: QueueOrder | undefined }

/** What the address may say besides the view. */
export interface ListSearch { readonly q?: string; readonly order?: QueueOrder }

const orders: readonly QueueOrder[] = ['policy', 'oldest', 'changed']

/** Reads what follows the view in an address; anything else is left out. */
export function readSearch(search: Record<string, unknown>): ListSearch {
  const { q, order } = search
  const found = orders.find((one) => one === order)
  // A router reads "1042" as a number.
  const text = typeof q === 'string' || typeof q === 'number' ? String(q).slice(0, 500) : ''
  return { ...(text === '' ? {} : { q: text }), ...(found ? { order: found } : {}) }
}

/** The order in which a view stands unless another is chosen. */
export const usualOrder = (view: string): QueueOrder => (view === 'all' || view === 'solved' || view === 'mentioned' || view === 'watching' ? 'changed' : 'policy')

/** The list as the API's parameters. */
export function parametersOf({ view, q, order }: ListName): string {
  const values = new URLSearchParams(savedOf(view) === undefined ? { view } : { saved: view })
  if (q !== '') values.set('q', q)
  if (order !== undefined) values.set('order', order)
  return values.toString()
}
