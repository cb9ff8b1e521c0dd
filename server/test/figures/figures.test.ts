import { describe, expect, test } from 'vitest'
import type { FigureLine, Figures, FigureTickets } from '@guichet/protocol'
import { addAgent } from '#people/people.ts'
import { openTrial } from '../harness.ts'
import type { Company } from '../harness.ts'
import { openStaff, source } from '../acts/scene.ts'

/** The figures of promises, each worked out by hand. Open Monday to Friday, 9 to 18 in Paris; first reply within 2 h, next within 4 h, resolution within 16 h. */
const trial = await openTrial()
const { time } = trial
const minute = 60_000
const hour = 60 * minute
const set = (instant: string) => time.set(Date.parse(instant))

type Staff = Awaited<ReturnType<typeof openStaff>>
const get = async (company: Company, path: string, as: string) => company.call('GET', path, { cookie: await company.asAgent(as) })
const figures = async ({ company, lead }: Staff, query = '', as = lead.id): Promise<Figures> => (await get(company, `figures${query}`, as)).body
const line = async (staff: Staff, metric: string, query = ''): Promise<FigureLine> => (await figures(staff, query)).lines.find((one) => one.metric === metric)!
const tickets = async ({ company, lead }: Staff, query: string): Promise<FigureTickets> => (await get(company, `figures/tickets${query}`, lead.id)).body
/** A ticket opened on Monday at ten. */
const reply = (staff: Staff, number: number) => staff.does(number, 'replies', { text: 'Bonjour' })
const customerWrites = async ({ company }: Staff, number: number) => company.call('POST', `tickets/${number}/replies`, { cookie: await company.asContact(), body: { text: 'Et alors ?' } })
async function as(policy: string, slug: string): Promise<Staff> {
  const staff = await openStaff(trial, slug)
  const published = await trial.desk.policies.publish(staff.company.provider.id, { source: policy.replace('version: "v1"', 'version: "v2"').replace('effective: 2026-01-01', 'effective: 2026-02-01'), file: 'policy.yaml', by: 'test' })
  if (!published.ok) throw new Error(JSON.stringify(published.findings))
  return staff
}

