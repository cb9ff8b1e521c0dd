/** A place in a list of the queue: what its rows are ordered by, whatever the order. */
export interface Spot { readonly lane: number; readonly rank: number; readonly sort: number; readonly id: string }

const form = /^(\d)\.(\d{1,4})\.(\d{1,16})\.([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})$/

/** An opaque text for a place. */
export function writeSpot({ lane, rank, sort, id }: Spot): string {
  return Buffer.from(`${lane}.${rank}.${sort}.${id}`).toString('base64url')
}

/** Reads a place that we wrote; anything else begins at the beginning. */
export function readSpot(text: string | undefined): Spot | undefined {
  const [, lane, rank, sort, id] = form.exec(Buffer.from(text ?? '', 'base64url').toString('latin1')) ?? []
  return lane && rank && sort && id ? { lane: Number(lane), rank: Number(rank), sort: Number(sort), id } : undefined
}
