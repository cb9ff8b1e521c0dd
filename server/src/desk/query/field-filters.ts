import type { QueryLooking } from './conditions.ts'
import { spanOf } from './moments.ts'
import { joined, piece } from './piece.ts'
import type { Piece } from './piece.ts'
import type { Comparison, FieldTerm, FieldTest } from './term.ts'

const holding = (text: string) => `%${text.replaceAll(/[\\%_]/g, (sign) => `\\${sign}`)}%`

function compared(left: Piece, compare: Comparison, right: Piece): Piece {
  switch (compare) {
    case 'is': return piece`${left} = ${right}`
    case 'before': return piece`${left} < ${right}`
    case 'upto': return piece`${left} <= ${right}`
    case 'after': return piece`${left} > ${right}`
    case 'since': return piece`${left} >= ${right}`
  }
}

/** The first day that begins at an instant or after it. */
function dayFrom(at: number, zone: string): string {
  const local = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone)
  const day = local.toPlainDate()
  return (day.toZonedDateTime(zone).epochMilliseconds >= at ? day : day.add({ days: 1 })).toString()
}

function dayTest(field: Piece, { time }: Extract<FieldTest, { is: 'day' }>, { now, zone }: QueryLooking): Piece {
  // A length of time is one from now on: what is noted of days is mostly still to come.
  const { from, to } = spanOf(time, { now, zone, ahead: true })
  const day = piece`(${field} collate "C")`
  return joined([piece`${field} is not null`, ...(from === undefined ? [] : [piece`${day} >= ${dayFrom(from, zone)}`]), ...(to === undefined ? [] : [piece`${day} < ${dayFrom(to, zone)}`])], ' and ')
}

function testOf(id: string, test: FieldTest, looking: QueryLooking): Piece {
  const text = piece`(t.fields ->> ${id}::text)`
  // What is no number is never read as one, in whatever order the database looks.
  const number = piece`(case when jsonb_typeof(t.fields -> ${id}::text) = 'number' then (t.fields ->> ${id}::text)::numeric end)`
  switch (test.is) {
    case 'none': return piece`not (t.fields ? ${id}::text)`
    case 'any': return piece`t.fields ? ${id}::text`
    case 'flag': return piece`${text} = ${String(test.flag)}`
    case 'choice': return piece`${text} = ${test.key}`
    case 'among': return piece`t.fields @> jsonb_build_object(${id}::text, jsonb_build_array(${test.key}::text))`
    case 'text': return piece`plain_of(${text}) like plain_of(${holding(test.text)})`
    case 'number': return compared(number, test.compare, piece`${test.number}::numeric`)
    case 'numbers': return piece`${number} between ${test.from}::numeric and ${test.until}::numeric`
    case 'day': return dayTest(text, test, looking)
  }
}

/** A filter on one of the provider's own fields as a condition on `tickets t`: one of its values holds; with "-", none does. */
export function fieldFilterOf({ fieldId, tests, not }: FieldTerm, looking: QueryLooking): Piece {
  const any = piece`(${joined(tests.map((test) => piece`(${testOf(fieldId, test, looking)})`), ' or ')})`
  // Most tickets bear none: those are told by their index alone, unless it is them that are looked for.
  if (not) return piece`(${any} is not true)`
  return tests.some(({ is }) => is === 'none') ? any : piece`(t.fields <> '{}' and ${any})`
}
