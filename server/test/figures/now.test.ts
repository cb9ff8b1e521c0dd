import { expect, test } from 'vitest'
import fc from 'fast-check'
import type { FigureLine, Figures, FigurePart, FiguresNow, FigureTickets, LoadRow } from '@guichet/protocol'
import { addAgent } from '#people/people.ts'
import { openTrial } from '../harness.ts'
import { openStaff } from '../acts/scene.ts'

/** What is late now and who bears it: each number is what its filter finds, and the parts add up to the whole. */
const trial = await openTrial()
const { time } = trial
const staff = await openStaff(trial, 'charge')
const { company, lead } = staff
const get = async (path: string) => (await company.call('GET', path, { cookie: await company.asAgent(lead.id) })).body
const columns = ['late', 'hour', 'today', 'tomorrow', 'open', 'waiting'] as const

/** That every number is found by its text, and that rows add up. */
async function holds(): Promise<FiguresNow> {
  const read = (await get('figures/now')) as FiguresNow
  for (const column of columns) {
    expect(read.rows.reduce((sum, row) => sum + row[column].n, 0), column).toBe(read.total[column].n)
    for (const row of [...read.rows, read.total]) {
      const shape = await get(`queue/shape?view=all&q=${encodeURIComponent(row[column].q!)}`)
      expect(shape.total, `${row.name ?? row.who}: ${row[column].q}`).toBe(row[column].n)
    }
  }
  return read
}
const of = ({ rows }: FiguresNow, name: string | null) => rows.find((row) => row.name === name) as LoadRow

test('late now, by the end of the hour, today, tomorrow, by agent, by team, of nobody', async () => {
  const numbers: number[] = []
  for (let index = 0; index < 5; index++) numbers.push(await staff.opened())
  const [mine, hers, team, free, waiting] = numbers as [number, number, number, number, number]
  await staff.does(mine, 'assignee', { agentId: company.agent.id }, { method: 'PUT' })
  await staff.does(hers, 'assignee', { agentId: lead.id }, { method: 'PUT' })
  expect((await staff.does(team, 'transfer', { teamId: staff.teamId, agentId: null, note: 'Pour la nuit' })).status).toBe(200)
  await staff.does(waiting, 'wait', { for: 'customer', question: 'Lequel ?' })
  // 11:30: the first replies are due at noon.
  time.set(Date.parse('2026-11-23T10:30:00Z'))
  for (const number of [hers, free]) await staff.does(number, 'replies', { text: 'Bonjour' })
  expect(of(await holds(), 'Claire Agent')).toMatchObject({ late: { n: 0 }, hour: { n: 1 }, today: { n: 1 } })
  time.set(Date.parse('2026-11-23T11:30:00Z'))
  const read = await holds()
  expect(of(read, 'Claire Agent')).toMatchObject({ open: { n: 1 }, late: { n: 1 } })
  expect(of(read, 'Nuit')).toMatchObject({ who: 'team', open: { n: 1 } })
  expect(of(read, null)).toMatchObject({ who: 'none', open: { n: 2 }, waiting: { n: 1 } })
  expect(read.total.open.n).toBe(5)
})

test('solved today and this week, by who solved it; what was undone or reopened is not', async () => {
  const [one, two] = [await staff.opened(), await staff.opened()]
  await staff.does(one, 'solve', { text: 'Fait.' }, { as: lead.id })
  await staff.does(two, 'solve', { text: 'Fait.' }, { as: lead.id })
  time.advance(60_000)
  await company.call('POST', `tickets/${two}/replies`, { cookie: await company.asContact(), body: { text: 'Non.' } })
  expect(of(await holds(), lead.name)).toMatchObject({ solvedToday: 1, solvedWeek: 1 })
  time.set(Date.parse('2026-11-24T09:00:00Z'))
  expect(of(await holds(), lead.name)).toMatchObject({ solvedToday: 0, solvedWeek: 1 })
  time.set(Date.parse('2026-11-30T09:00:00Z'))
  expect(of(await holds(), lead.name)).toMatchObject({ solvedToday: 0, solvedWeek: 0 })
})

test('two whose names begin alike are not counted for each other', async () => {
  const short = await addAgent(trial.desk, company.provider.id, { name: 'Claire', email: 'claire2@charge.example', password: 'un mot de passe assez long' })
  const number = await staff.opened()
  await staff.does(number, 'assignee', { agentId: short.id }, { method: 'PUT' })
  const read = await holds()
  expect(read.rows.find((row) => row.id === short.id)).toMatchObject({ open: { n: 1 } })
})

const acts = fc.array(fc.tuple(fc.constantFrom('reply', 'solve', 'wait', 'customer', 'spam', 'nothing'), fc.integer({ min: 1, max: 600 })), { minLength: 1, maxLength: 6 })

test('the parts of every line are its whole, however the period is cut, and each is found again among its tickets', async () => {
  await fc.assert(
    fc.asyncProperty(acts, async (steps) => {
      const number = await staff.opened()
      for (const [what, minutes] of steps) {
        time.advance(minutes * 60_000)
        if (what === 'reply') await staff.does(number, 'replies', { text: 'r' })
        if (what === 'solve') await staff.does(number, 'solve', { text: 's' })
        if (what === 'wait') await staff.does(number, 'wait', { for: 'customer', question: 'q' })
        if (what === 'customer') await company.call('POST', `tickets/${number}/replies`, { cookie: await company.asContact(), body: { text: 'c' } })
        if (what === 'spam') await staff.does(number, 'spam', { confirmed: true })
      }
    }),
    { numRuns: 12 },
  )
  time.set(Date.parse('2026-12-02T09:00:00Z'))
  for (const basis of ['outcome', 'creation']) {
    const read = async (from: string, to: string) => (await get(`figures?period=dates&from=${from}&to=${to}&basis=${basis}`)) as Figures
    const whole = await read('2026-11-23', '2026-12-02')
    for (const line of whole.lines) {
      expect(line.within + line.over + line.open, `${line.metric} ${basis}`).toBe(line.n)
      for (const part of ['within', 'over', 'open', 'running', 'excluded'] satisfies FigurePart[]) {
        const { rows } = (await get(`figures/tickets?period=dates&from=2026-11-23&to=2026-12-02&basis=${basis}&line=${line.key}&part=${part}&limit=100`)) as FigureTickets
        expect(rows.length, `${line.metric} ${part}`).toBe(line[part])
        if (part === 'open') for (const row of rows) expect(row.counted).toBeGreaterThanOrEqual(row.value)
      }
    }
    const sum = (lines: readonly FigureLine[], part: FigurePart) => lines.reduce((total, line) => total + line[part], 0)
    expect(Object.values(whole.excluded).reduce((total, n) => total + n, 0)).toBe(sum(whole.lines, 'excluded'))
    expect(whole.days.reduce((total, { within }) => total + within, 0)).toBe(sum(whole.lines, 'within'))
    // What has come out belongs to one day and to no other.
    const cuts = await Promise.all([read('2026-11-23', '2026-11-24'), read('2026-11-25', '2026-11-29'), read('2026-11-30', '2026-12-02')])
    for (const part of ['within', 'over', 'excluded'] satisfies FigurePart[]) expect(cuts.reduce((total, { lines }) => total + sum(lines, part), 0), `${part} ${basis}`).toBe(sum(whole.lines, part))
  }
})
