import { describe, expect, test } from 'vitest'
import { openTrial } from '../harness.ts'
import { openFields } from './scene.ts'

/** Fields in the one language of filters: found by what stands in them, in either language, and never from behind a wall. */
const trial = await openTrial({ GUICHET_API_RATE: '100000' })
const { company, technical, financial, admin, make, set, opened } = await openFields(trial, 'filtrer')
const choices = [{ key: 'disque', label: { fr: 'Disque dur', en: 'Hard disk' } }, { key: 'reseau', label: { fr: 'Réseau', en: 'Network' } }]
const ids = {
  serie: await make({ name: 'serie' }), volume: await make({ name: 'volume', type: 'number', unit: 'Go' }), fin: await make({ name: 'fin', type: 'date' }), garantie: await make({ name: 'garantie', type: 'yes_no' }), cause: await make({ name: 'cause', type: 'one', choices }),
  touche: await make({ name: 'touche', type: 'several', choices }), tva: await make({ name: 'tva', department: 'financial' }),
}
const first = await opened({ subject: 'Une imprimante' })
const second = await opened({ subject: 'Second', facts: { kind: 'billing' } })
const third = await opened({ subject: 'Troisième' })
for (const [name, value] of [['serie', 'ABC-123 été'], ['volume', 12.5], ['fin', '2026-12-10'], ['garantie', true], ['cause', 'disque'], ['touche', ['disque', 'reseau']]] as const) await set(first, ids[name], value)
for (const [name, value] of [['serie', 'XYZ-9'], ['volume', 200], ['fin', '2026-11-23'], ['garantie', false], ['cause', 'reseau'], ['touche', ['reseau']], ['tva', 'FR77']] as const) await set(second, ids[name], value)

const asked = async (q: string, as = company.agent.id) => company.call('GET', `queue?view=all&q=${encodeURIComponent(q)}&limit=50`, { cookie: await company.asAgent(as), headers: { 'accept-language': 'fr' } })
async function found(q: string, as?: string): Promise<string> {
  const answer = await asked(q, as)
  if (answer.status !== 200) throw new Error(answer.text)
  const names = new Map([[first, 'first'], [second, 'second'], [third, 'third']])
  return answer.body.rows.map(({ number }: { number: number }) => names.get(number)).sort().join(' ')
}

describe('what stands in a field', () => {
  test.each([
    ['field.serie:abc', 'first'], ['champ.serie:ETE', 'first'], ['champ.serie:"abc-123 été"', 'first'], ['-field.serie:abc', 'second third'], ['champ.série:xyz,abc', 'first second'], ['fields.serie:none', 'third'], ['champ.serie:any', 'first second'],
    ['field.volume:12.5', 'first'], ['champ.volume:"12,5"', 'first'], ['field.volume:>12.5', 'second'], ['field.volume:>=12.5', 'first second'], ['field.volume:<100', 'first'], ['field.volume:<=200', 'first second'], ['field.volume:10..20', 'first'], ['-field.volume:>100', 'first third'], ['champ.volume:aucun', 'third'],
    ['field.fin:2026-12-10', 'first'], ['champ.fin:>2026-11-30', 'first'], ['field.fin:<2026-12-01', 'second'], ['field.fin:today', 'second'], ['field.fin:<30d', 'first second'], ['field.fin:2026-11-01..2026-11-30', 'second'], ['field.fin:>=2026-12-10', 'first'], ['field.fin:none', 'third'],
    ['field.garantie:yes', 'first'], ['champ.garantie:non', 'second'], ['champ.garantie:none', 'third'],
    ['field.cause:disque', 'first'], ['champ.cause:"disque dur"', 'first'], ['field.cause:Hard-disk', 'first'], ['field.cause:network,none', 'second third'], ['-champ.cause:réseau', 'first third'],
    ['field.touche:reseau', 'first second'], ['field.touche:disque', 'first'], ['field.tva:any', 'second'], ['field.serie:any nature:question', 'first'], ['imprimante', 'first'], ['imprimante état:nouveau', 'first'], ['imprimante champ.cause:disque', 'first'], ['imprimante champ.cause:reseau', ''],
  ])('%s finds %s', async (q, expected) => expect(await found(q)).toBe(expected))
})

describe('what is no such filter is told', () => {
  test.each([
    ['field.cuisine:x', 'n’est pas un champ'], ['champ.cause:cuisine', 'n’existe pas'], ['champ.volume:beaucoup', 'n’existe pas'], ['field.serie:>3', 'ne se compare pas'], ['field.serie:', 'manque une valeur'], ['field.serie:%', 'n’existe pas'], ['field.fin:late', 'n’existe pas'], ['field.garantie:peut-être', 'n’existe pas'],
  ])('%s', async (q, words) => {
    const answer = await asked(q)
    expect([answer.status, answer.body.code]).toEqual([422, 'filter-unreadable'])
    expect(answer.text).toContain(words)
  })

  test('an address with a port is still a word', async () => expect(await found('peche.example:8080')).toBe(''))
})

test('S5-3: a field of another department is no field', async () => {
  expect(await found('field.tva:fr77', financial.id)).toBe('second')
  const [hidden, absent] = [await asked('field.tva:any', technical.id), await asked('field.zzz:any', technical.id)]
  expect(hidden.status).toBe(422)
  expect(hidden.body.detail.replaceAll('tva', 'zzz')).toBe(absent.body.detail)
})

test('the search reads it too, and proposes it with its choices; retired it is found and no longer proposed', async () => {
  const cookie = await company.asAgent()
  const search = await company.call('GET', `search?q=${encodeURIComponent('champ.serie:abc')}`, { cookie })
  expect(search.body.rows.map(({ row }: { row: { number: number } }) => row.number)).toEqual([first])
  const offered = async () => (await company.call('GET', 'search/operators', { cookie })).body.filter(({ name }: { name: string }) => name.startsWith('field.'))
  expect(await offered()).toEqual(expect.arrayContaining([expect.objectContaining({ name: 'field.cause', kind: 'policy', none: true, names: { fr: ['champ.cause'], en: ['field.cause'] }, values: [{ name: 'disque', label: { fr: 'Disque dur', en: 'Hard disk' } }, { name: 'reseau', label: { fr: 'Réseau', en: 'Network' } }] })]))
  await admin('PUT', `/${ids.serie}/retired`, { retired: true })
  expect((await offered()).map(({ name }: { name: string }) => name)).not.toContain('field.serie')
  expect(await found('field.serie:abc')).toBe('first')
})
