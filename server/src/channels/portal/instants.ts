import { parseLocalInstant } from '@guichet/policy'
import type { Facts, Policy } from '@guichet/policy'
import { dayInWords, happensTwice, offsetInWords, timeOfDay, wallAt, zoneInWords } from '@guichet/policy/words/formats'
import type { Lang } from '@guichet/policy'
import type { FieldView } from '#portal/parts/field.tsx'
import { askingTexts } from '#portal/texts/areas/asking.ts'
import { prefix } from './answers.ts'
import type { Visitor } from './visitor.ts'

type Read = ReturnType<typeof parseLocalInstant>

/** Names of the controls that go with a time: which of two was meant, and which reading of it was seen before sending. */
const pickOf = (fact: string) => `pick.${fact}`
const seenOf = (fact: string) => `seen.${fact}`

const todayIn = (zone: string, now: number) => Temporal.Instant.fromEpochMilliseconds(now).toZonedDateTimeISO(zone).toPlainDate().toString()

/** How the times of a form are read: as typed, or as chosen between two where the clocks showed the same time twice (S5-10). */
export function readInstants(policy: Policy, texts: Readonly<Record<string, string>>, now: number): ReadonlyMap<string, Read> {
  const readings = new Map<string, Read>()
  for (const fact of policy.facts.values()) {
    const typed = texts[prefix + fact.name]?.trim()
    if (fact.type !== 'instant' || !typed) continue
    const read = parseLocalInstant(typed, policy.zone, todayIn(policy.zone, now))
    const chosen = read.kind === 'ambiguous' ? read.echoes.findIndex((echo) => echo.utc === texts[pickOf(fact.name)]) : -1
    readings.set(fact.name, read.kind === 'ambiguous' && chosen >= 0 ? { kind: 'instant', instant: read.instants[chosen]!, echo: read.echoes[chosen]! } : read)
  }
  return readings
}

/** The answers that they are: an instant is kept in UTC, whatever zone it was written in; what cannot be read is for the policy to ask again. */
export function instantAnswers(readings: ReadonlyMap<string, Read>): Facts {
  return Object.fromEntries([...readings].flatMap(([fact, read]) => (read.kind === 'instant' ? [[fact, read.echo.utc]] : [])))
}

/** Times that are read and were not shown to their writer yet. */
export function unseen(readings: ReadonlyMap<string, Read>, texts: Readonly<Record<string, string>>): string[] {
  return [...readings].flatMap(([fact, read]) => (read.kind === 'instant' && texts[seenOf(fact)] !== read.echo.utc ? [fact] : []))
}

/** What a field of a time shows besides: how it is read, in both zones; or the two times that it may be. */
export function withReading(field: FieldView, read: Read | undefined, policy: Policy, visitor: Pick<Visitor, 'lang' | 'now' | 'readerZone'>): FieldView {
  const fact = field.name.slice(prefix.length)
  const t = askingTexts(visitor.lang)
  const live: FieldView = { ...field, live: 'time' }
  if (read?.kind === 'instant') {
    const picked = happensTwice(read.instant, read.echo.zone.includes('/') ? read.echo.zone : policy.zone) ? { picked: { name: pickOf(fact), value: read.echo.utc } } : {}
    return { ...live, echo: { name: seenOf(fact), value: read.echo.utc, text: echoOf(read.instant, policy.zone, visitor), ...picked } }
  }
  if (read?.kind !== 'ambiguous') return live
  const [first, second] = read.instants
  const option = (at: number, i: 0 | 1) => ({ value: read.echoes[i].utc, label: (i === 0 ? t.summer : t.winter)(offsetInWords(at, read.echoes[i].zone)) })
  return { ...live, pick: { name: pickOf(fact), legend: t.whichTime, options: [option(first, 0), option(second, 1)] } }
}

/** An instant in the provider's zone and in the reader's, each named; in UTC where the two agree. */
export function echoOf(at: number, zone: string, { lang, now, readerZone }: Pick<Visitor, 'lang' | 'now' | 'readerZone'>): string {
  const t = askingTexts(lang)
  const other = wallAt(at, readerZone).offset === wallAt(at, zone).offset ? 'UTC' : readerZone
  return t.timeRead(`${namedInstant(at, zone, lang, now)}, ${t.timeAlso(namedInstant(at, other, lang, now))}`)
}

/** "dimanche 25 octobre à 2 h 30 (heure de Paris, UTC+2)": never without its zone. */
export function namedInstant(at: number, zone: string, lang: Lang, now: number): string {
  const { seconds } = wallAt(at, zone)
  const named = zone === 'UTC' ? 'UTC' : happensTwice(at, zone) || zone.includes('/') ? `${zoneInWords(zone, lang)}, ${offsetInWords(at, zone)}` : zone
  return `${dayInWords(at, { zone, lang, now })} ${lang === 'fr' ? 'à' : 'at'} ${timeOfDay(seconds - (seconds % 60), lang)} (${named})`
}
