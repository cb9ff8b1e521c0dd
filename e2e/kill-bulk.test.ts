import { expect, test } from 'vitest'
import { insist, killableDesk } from './killable.ts'
import { askDatabase, until } from './process.ts'

/** Sudden death in the middle of an act on many requests, and of its undoing: each request is acted on once, and the page of the act says how far it has come. */
const desk = killableDesk(true)
const total = 30
const [key, act] = ['a-tous', { do: 'reply', texts: { fr: 'C’est rétabli.', en: 'It is restored.' }, alongside: { checklist: ['Vérifier demain'] } }]

/** Holds the act before a request, its own transaction open, until that gate is taken away: where it is killed is no chance. */
const gates = `
  create table gates (state text, place int, primary key (state, place));
  create function wait_at_gate() returns trigger language plpgsql as $$
    begin
      while exists (select 1 from gates g where g.state = new.state and g.place = new.place) loop perform pg_sleep(0.02); end loop;
      return new;
    end $$;
  create trigger gate before update on bulk_tickets for each row execute function wait_at_gate();`
const shut = (state: 'done' | 'undone', places: readonly number[]) => askDatabase(desk.running, `insert into gates select '${state}', unnest('{${places.join()}}'::int[])`)
const open = (state: 'done' | 'undone', place: number) => askDatabase(desk.running, `delete from gates where state = '${state}' and place = ${place}`)

/** How far it has come by what was written of the run, of its requests, and by what they bear themselves. */
async function counts() {
  const [row] = await askDatabase<Record<'runs' | 'done' | 'undone' | 'listed' | 'answered' | 'undoings' | 'held', number>>(desk.running, `
    select (select count(*)::int from bulk_runs) as runs, r.done, r.undone, (select count(*)::int from bulk_tickets b where b.run_id = r.id and b.state = 'done') as listed,
      (select count(*)::int from events where type = 'message.agent') as answered, (select count(*)::int from events where type = 'ticket.undone') as undoings,
      (select count(*)::int from outbox where kind = 'reply' and state = 'pending') as held from bulk_runs r`)
  return row
}
const isHeld = async () => (await askDatabase(desk.running, `select 1 from pg_stat_activity where wait_event = 'PgSleep'`)).length > 0

async function page(id: string) {
  const answer = await desk.agent('GET', `/bulk/${id}`)
  expect(answer?.status).toBe(200)
  return answer?.body
}

test('killed as it begins, three times in the middle, twice in the middle of its undoing: each is answered once and taken back once', async () => {
  for (let n = 1; n <= total; n++) await insist(async () => (await desk.ask(`b${n}`)) !== undefined)
  await askDatabase(desk.running, gates)
  await shut('done', [4, 13, 30])

  // Whoever got no answer asks again with the same key: it is the same act.
  const begin = () => desk.agent('POST', '/bulk', { chosen: { list: { view: 'all' } }, act, holdSeconds: 900 }, { 'idempotency-key': key })
  const unheard = begin()
  await desk.die()
  await unheard
  let id = ''
  await insist(async () => {
    const answer = await begin()
    id = answer?.body.id
    return answer?.status === 202
  })
  for (const place of [4, 13, 30]) {
    await until(`it is held at the request no. ${place}`, async () => (await counts())?.done === place - 1 && (await isHeld()))
    await desk.die()
    // The one in hand is as if nothing had been; those before it stand, and the page says so.
    const done = place - 1
    expect(await counts()).toEqual({ runs: 1, done, undone: 0, listed: done, answered: done, undoings: 0, held: done })
    expect(await page(id)).toMatchObject({ state: 'running', total, done, unchanged: 0, refused: 0, mayStop: true, mayUndo: false, held: { count: done } })
    await open('done', place)
  }
  await until('it is done', async () => (await page(id)).state === 'done')
  expect(await page(id)).toMatchObject({ done: total, refused: 0, held: { count: total }, mayUndo: true })
  const each = `select t.number, (select count(*)::int from events e where e.ticket_id = t.id and e.type = 'message.agent') as answers, (select count(*)::int from events e where e.ticket_id = t.id and e.type = 'ticket.checklist') as lists,
    (select count(*)::int from messages m where m.ticket_id = t.id and m.visibility = 'public' and m.author_kind = 'agent') as texts, (select count(*)::int from outbox o where o.ticket_id = t.id and o.kind = 'reply') as letters from tickets t`
  const rows = await askDatabase<Record<'answers' | 'lists' | 'texts' | 'letters', number>>(desk.running, each)
  expect(rows).toHaveLength(total)
  for (const row of rows) expect(row).toMatchObject({ answers: 1, lists: 1, texts: 1, letters: 1 })

  await shut('undone', [27, 1])
  expect((await desk.agent('POST', `/bulk/${id}/undo`))?.status).toBe(202)
  for (const place of [27, 1]) {
    const undone = total - place
    await until(`its undoing is held at the request no. ${place}`, async () => (await counts())?.undone === undone && (await isHeld()))
    await desk.die()
    expect(await counts()).toEqual({ runs: 1, done: place, undone, listed: place, answered: total, undoings: undone, held: place })
    expect(await page(id)).toMatchObject({ state: 'undoing', done: place, undone, kept: 0, mayStop: true })
    await open('undone', place)
  }
  await until('it is undone', async () => (await page(id)).state === 'undone')
  expect(await page(id)).toMatchObject({ total, done: 0, undone: total, kept: 0, held: null, mayStop: false, mayUndo: false })
  expect(await counts()).toMatchObject({ done: 0, undone: total, listed: 0, undoings: total, held: 0 })
  expect(await askDatabase(desk.running, `select number from tickets where last_from <> 'customer' or state <> 'new'`)).toEqual([])
}, 240_000)
