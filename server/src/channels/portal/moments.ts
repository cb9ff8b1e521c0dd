import { instantInWords } from '#ui/formats.ts'
import type { SignedVisitor } from './own-page.ts'
import type { Visitor } from './visitor.ts'

/** An instant in the reader's zone and language, its day named in full: it stands within sentences. */
export function dateAndTime(visitor: Pick<Visitor, 'lang' | 'readerZone'>, at: number): string {
  return instantInWords(at, { zone: visitor.readerZone, lang: visitor.lang })
}

/** The zone of whoever is signed in: the one that they chose, else the support's. */
export const ownZone = ({ contact, policy }: SignedVisitor): string => contact.zone ?? policy?.zone ?? 'UTC'

/** An instant in that zone, today and tomorrow by their names. */
export function inOwnZone(visitor: SignedVisitor, at: number): string {
  return instantInWords(at, { zone: ownZone(visitor), lang: visitor.lang, now: visitor.now })
}