describe('TIME-27: what is measured', () => {
  test('n, mean, median, p90, max and share, in seconds of the promise’s own calendar, over a weekend too', async () => {
    const staff = await openStaff(trial, 'mesure')
    // Friday 17:30, answered on Monday at 9:30: one hour of the calendar, though 64 have passed.
    const friday = await staff.opened()
    time.advance(30 * minute)
    await reply(staff, friday)
    const second = await staff.opened()
    time.advance(3 * hour)
    await reply(staff, second)
    set('2026-11-27T16:30:00Z')
    const third = (await staff.company.call('POST', 'requests', { cookie: await staff.company.asContact(), body: { subject: 'Vendredi', text: 'Avant la fermeture' } })).body.number as number
    set('2026-11-30T08:30:00Z')
    await reply(staff, third)
    // By hand: 1800, 10800 and 3600 seconds against 7200.
    expect(await line(staff, 'first_reply', '?period=dates&from=2026-11-23&to=2026-11-30')).toMatchObject({
      n: 3, within: 2, over: 1, open: 0, mean: 5400, median: 3600, p90: 10_800, max: 10_800, value: 7200, unit: 'second', bond: 'guaranteed', statistic: 'each', met: false, atLeast: false, calendar: 'support', clauses: ['6'],
    })
    expect((await line(staff, 'first_reply', '?period=dates&from=2026-11-23&to=2026-11-30')).share).toBeCloseTo(200 / 3)
    // By outcome the third belongs to the week of its reply, by creation to that of its opening.
    expect(await line(staff, 'first_reply', '?period=week')).toMatchObject({ n: 1, within: 1, mean: 3600 })
    expect(await line(staff, 'first_reply', '?period=last_week')).toMatchObject({ n: 2, within: 1, over: 1 })
    expect(await line(staff, 'first_reply', '?period=last_week&basis=creation')).toMatchObject({ n: 3, within: 2, over: 1 })
    expect((await figures(staff, '?period=dates&from=2026-11-23&to=2026-11-30')).days.filter(({ day }) => day === '2026-11-30')).toMatchObject([{ within: expect.any(Number), over: 0 }])
  })

  test('an average cannot be improved by never answering: what is owed past its target counts with what it has reached, "at least"', async () => {
    const staff = await as(source.replace('within: 2h, counted: support, statistic: each, bond: guaranteed', 'within: 2h, counted: support, statistic: mean per month, bond: objective'), 'moyenne')
    const quick = await staff.opened()
    time.advance(30 * minute)
    await reply(staff, quick)
    const never = await staff.opened()
    // Wednesday 11:00: 8 h on Monday, 9 h on Tuesday, 2 h since this morning.
    set('2026-11-25T10:00:00Z')
    const read = await line(staff, 'first_reply')
    expect(read).toMatchObject({ statistic: 'mean', n: 2, within: 1, open: 1, max: 19 * 3600, mean: (1800 + 19 * 3600) / 2, atLeast: true, met: false })
    const { rows } = await tickets(staff, `?line=${read.key}&part=open`)
    expect(rows).toMatchObject([{ number: never, part: 'open', counted: 19 * 3600, value: 7200, stoppedAt: null }])
    // Not judged one by one: answered late, it is over the mean but breaks nothing by itself.
    await reply(staff, never)
    expect(await line(staff, 'first_reply')).toMatchObject({ within: 1, over: 1, open: 0, atLeast: false })
  })

  test('a mean that holds so far is not said to hold while something is owed past its target', async () => {
    const staff = await as(source.replace('within: 2h, counted: support, statistic: each, bond: guaranteed', 'within: 2h, counted: support, statistic: mean per month, bond: objective'), 'ouverte')
    for (let index = 0; index < 3; index++) await reply(staff, await staff.opened())
    await staff.opened()
    time.advance(3 * hour)
    expect(await line(staff, 'first_reply')).toMatchObject({ n: 4, open: 1, mean: 2700, met: null, atLeast: true })
  })

  test('TIME-02: first replies and next ones are measured apart', async () => {
    const staff = await openStaff(trial, 'suivi')
    const number = await staff.opened()
    time.advance(hour)
    await reply(staff, number)
    time.advance(hour)
    await customerWrites(staff, number)
    time.advance(5 * hour)
    await reply(staff, number)
    expect(await line(staff, 'first_reply')).toMatchObject({ n: 1, within: 1, mean: 3600 })
    expect(await line(staff, 'next_reply')).toMatchObject({ n: 1, over: 1, mean: 5 * 3600, bond: 'objective' })
  })

  test('waiting for the customer is not counted, and one that waits is not over', async () => {
    const staff = await openStaff(trial, 'attente')
    const number = await staff.opened()
    time.advance(hour)
    await staff.does(number, 'wait', { for: 'customer', question: 'Lequel ?' })
    set('2026-11-26T09:00:00Z')
    expect(await line(staff, 'resolution', '?basis=creation')).toMatchObject({ n: 0, open: 0, running: 1 })
    await customerWrites(staff, number)
    // One hour on Monday; from Thursday 10:00 to Friday 18:00, 8 and 9 more; the whole of Monday; 16 h are passed on Monday at 9.
    set('2026-11-30T17:00:00Z')
    const [owed] = (await tickets(staff, `?period=last_week&basis=creation&line=${(await line(staff, 'resolution', '?period=last_week&basis=creation')).key}`)).rows
    expect(owed).toMatchObject({ part: 'open', counted: (1 + 8 + 9 + 9) * 3600 })
  })
})

describe('TIME-27: what is left out is said', () => {
  test('spam, merged duplicates, what we opened ourselves, what was solved without; a reply that was undone counts for nothing', async () => {
    const staff = await openStaff(trial, 'exclus')
    const { company } = staff
    const [kept, spam, duplicate] = [await staff.opened(), await staff.opened(), await staff.opened()]
    time.advance(hour)
    for (const number of [kept, spam, duplicate]) await reply(staff, number)
    expect(await line(staff, 'first_reply')).toMatchObject({ n: 3, within: 3, excluded: 0 })
    await staff.does(spam, 'spam', { confirmed: true })
    const into = await staff.row(kept)
    expect((await staff.does(duplicate, 'merge', { into: kept, versionThere: into.version })).status).toBe(200)
    expect(await line(staff, 'first_reply')).toMatchObject({ n: 1, within: 1, excluded: 2 })
    const ours = await company.call('POST', 'recorded-requests', { cookie: await company.asAgent(), body: { channel: 'phone', subject: 'Entretien', text: 'À faire', contactId: company.contactId, initiative: 'provider' } })
    await staff.does(ours.body.number, 'take')
    await staff.does(ours.body.number, 'solve', { text: 'Fait.' })
    const read = await figures(staff)
    expect(read.excluded).toMatchObject({ merged: expect.any(Number), no_message: 1 })
    expect((await tickets(staff, '?why=no_message')).rows.map(({ number }) => number)).toEqual([ours.body.number])
    expect(new Set((await tickets(staff, '?why=merged')).rows.map(({ number }) => number))).toEqual(new Set([duplicate]))
    expect(new Set((await tickets(staff, '?why=spam')).rows.map(({ number }) => number))).toEqual(new Set([spam]))
  })

  test('a solving that was undone is no outcome', async () => {
    const staff = await openStaff(trial, 'defait')
    const number = await staff.opened()
    await reply(staff, number)
    time.advance(hour)
    await staff.does(number, 'solve', {})
    expect(await line(staff, 'resolution')).toMatchObject({ within: 1 })
    const { eventId } = await staff.undoing(number, 'ticket.solved') ?? (await staff.read(number)).undoable[0]
    expect((await staff.undo(number, eventId)).status).toBe(200)
    expect(await line(staff, 'resolution')).toBeUndefined()
    expect(await line(staff, 'resolution', '?basis=creation')).toMatchObject({ within: 0, running: 1, n: 0 })
  })
})

