import { expect, test } from 'vitest'
import { openTrial } from '../harness.ts'
import { openStaff } from '../acts/scene.ts'

/** Requests by what they are linked to, in the one language of filters. */
const trial = await openTrial()
const { company, does, financial, opened, technical } = await openStaff(trial, 'essai')
const numbers = async (q: string, as = company.agent.id): Promise<number[]> => {
  const answer = await company.call('GET', `queue?view=all&q=${encodeURIComponent(q)}`, { cookie: await company.asAgent(as) })
  if (answer.status !== 200) throw new Error(answer.text)
  return answer.body.rows.map(({ number }: { number: number }) => number).toSorted((a: number, b: number) => a - b)
}

const cause = await opened({ subject: 'Nœud arrêté' })
const [one, two, alone] = [await opened({ subject: 'Plus de site' }), await opened({ subject: 'Plus de courriel' }), await opened({ subject: 'Seule' })]
await does(one, 'links', { to: cause, as: 'cause' })
await does(two, 'links', { to: cause, as: 'cause' })
await does(two, 'links', { to: one, as: 'related' })

test('by the number of the other, by what it is, by having one or none', async () => {
  for (const q of [`linked:${cause}`, `liée:${cause}`, `lien:#${cause}`, `linked:n°${cause}`]) expect(await numbers(q), q).toEqual([one, two])
  expect(await numbers('linked:problem')).toEqual([one, two])
  expect(await numbers('liée:problème')).toEqual([one, two])
  expect(await numbers('linked:consequence')).toEqual([cause])
  expect(await numbers('linked:related')).toEqual([one, two])
  expect(await numbers('linked:any')).toEqual([cause, one, two])
  expect(await numbers('linked:none')).toEqual([alone])
  expect(await numbers(`-linked:${cause}`)).toEqual([cause, alone])
  expect(await numbers(`linked:${one},${two}`)).toEqual([cause, one, two])
  expect(await numbers('linked:4711')).toEqual([])
})

test('what is no number nor a kind of link is said, with what there is', async () => {
  const wrong = await company.call('GET', 'queue?view=all&q=li%C3%A9e%3Animporte', { cookie: await company.asAgent() })
  expect([wrong.status, wrong.body.code]).toEqual([422, 'filter-unreadable'])
  expect(wrong.body.detail).toContain('cause')
  const operators = (await company.call('GET', 'search/operators', { cookie: await company.asAgent() })).body
  const linked = operators.find(({ name }: { name: string }) => name === 'linked')
  expect(linked).toMatchObject({ none: true, names: { fr: ['liée', 'lié', 'lien'] } })
  expect(linked.values.map(({ name }: { name: string }) => name)).toContain('original')
})

test('a link that is taken away links no more', async () => {
  const gone = await company.call('DELETE', `queue/${two}/links/${one}?as=related`, { cookie: await company.asAgent(), headers: { 'if-match': '*' } })
  expect(gone.status, gone.text).toBe(200)
  expect([await numbers(`linked:${one}`), await numbers('linked:related')]).toEqual([[cause], []])
})

test('S5-4: what is behind the wall is linked to nothing', async () => {
  await does(cause, 'transfer', { department: 'financial', note: 'Facture' })
  expect(await numbers(`linked:${cause}`, technical.id)).toEqual([])
  expect(await numbers('linked:cause', technical.id)).toEqual([])
  expect(await numbers('linked:any', technical.id)).toEqual([])
  expect(await numbers('linked:none', technical.id)).toEqual([one, two, alone])
  expect(await numbers('linked:any', financial.id)).toEqual([])
  expect(await numbers(`linked:${cause}`)).toEqual([one, two])
})
