import { expect, test } from 'vitest'
import { openTrial } from '../harness.ts'
import { openStaff } from '../acts/scene.ts'
import { listen, openDoors } from '../live/ears.ts'

/** What one agent is told is heard by them alone, and by nobody who no longer sees the request. */
const trial = await openTrial()
const { company, does, lead, opened, technical } = await openStaff(trial, 'essai')
const port = await openDoors(trial.app)
const ear = async (id: string, since?: string) => listen(port, 'essai', await company.asAgent(id), since)
const follow = (number: number, as: string) => does(number, 'watch', { watching: true }, { method: 'PUT', as })
const write = async (number: number) => company.call('POST', `tickets/${number}/replies`, { cookie: await company.asContact(), body: { text: 'CANARI' } })

test('AB-40: told to who follows, by number and kind, and to no colleague behind the same wall', async () => {
  const number = await opened()
  await follow(number, company.agent.id)
  const [mine, theirs] = [await ear(company.agent.id), await ear(lead.id)]
  await write(number)
  expect(await mine.next('alert', (news) => news.number === number)).toEqual({ kind: 'alert', number, what: 'customer_wrote', by: null })
  await theirs.next('ticket', (news) => news.number === number && news.events.includes('message.customer'))
  await does(number, 'replies', { text: 'Nous regardons.' }, { as: lead.id })
  expect(await mine.next('alert', (news) => news.what === 'answered')).toMatchObject({ number, by: lead.id })
  await theirs.next('ticket', (news) => news.events.includes('message.agent'))
  expect([theirs.news().some(({ kind }) => kind === 'alert'), JSON.stringify(mine.heard.filter((message) => message.kind === 'news' && message.news.every(({ kind }) => kind === 'alert'))).includes('CANARI')]).toEqual([false, false])
  mine.socket.close()
  theirs.socket.close()
})

test('who was away hears it when they are back', async () => {
  const number = await opened()
  await follow(number, company.agent.id)
  const before = await ear(company.agent.id)
  const place = (await before.message('hello')).place
  before.socket.close()
  await write(number)
  const after = await ear(company.agent.id, place)
  expect(await after.next('alert', (news) => news.number === number)).toMatchObject({ what: 'customer_wrote' })
  after.socket.close()
})

test('S5-4: what went behind the wall is told to nobody outside it', async () => {
  const [gone, kept] = [await opened(), await opened()]
  await follow(gone, technical.id)
  await follow(kept, technical.id)
  const theirs = await ear(technical.id)
  await does(gone, 'transfer', { department: 'financial', note: 'Facture' })
  await write(gone)
  await write(kept)
  await theirs.next('alert', (news) => news.number === kept)
  expect(theirs.news().filter((news) => news.kind === 'alert' && news.number === gone)).toEqual([])
  theirs.socket.close()
})
