import { expect, test } from 'vitest'
import { addAgent } from '#people/people.ts'
import { flushReadings, purgeProvider, verifyAccessLog } from '#privacy/privacy.ts'
import { ask, openCompany, openTrial } from '../harness.ts'

const trial = await openTrial()
const company = await openCompany(trial, 'journal')
const { desk } = trial
const { pool } = desk.database
const providerId = company.provider.id
const { number } = (await ask(company)).body
const dpo = await addAgent(desk, providerId, { name: 'Dana', email: 'dana@journal.example', password: 'un mot de passe assez long', roles: ['privacy'] })

const lines = async () => (await pool.query('select what, role, object_id, customer_id, contact_id, agent_id from access_log where provider_id = $1 order by n', [providerId])).rows

test('GDPR-08: a page, a customer, a search, a file are logged, whom they are about too, and never what was searched', async () => {
  const cookie = await company.asAgent()
  const page = (await company.call('GET', `queue/${number}`, { cookie })).body
  await company.call('GET', `customers/${company.customerId}`, { cookie })
  await company.call('GET', 'customers?search=Boulangerie', { cookie })
  await company.call('GET', 'queue/999999', { cookie })
  expect(await lines()).toEqual([])
  await flushReadings(desk)
  expect(await lines()).toEqual([
    { what: 'ticket', role: 'agent', object_id: page.id, customer_id: company.customerId, contact_id: company.contactId, agent_id: company.agent.id },
    { what: 'customer', role: 'agent', object_id: company.customerId, customer_id: company.customerId, contact_id: null, agent_id: company.agent.id },
    { what: 'search', role: 'agent', object_id: null, customer_id: null, contact_id: null, agent_id: company.agent.id },
  ])
  expect((await pool.query("select 1 from access_log l where l::text ilike '%Boulangerie%'")).rows).toEqual([])
})

test('what a customer reads of their own is not the support reading it', async () => {
  await company.call('GET', `tickets/${number}`, { cookie: await company.asContact() })
  await flushReadings(desk)
  expect(await lines()).toHaveLength(3)
})

test('AB-50: nobody changes the log, not even by SQL; and a line changed behind its back is found', async () => {
  for (const sql of ["update access_log set what = 'list'", 'delete from access_log', 'truncate access_log']) await expect(pool.query(sql), sql).rejects.toThrow(/append only/)
  expect(await verifyAccessLog(desk, providerId)).toEqual({ lines: 3, broken: null })
  await pool.query("alter table access_log disable trigger access_log_stays; update access_log set agent_id = '01a20000-0000-7000-8000-000000000000' where n = 2; alter table access_log enable trigger access_log_stays")
  expect(await verifyAccessLog(desk, providerId)).toEqual({ lines: 1, broken: 2 })
  await pool.query(`alter table access_log disable trigger access_log_stays; update access_log set agent_id = '${company.agent.id}' where n = 2; alter table access_log enable trigger access_log_stays`)
  expect(await verifyAccessLog(desk, providerId)).toEqual({ lines: 3, broken: null })
  await pool.query("alter table access_log disable trigger access_log_stays; delete from access_log where n = 2; alter table access_log enable trigger access_log_stays")
  expect(await verifyAccessLog(desk, providerId)).toMatchObject({ broken: 2 })
  await pool.query('alter table access_log disable trigger access_log_stays; delete from access_log; alter table access_log enable trigger access_log_stays')
})

test('the log is read by those who answer for data, and by nobody else', async () => {
  const cookie = await company.asAgent(dpo.id)
  await company.call('GET', `queue/${number}`, { cookie: await company.asAgent() })
  expect((await company.call('GET', 'access-log', { cookie: await company.asAgent() })).status).toBe(403)
  expect((await company.call('GET', 'access-log', { cookie: await company.asContact() })).status).toBe(403)
  const read = await company.call('GET', `access-log?contactId=${company.contactId}`, { cookie })
  expect(read.body.rows).toMatchObject([{ what: 'ticket', agent: { name: 'Claire Agent' }, contactId: company.contactId }])
  expect((await company.call('GET', 'access-log/proof', { cookie })).body).toEqual({ lines: 1, broken: null })
})

test('after a year its lines go, what is left is still proven, and the chain goes on', async () => {
  trial.time.advance(366 * 86_400_000)
  await company.call('GET', `queue/${number}`, { cookie: await company.asAgent() })
  await flushReadings(desk)
  expect(await purgeProvider(desk, providerId)).toMatchObject({ access_log: 1 })
  expect(await verifyAccessLog(desk, providerId)).toEqual({ lines: 1, broken: null })
})

test('two processes write one chain', async () => {
  const other = { ...desk, database: { ...desk.database, pool: Object.create(pool) } }
  const { noteReading } = await import('#privacy/privacy.ts')
  for (let n = 0; n < 40; n++) noteReading(n % 2 ? desk : other, { providerId, agent: company.agent, what: 'ticket', objectId: String(n) })
  await Promise.all([flushReadings(desk), flushReadings(other)])
  expect(await verifyAccessLog(desk, providerId)).toEqual({ lines: 41, broken: null })
})
