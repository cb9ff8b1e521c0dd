import { describe, expect, test } from 'vitest'
import { addContact, addCustomer, closeSessionsOf } from '#people/people.ts'
import { tidy } from '#server/tidy.ts'
import { openTestDesk } from '../desk.ts'
import { formIn, placeOf, send, wordsOf } from './forms.ts'

/** What is written and not sent: it outlives the browser, the session and a refusal, and is nobody else's. */
const desk = await openTestDesk({ now: '2026-10-05T08:00:00Z', providers: ['dri'], domains: ['imprimerie.test'] })
const { id } = desk.provider('dri')
const customerId = await addCustomer(desk.desk, id, { number: '12345', name: 'Imprimerie du Port' })
const marc = await addContact(desk.desk, id, { customerId, name: 'Marc Le Goff', email: 'marc@imprimerie.test', verified: true })
const anne = await addContact(desk.desk, id, { customerId, name: 'Anne Le Goff', email: 'anne@imprimerie.test', verified: true })
const ask = '/dri/fr/ask?f.kind=question&detailed=yes'
const words = { subject: 'Tarif d’un serveur', description: 'Combien coûte un second serveur ?' }
const journal = { name: 'journal.txt', content: 'mai 12 noyau : panique', type: 'text/plain' }
const drafts = () => desk.desk.database.db.selectFrom('drafts').select(['id', 'contact_id', 'place', 'fields']).execute()
const idIn = (place: string) => /draft(?:=|%3D)([0-9a-f-]{36})/.exec(place)?.[1] ?? ''

describe('a letter', () => {
  test('kept for later without JavaScript comes back with its words and its files, and is gone once sent', async () => {
    const marcs = await desk.contact('dri', marc)
    const form = formIn((await marcs.get(ask)).text, /\/ask$/)
    expect(placeOf(await send(marcs, form, { ...words, act: 'keep' }, [journal]))).toBe('/dri/fr/ask?kept=1')
    const list = await marcs.get('/dri/fr/ask?kept=1')
    expect(wordsOf(list)).toMatch(/Votre brouillon est gardé 30 jours.*Reprendre votre brouillon d’aujourd’hui, 10\sh\s00 · Tarif d’un serveur/)
    const [draft] = await drafts()
    const back = await marcs.get(`/dri/fr/ask?draft=${draft?.id}`)
    expect(wordsOf(back)).toContain('journal.txt')
    const again = formIn(back.text, /\/ask$/)
    expect(again.fields).toEqual(expect.arrayContaining([['subject', words.subject], ['description', words.description]]))
    const number = placeOf(await send(marcs, again)).match(/tickets\/(\d+)/)?.[1]
    expect(wordsOf(await marcs.get(`/dri/fr/tickets/${number}`))).toContain('journal.txt')
    expect(await drafts()).toEqual([])
  })

  test('kept while it is typed, by a script; the same form is one draft', async () => {
    const marcs = await desk.contact('dri', marc)
    const form = formIn((await marcs.get(ask)).text, /\/ask$/)
    const type = (description: string) => marcs.post('/dri/fr/drafts', new URLSearchParams([...form.fields, ['subject', 'Brouillon'], ['description', description]]))
    expect([(await type('a')).status, (await type('ab')).status]).toEqual([204, 204])
    expect(await drafts()).toMatchObject([{ contact_id: marc, fields: { subject: 'Brouillon', description: 'ab' } }])
    expect((await desk.visitor().post('/dri/fr/drafts', new URLSearchParams(form.fields))).status).toBe(401)
    expect((await type('x'.repeat(210_000))).status).toBe(413)
  })

  test('AB-19: is nobody else’s: a colleague neither reads nor drops it', async () => {
    const [draft] = await drafts()
    const annes = await desk.contact('dri', anne)
    expect(placeOf(await annes.get(`/dri/fr/ask?draft=${draft?.id}`))).toBe('/dri/fr/ask')
    expect((await annes.get('/dri/fr/ask')).text).not.toContain('Brouillon')
    await annes.post(`/dri/fr/drafts/${draft?.id}/drop`, new URLSearchParams())
    expect(await drafts()).toHaveLength(1)
    await (await desk.contact('dri', marc)).post(`/dri/fr/drafts/${draft?.id}/drop`, new URLSearchParams())
    expect(await drafts()).toEqual([])
  })

  test('sent after the session ended waits for its writer alone, and comes back after they sign in', async () => {
    const marcs = await desk.contact('dri', marc)
    const form = formIn((await marcs.get(ask)).text, /\/ask$/)
    await closeSessionsOf(desk.desk, id, { contactId: marc })
    const before = (await desk.desk.database.db.selectFrom('requests').select('id').execute()).length
    const answer = await send(marcs, form, words, [journal])
    expect(answer.status).toBe(303)
    expect(placeOf(answer)).toMatch(/^\/dri\/fr\/sign-in\?back=%2Fdri%2Ffr%2Fask%3Fdraft%3D[0-9a-f-]{36}%26late%3D1$/)
    expect((await desk.desk.database.db.selectFrom('requests').select('id').execute()).length).toBe(before)
    const draft = idIn(placeOf(answer))
    // Whoever else signs in there sees nothing of it.
    expect(placeOf(await (await desk.contact('dri', anne)).get(`/dri/fr/ask?draft=${draft}&late=1`))).toBe('/dri/fr/ask')
    const back = await (await desk.contact('dri', marc)).get(`/dri/fr/ask?draft=${draft}&late=1`)
    expect(wordsOf(back)).toContain('Votre session avait expiré')
    expect(wordsOf(back)).toContain('journal.txt')
    expect(formIn(back.text, /\/ask$/).fields).toContainEqual(['description', words.description])
  })

  test('a seal of somebody else’s making keeps nothing for anybody', async () => {
    const before = await drafts()
    const form = formIn((await (await desk.contact('dri', marc)).get(ask)).text, /\/ask$/)
    const seal = form.fields.find(([name]) => name === 'seal')?.[1] ?? ''
    await send(desk.visitor(), form, { ...words, email: 'x@ailleurs.test', seal: seal.replace(marc, anne) })
    await send(desk.visitor(), form, { ...words, email: 'x@ailleurs.test', seal: `${seal.slice(0, -1)}${seal.endsWith('A') ? 'B' : 'A'}` })
    expect(await drafts()).toEqual(before)
  })

  test('a refused letter keeps its files; one that is unticked is not sent', async () => {
    const marcs = await desk.contact('dri', marc)
    const form = formIn((await marcs.get(ask)).text, /\/ask$/)
    const refused = await send(marcs, form, { description: words.description }, [journal, { ...journal, name: 'autre.txt' }])
    expect(refused.status).toBe(422)
    const again = formIn(refused.text, /\/ask$/)
    const kept = again.fields.filter(([name]) => name === 'kept')
    expect(kept).toHaveLength(2)
    const number = placeOf(await send(marcs, { ...again, fields: again.fields.filter((field) => field !== kept[1]) }, { subject: 'Avec un fichier' })).match(/tickets\/(\d+)/)?.[1]
    const page = wordsOf(await marcs.get(`/dri/fr/tickets/${number}`))
    expect(page).toContain('journal.txt')
    expect(page).not.toContain('autre.txt')
  })

  test('AB-20: a file that was sent with one form goes with no other', async () => {
    const marcs = await desk.contact('dri', marc)
    const [one, other] = [formIn((await marcs.get(ask)).text, /\/ask$/), formIn((await marcs.get(ask)).text, /\/ask$/)]
    const key = one.fields.find(([name]) => name === 'key')?.[1] ?? ''
    const body = new FormData()
    body.append('key', key)
    body.append('files', new Blob(['secret']), 'secret.txt')
    const { token, name } = (await marcs.post('/dri/fr/uploads', body)).json
    expect(name).toBe('secret.txt')
    const number = placeOf(await send(marcs, other, { ...words, kept: token })).match(/tickets\/(\d+)/)?.[1]
    expect(wordsOf(await marcs.get(`/dri/fr/tickets/${number}`))).not.toContain('secret.txt')
    const right = placeOf(await send(marcs, one, { ...words, kept: token })).match(/tickets\/(\d+)/)?.[1]
    expect(wordsOf(await marcs.get(`/dri/fr/tickets/${right}`))).toContain('secret.txt')
  })
})

