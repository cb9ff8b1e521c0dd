const months: Record<string, number> = {
  janvier: 1, février: 2, fevrier: 2, mars: 3, avril: 4, mai: 5, juin: 6, juillet: 7, août: 8, aout: 8, septembre: 9, octobre: 10, novembre: 11, décembre: 12, decembre: 12,
  january: 1, february: 2, march: 3, april: 4, may: 5, june: 6, july: 7, august: 8, september: 9, october: 10, november: 11, december: 12,
}
const lead = /(?:de retour|retour|jusqu[’']?au?|return(?:ing)?|back|until)\b[^.\n\d]{0,40}?(?:le\s|on\s|the\s)?\s*(\d{1,2}(?:er|st|nd|rd|th)?\s+\p{L}+(?:\s+\d{4})?|\d{1,2}[/.]\d{1,2}(?:[/.]\d{2,4})?|\d{4}-\d{2}-\d{2})/iu

/**
 * The day until or on which an absence notice says its author is away, as YYYY-MM-DD; undefined when it names none
 * that can be read without guessing (MAIL-15). A day without a year is the next one after `today` (YYYY-MM-DD).
 */
export function returnDay(text: string, today: string): string | undefined {
  const found = lead.exec(text.slice(0, 4_000))?.[1]
  if (found === undefined) return undefined
  if (/^\d{4}-/.test(found)) return valid(Number(found.slice(0, 4)), Number(found.slice(5, 7)), Number(found.slice(8, 10)))
  const words = /^(\d{1,2})\D*?\s+(\p{L}+)(?:\s+(\d{4}))?$/u.exec(found)
  const figures = /^(\d{1,2})[/.](\d{1,2})(?:[/.](\d{2,4}))?$/.exec(found)
  const day = Number(words?.[1] ?? figures?.[1])
  const month = words ? months[(words[2] as string).toLowerCase()] : Number(figures?.[2])
  const year = words?.[3] ?? figures?.[3]
  if (month === undefined || !Number.isInteger(day)) return undefined
  if (year !== undefined) return valid(year.length === 2 ? 2000 + Number(year) : Number(year), month, day)
  const thisYear = valid(Number(today.slice(0, 4)), month, day)
  return thisYear !== undefined && thisYear >= today ? thisYear : valid(Number(today.slice(0, 4)) + 1, month, day)
}

function valid(year: number, month: number, day: number): string | undefined {
  try {
    return Temporal.PlainDate.from({ year, month, day }, { overflow: 'reject' }).toString()
  } catch {
    return undefined
  }
}
