import { instantInWords } from '#ui/formats.ts'
import type { Visitor } from './visitor.ts'

/** An instant in the reader's zone and language, its day named in full: it stands within sentences. */
export function dateAndTime(visitor: Pick<Visitor, 'lang' | 'readerZone'>, at: number): string {
  return instantInWords(at, { zone: visitor.readerZone, lang: visitor.lang })
}
