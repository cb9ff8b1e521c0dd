import { expect, test } from 'vitest'
import { pause } from '#platform/time.ts'
import { insist, killableDesk, rounds } from './killable.ts'
import { askDatabase, until } from './process.ts'

/** Sudden death, ten times while letters leave: every letter reaches the outside. */
const desk = killableDesk(false)

test('killed ten times while letters leave: every letter arrives; one that arrives twice is the same letter', async () => {
  let serial = 0
  const ask = (key: string) => insist(async () => (await desk.ask(key)) !== undefined)
  for (let round = 0; round < rounds; round++) {
    const before = desk.outside.mails.length
    for (let one = 0; one < 8; one++) await ask(`d${++serial}`)
    await until('letters leave', () => desk.outside.mails.length > before)
    await pause(3 * round)
    await desk.die()
  }
  // Two minutes later: what the dead had claimed is anybody's again.
  await askDatabase(desk.running, `update outbox set next_at = 0 where state = 'sending'`)
  await ask('last')
  await until('every letter has left', async () => (await askDatabase(desk.running, `select id from outbox where state <> 'sent'`)).length === 0)

  const letters = await askDatabase<{ header_message_id: string }>(desk.running, 'select header_message_id from outbox')
  const arrived = new Map<string, string[]>()
  for (const { parsed } of desk.outside.mails) {
    const id = (parsed.messageId ?? '').replaceAll(/[<>]/g, '')
    arrived.set(id, [...(arrived.get(id) ?? []), `${parsed.subject}\n${parsed.text}`])
  }
  expect([...arrived.keys()].sort()).toEqual(letters.map((letter) => letter.header_message_id).sort())
  for (const [id, texts] of arrived) expect(new Set(texts).size, id).toBe(1)
  // Only what was in flight when we died can come twice: ten letters a time at most.
  expect(desk.outside.mails.length - arrived.size).toBeLessThanOrEqual(2 * rounds * 10)
}, 240_000)
