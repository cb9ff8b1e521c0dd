import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import * as words from '../../src/words/formats.ts'

/** Spaces that do not break are written as ordinary ones, so that expectations stay readable. */
const plain = (text: string) => text.replaceAll(/[\u00a0\u202f]/g, ' ')
const at = (iso: string) => Temporal.Instant.from(iso).epochMilliseconds

describe('durations', () => {
  test.each([
    [0, '0 minute', '0 minutes'], [40, '40 secondes', '40 seconds'], [60, '1 minute', '1 minute'], [600, '10 minutes', '10 minutes'],
    [7200, '2 h', '2 h'], [5400, '1 h 30', '1 h 30'], [3905, '1 h 5 min 5 s', '1 h 5 min 5 s'], [100, '1 min 40 s', '1 min 40 s'],
    [86_400, '24 h', '24 h'], [259_200, '3 jours', '3 days'], [-600, '−10 minutes', '−10 minutes'],
  ])('%i seconds', (seconds, fr, en) => {
    expect(plain(words.duration(seconds, 'fr'))).toBe(fr)
    expect(plain(words.duration(seconds, 'en'))).toBe(en)
  })

  test.each([
    [7200, '2 heures ouvrées', '2 business hours'], [3600, '1 heure ouvrée', '1 business hour'],
    [5400, '1 h 30 ouvrée', '1 h 30 of business time'], [600, '10 minutes ouvrées', '10 minutes of business time'],
    [86_400, '24 heures ouvrées', '24 business hours'],
  ])('%i seconds counted on a calendar', (seconds, fr, en) => {
    expect(plain(words.workingDuration(seconds, 'fr'))).toBe(fr)
    expect(plain(words.workingDuration(seconds, 'en'))).toBe(en)
  })

  test('a calendar is named when there are several', () => {
    expect(plain(words.workingDuration(7200, 'fr', 'standard'))).toBe('2 heures ouvrées (standard)')
  })

  test('the length of any duration can be read back', () => {
    fc.assert(fc.property(fc.integer({ min: 1, max: 172_799 }), (seconds) => {
      const text = plain(words.duration(seconds, 'en'))
      const unit = (pattern: RegExp) => Number(pattern.exec(text)?.[1] ?? 0)
      const minutes = unit(/(\d+) min/) || unit(/ h (\d+)$/)
      expect(unit(/(\d+) h/) * 3600 + minutes * 60 + unit(/(\d+) s/)).toBe(seconds)
    }))
  })
})

