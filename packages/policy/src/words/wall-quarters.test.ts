import { expect, test } from 'vitest'
import { wallAt } from './wall.ts'

/** What the platform itself shows, without anything kept. */
function shown(at: number, zone: string): string {
  const { year, month, day, hour, minute, second, offsetNanoseconds } = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone)
  return [year, month, day, hour * 3600 + minute * 60 + second, offsetNanoseconds / 1e9].join()
}

test('an offset kept for a quarter of an hour is the one of each of its instants, in every kind of zone', () => {
  const zones = ['Europe/Paris', 'America/Martinique', 'Asia/Kathmandu', 'Australia/Lord_Howe', 'Pacific/Apia', 'America/St_Johns', 'Africa/Casablanca', 'UTC', 'Africa/Monrovia']
  for (const zone of zones) {
    for (let at = Date.UTC(1970, 0); at < Date.UTC(2040, 0); at += 29 * 86_400_000 + 4_321_987) {
      for (const near of [at, at - (at % 900_000), at - (at % 900_000) - 1]) {
        const wall = wallAt(near, zone)
        expect([wall.year, wall.month, wall.date, wall.seconds, wall.offset].join(), `${zone} ${new Date(near).toISOString()}`).toBe(shown(near, zone))
      }
    }
  }
  // The hour that comes twice, to the second.
  for (const [at, offset] of [['2026-10-25T00:59:59.999Z', 7200], ['2026-10-25T01:00:00Z', 3600]] as const) expect(wallAt(Date.parse(at), 'Europe/Paris').offset).toBe(offset)
})