describe('a reply', () => {
  const opened = async () => {
    const marcs = await desk.contact('dri', marc)
    return Number(placeOf(await send(marcs, formIn((await marcs.get(ask)).text, /\/ask$/), words)).match(/tickets\/(\d+)/)?.[1])
  }

  test('sent after the session ended comes back into its box', async () => {
    const number = await opened()
    const marcs = await desk.contact('dri', marc)
    const form = formIn((await marcs.get(`/dri/fr/tickets/${number}`)).text, /\/reply/)
    await closeSessionsOf(desk.desk, id, { contactId: marc })
    expect(placeOf(await send(marcs, form, { text: 'Une longue précision.' }))).toBe(`/dri/fr/sign-in?back=${encodeURIComponent(`/dri/fr/tickets/${number}?late=1`)}`)
    const again = await desk.contact('dri', marc)
    const back = await again.get(`/dri/fr/tickets/${number}?late=1`)
    expect(formIn(back.text, /\/reply/).fields).toContainEqual(['text', 'Une longue précision.'])
    expect(formIn((await (await desk.contact('dri', anne)).get(`/dri/fr/tickets/${number}`)).text, /\/reply/).fields).toContainEqual(['text', ''])
    expect(placeOf(await send(again, formIn(back.text, /\/reply/)))).toBe(`/dri/fr/tickets/${number}?sent=1`)
    expect(formIn((await again.get(`/dri/fr/tickets/${number}`)).text, /\/reply/).fields).toContainEqual(['text', ''])
  })
})

test('drafts are kept thirty days with their files, then forgotten', async () => {
  const marcs = await desk.contact('dri', marc)
  await send(marcs, formIn((await marcs.get(ask)).text, /\/ask$/), { ...words, act: 'keep' }, [journal])
  const uploads = async () => (await desk.desk.database.db.selectFrom('uploads').select('id').execute()).length
  await desk.at('2026-11-03T08:00:00Z')
  await tidy(desk.desk)
  expect((await drafts()).length).toBeGreaterThan(0)
  expect(await uploads()).toBeGreaterThan(0)
  await desk.at('2026-11-05T08:00:00Z')
  await tidy(desk.desk)
  await tidy(desk.desk)
  expect([await drafts(), await uploads()]).toEqual([[], 0])
})