describe('instants', () => {
  const how = { zone: 'Europe/Paris', lang: 'fr' } as const
  const now = at('2026-11-23T16:00:00+01:00')

  test('the day is in words, the year only when it is another one', () => {
    expect(plain(words.instantInWords(at('2026-11-24T09:00:00+01:00'), { ...how, now: at('2026-11-20T12:00Z') }))).toBe('mardi 24 novembre à 9 h 00')
    expect(plain(words.instantInWords(at('2026-11-23T17:10:00+01:00'), { ...how, now }))).toBe('aujourd’hui à 17 h 10')
    expect(plain(words.instantInWords(at('2026-11-24T09:00:00+01:00'), { ...how, now, lang: 'en' }))).toBe('tomorrow at 9:00')
    expect(plain(words.instantInWords(at('2026-11-22T23:59:59+01:00'), { ...how, now, seconds: true }))).toBe('hier à 23 h 59 min 59 s')
    expect(plain(words.instantInWords(at('2026-11-22T23:59:59+01:00'), { ...how, now }))).toBe('hier à 23 h 59')
    expect(plain(words.instantInWords(at('2027-01-01T00:00:00+01:00'), { ...how, now }))).toBe('vendredi 1er janvier 2027 à 0 h 00')
  })

  test('the zone is told when the reader lives in another time, not when only its name differs', () => {
    const due = at('2026-11-24T09:00:00+01:00')
    expect(plain(words.instantInWords(due, { ...how, now, readerZone: 'America/Martinique' }))).toBe('demain à 9 h 00 (heure de Paris, UTC+1)')
    expect(plain(words.instantInWords(due, { ...how, now, readerZone: 'Europe/Berlin' }))).toBe('demain à 9 h 00')
  })

  test('an hour that comes twice says which', () => {
    const night = at('2026-10-24T20:00Z')
    expect(plain(words.instantInWords(at('2026-10-25T00:05Z'), { ...how, now: night }))).toBe('demain à 2 h 05 (UTC+2)')
    expect(plain(words.instantInWords(at('2026-10-25T01:05Z'), { ...how, now: night }))).toBe('demain à 2 h 05 (UTC+1)')
    expect(plain(words.instantInWords(at('2026-10-25T02:05Z'), { ...how, now: night }))).toBe('demain à 3 h 05')
  })

  test('walls agree with Temporal in every zone', () => {
    const zones = ['Europe/Paris', 'America/St_Johns', 'Australia/Lord_Howe', 'Pacific/Apia', 'Asia/Kathmandu']
    fc.assert(fc.property(fc.integer({ min: 0, max: 4_000_000_000 }), fc.constantFrom(...zones), (seconds, zone) => {
      const told = words.wallAt(seconds * 1000, zone)
      const real = Temporal.Instant.fromEpochMilliseconds(seconds * 1000).toZonedDateTimeISO(zone)
      expect([told.year, told.month, told.date, told.weekday + 1, told.seconds]).toEqual(
        [real.year, real.month, real.day, real.dayOfWeek, real.hour * 3600 + real.minute * 60 + real.second])
      expect(told.offset).toBe(real.offsetNanoseconds / 1e9)
    }))
  })

  test('times, dates and zones', () => {
    expect(plain(words.timeOfDay(32_400, 'fr'))).toBe('9 h 00')
    expect(words.timeOfDay(32_400, 'en')).toBe('9:00')
    expect(plain(words.dateInWords('2006-08-22', 'fr'))).toBe('22 août 2006')
    expect(plain(words.dateInWords('2026-11-01', 'fr'))).toBe('1er novembre 2026')
    expect(words.zoneInWords('America/Los_Angeles', 'fr')).toBe('heure de Los Angeles')
    expect([['Europe/Brussels', 'fr'], ['Europe/Athens', 'fr'], ['Africa/Cairo', 'fr'], ['Indian/Reunion', 'fr'], ['Europe/Brussels', 'en'], ['Indian/Reunion', 'en']].map(([zone, lang]) => words.zoneInWords(zone!, lang as 'fr')))
      .toEqual(['heure de Bruxelles', 'heure d’Athènes', 'heure du Caire', 'heure de La Réunion', 'Brussels time', 'Réunion time'])
    expect(words.zoneInWords('UTC-08:00', 'en')).toBe('UTC−08:00')
    expect(words.offsetInWords(0, 'Asia/Kathmandu')).toBe('UTC+5:30')
    expect(words.wallAt(0, 'UTC-08:00').seconds).toBe(57_600)
  })
})

