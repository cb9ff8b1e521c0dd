/** Where a page ends: the sort keys of its last row. */
export interface Place { readonly rank: number; readonly sort: number; readonly id: string }

const form = /^(\d{1,3})\.(\d{1,16})\.([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})$/

/** An opaque text for the next page. */
export function writeCursor(place: Place): string {
  return Buffer.from(`${place.rank}.${place.sort}.${place.id}`).toString('base64url')
}

/** Reads a cursor that we wrote; anything else begins at the beginning. */
export function readCursor(text: string | undefined): Place | undefined {
  const [, rank, sort, id] = form.exec(Buffer.from(text ?? '', 'base64url').toString('latin1')) ?? []
  return rank && sort && id ? { rank: Number(rank), sort: Number(sort), id } : undefined
}