describe('who sees what', () => {
  test('S5-3, S5-4, AB-19: figures are for who leads, and only of what stands inside the wall', async () => {
    const staff = await openStaff(trial, 'murs')
    const { company } = staff
    const finance = await addAgent(trial.desk, company.provider.id, { name: 'Flora', email: 'flora@murs.example', password: 'un mot de passe assez long', roles: ['lead'], departments: ['financial'] })
    const technical = await staff.opened()
    const billing = await staff.opened({ facts: { kind: 'billing' } })
    expect([(await staff.row(technical)).department, (await staff.row(billing)).department]).toEqual(['technical', 'financial'])
    for (const number of [technical, billing]) await reply(staff, number)
    for (const path of ['figures', 'figures/now', 'figures/tickets', 'figures.csv', 'figures/tickets.csv']) {
      expect((await get(company, path, company.agent.id)).status, path).toBe(403)
      expect((await get(company, path, staff.observer.id)).status, path).toBe(403)
    }
    expect((await line(staff, 'first_reply')).n).toBe(2)
    const own = await figures(staff, '', finance.id)
    expect(own.lines.find(({ metric }) => metric === 'first_reply')).toMatchObject({ n: 1 })
    expect(own.arrivals.reduce((sum, { n }) => sum + n, 0)).toBe(1)
    const { rows } = (await get(company, 'figures/tickets', finance.id)).body as FigureTickets
    expect(new Set(rows.map(({ number }) => number))).toEqual(new Set([billing]))
    expect((await get(company, 'figures/now', finance.id)).body.total.open.n).toBe(1)
    expect((await get(company, 'figures/tickets.csv', finance.id)).text).not.toContain(`"${technical}"`)
  })

  test('AB-36: no cell of a table is a formula; headings stand in the language of the reader; bad days are refused in words', async () => {
    const staff = await openStaff(trial, 'tableau')
    const number = await staff.opened({ subject: '=HYPERLINK("http://x.test";"prix")' })
    await reply(staff, number)
    const french = await get(staff.company, 'figures/tickets.csv?lang=fr', staff.lead.id)
    expect(french.text.startsWith('\uFEFF"Ticket","Objet"')).toBe(true)
    expect(french.text).toContain(`"${number}","'=HYPERLINK(""http://x.test"";""prix"")"`)
    // A French spreadsheet parts lines at the semicolon, also inside what stands in quotation marks after a comma.
    const parted = await staff.opened({ subject: 'Prix;=HYPERLINK("http://x.test") ; @x\t+1' })
    await reply(staff, parted)
    expect((await get(staff.company, 'figures/tickets.csv?lang=fr', staff.lead.id)).text).toContain(`"${parted}","Prix;'=HYPERLINK(""http://x.test"") ; '@x`)
    expect((await get(staff.company, 'figures.csv?lang=en', staff.lead.id)).text).toContain('"Tier","Measure","Promise"')
    const refused = await get(staff.company, 'figures?period=dates&from=2026-11-30&to=2026-11-01', staff.lead.id)
    expect([refused.status, refused.text.includes('400 jours')]).toEqual([422, true])
    expect((await get(staff.company, 'figures?period=dates&from=2020-01-01&to=2026-11-01', staff.lead.id)).status).toBe(422)
  })
})