describe('hours of a week', () => {
  const on = (days: number[], ...spans: [number, number][]) => days.flatMap((day) => spans.flatMap(([from, to]) => [day * 1440 + from * 60, day * 1440 + to * 60]))
  test.each([
    [on([0, 1, 2, 3, 4], [9, 18]), 'du lundi au vendredi de 9 h 00 à 18 h 00', 'Monday to Friday from 9:00 to 18:00'],
    [on([0, 1, 2, 3, 4, 5, 6], [8, 19]), 'tous les jours de 8 h 00 à 19 h 00', 'every day from 8:00 to 19:00'],
    [[0, 480, ...on([0, 1, 2, 3, 4, 5], [19, 32]), 9780, 10_080], 'tous les jours de 19 h 00 à 8 h 00', 'every day from 19:00 to 8:00'],
    [on([0, 1, 2], [0, 8]), 'du lundi au mercredi de 0 h 00 à 8 h 00', 'Monday to Wednesday from 0:00 to 8:00'],
    [on([0, 1, 2], [10, 24]), 'du lundi au mercredi de 10 h 00 à 24 h 00', 'Monday to Wednesday from 10:00 to 24:00'],
    [on([1, 2], [0, 24]), 'le mardi et le mercredi 24 h sur 24', 'on Tuesday and Wednesday 24 hours a day'],
    [on([1, 2, 3], [0, 24]), '24 h sur 24, du mardi au jeudi', '24 hours a day, Tuesday to Thursday'],
    [[0, 10_080], '24 h sur 24, tous les jours', '24 hours a day, every day'],
    [[0, 540, 6840, 10_080], 'du vendredi 18 h 00 au lundi 9 h 00', 'from Friday 18:00 to Monday 9:00'],
    [[...on([0, 1, 2, 3], [9, 12.5], [13.5, 18]), ...on([4], [9, 16])],
      'du lundi au jeudi de 9 h 00 à 12 h 30 et de 13 h 30 à 18 h 00, le vendredi de 9 h 00 à 16 h 00',
      'Monday to Thursday from 9:00 to 12:30 and from 13:30 to 18:00, on Friday from 9:00 to 16:00'],
    [on([0, 2, 3, 5], [9, 12]), 'le lundi de 9 h 00 à 12 h 00, le mercredi et le jeudi de 9 h 00 à 12 h 00, le samedi de 9 h 00 à 12 h 00', 'on Monday from 9:00 to 12:00, on Wednesday and Thursday from 9:00 to 12:00, on Saturday from 9:00 to 12:00'],
    [on([5, 6], [10, 24]), 'le samedi et le dimanche de 10 h 00 à 24 h 00', 'on Saturday and Sunday from 10:00 to 24:00'],
    [[], 'jamais', 'never'],
  ])('%j', (week, fr, en) => {
    expect(plain(words.weekInWords(week, 'fr'))).toBe(fr)
    expect(plain(words.weekInWords(week, 'en'))).toBe(en)
  })

  test('a composed calendar is told as the week that it makes, or part by part', () => {
    const office = { kind: 'weekly', name: 'office', zone: 'Europe/Paris', holidays: 'none', exceptions: [], periods: [{ week: { 1: [{ from: 540, to: 1080 }], 2: [{ from: 540, to: 1080 }] } }] } as const
    expect(plain(words.calendarInWords({ kind: 'complement', of: office }, 'fr', 'Europe/Paris')))
      .toBe('le lundi de 18 h 00 à 9 h 00, du mardi 18 h 00 au lundi 9 h 00')
    const french = { ...office, holidays: { of: ['fr-metropole'] } }
    expect(plain(words.calendarInWords(french, 'fr', 'America/Cayenne'))).toBe('le lundi et le mardi de 9 h 00 à 18 h 00, hors jours fériés (heure de Paris)')
    expect(plain(words.calendarInWords({ kind: 'complement', of: french }, 'fr', 'Europe/Paris')))
      .toBe('en dehors de : le lundi et le mardi de 9 h 00 à 18 h 00, hors jours fériés')
    expect(words.calendarDaysInWords(office, 'en')).toBe('on Monday and Tuesday')
  })
})

describe('amounts and typography', () => {
  test('money is exact and carries its tax', () => {
    expect(plain(words.money('350.00', 'EUR', 'fr', 'excluded'))).toBe('350,00 € HT')
    expect(plain(words.money('1234.56', 'EUR', 'fr'))).toBe('1 234,56 €')
    expect(plain(words.money('350.00', 'EUR', 'en', 'included'))).toBe('€350.00 incl. tax')
    expect(plain(words.percent('19.6', 'fr'))).toBe('19,6 %')
  })
  test('telephone numbers do not break, French ones are in pairs', () => {
    expect(words.phone('+33290920550')).toBe('+33\u00a02\u00a090\u00a092\u00a005\u00a050')
    expect(words.phone('04 93 918 009')).toBe('04\u00a093\u00a0918\u00a0009')
  })
  test('lists', () => {
    expect(words.list(['a', 'b', 'c'], 'fr')).toBe('a, b et c')
    expect(words.list(['a', 'b'], 'en', 'or')).toBe('a or b')
  })
  test('French spaces are thin before two-part signs and leave addresses and times alone', () => {
    expect(words.typeset('Que faire ? « oui » : https://x.fr 10:30', 'fr')).toBe('Que faire\u202f? «\u00a0oui\u00a0»\u202f: https://x.fr 10:30')
    expect(words.typeset('What now ?', 'en')).toBe('What now ?')
  })
})
