import { describe, expect, test } from 'vitest'
import { addContact, addContract, addCustomer, addService } from '#people/people.ts'
import { asText } from '#channels/portal/tickets-list.ts'
import { openTestDesk } from '../desk.ts'
import { formIn, placeOf, send, wordsOf } from './forms.ts'

/** Following one's requests: whose, which, by which words; taken away; read; gone on from. */
const desk = await openTestDesk({ now: '2026-10-05T08:00:00Z', providers: ['dri'], domains: ['imprimerie.test', 'ailleurs.test'] })
const { id, api } = desk.provider('dri')
const { db } = desk.desk.database
const customerId = await addCustomer(desk.desk, id, { number: '12345', name: 'Imprimerie du Port' })
const marc = await addContact(desk.desk, id, { customerId, name: 'Marc Le Goff', email: 'marc@imprimerie.test', verified: true })
const anne = await addContact(desk.desk, id, { customerId, name: 'Anne Riou', email: 'anne@imprimerie.test', verified: true, rights: ['team', 'ask_technical'] })
const paul = await addContact(desk.desk, id, { customerId, name: 'Paul Seul', email: 'paul@imprimerie.test', verified: true, rights: ['own', 'ask_technical'] })
const contractId = await addContract(desk.desk, id, { customerId, name: 'Dédiés', values: { 'contract.gti': 7200 }, startsOn: '2026-01-01' })
const server = await addService(desk.desk, id, { customerId, contractId, kind: 'dedicated', name: 'srv-port-1' })
const rival = await addCustomer(desk.desk, id, { number: '54321', name: 'Rivale' })
const rita = await addContact(desk.desk, id, { customerId: rival, name: 'Rita', email: 'rita@ailleurs.test', verified: true })

const team = desk.desk.ids.next()
await db.insertInto('teams').values({ provider_id: id, id: team, customer_id: customerId, name: 'Atelier', created_at: desk.time.now() }).execute()
for (const contact of [anne, marc]) await db.insertInto('contact_teams').values({ provider_id: id, contact_id: contact, team_id: team, joined_at: desk.time.now() }).execute()

const open = async (who: string, subject: string, text = 'Depuis ce matin, rien ne va plus.', more: Record<string, unknown> = {}) =>
  (await (await desk.contact('dri', who)).post(api('/requests'), { channel: 'eva', subject, text, facts: { kind: 'technical' }, ...more })).json.number as number
const marcs = await open(marc, 'Les équipements réseaux tombent', 'Trois commutateurs redémarrent sans cesse.', { serviceId: server })
await desk.at('2026-10-05T09:00:00Z')
const annes = await open(anne, 'Sauvegarde échouée')
await desk.at('2026-10-05T10:00:00Z')
const pauls = await open(paul, '=HYPERLINK("http://mechant.test";"cliquez")')
await open(rita, 'Chez la rivale : les équipements réseaux')

const list = async (who: string, query = '') => {
  const page = await (await desk.contact('dri', who)).get(`/dri/fr/tickets${query}`)
  return [...page.text.matchAll(/<td class="figure"[^>]*>(\d+)<\/td>/g)].map(([, number]) => Number(number))
}

describe('whose', () => {
  test('all, my team’s and mine, as rights allow; nothing of another customer, whatever the address says (AB-19)', async () => {
    expect(await list(marc)).toEqual([pauls, annes, marcs])
    expect(await list(marc, '?whose=team')).toEqual([annes, marcs])
    expect(await list(marc, '?whose=mine')).toEqual([marcs])
    expect(await list(anne, '?whose=all')).toEqual([annes, marcs])
    expect(await list(paul, '?whose=all')).toEqual([pauls])
    expect(await list(paul, `?service=${server}`)).toEqual([])
    expect((await (await desk.contact('dri', paul)).get(`/dri/fr/tickets/${marcs}`)).status).toBe(404)
    expect(wordsOf(await (await desk.contact('dri', marc)).get('/dri/fr/tickets'))).toMatch(/Les miennes Mon équipe Toutes/)
    expect(wordsOf(await (await desk.contact('dri', paul)).get('/dri/fr/tickets'))).not.toContain('Mon équipe')
  })
})

describe('which', () => {
  test.each([
    ['accents and inflections', 'equipement reseau', () => [marcs]], ['words of the text', 'commutateur redémarrer', () => [marcs]], ['its number', () => String(annes), () => [annes]],
    ['its number as people write it', () => `#${annes}`, () => [annes]], ['the name of the service', 'srv-port-1', () => [marcs]], ['words of which one is nowhere', 'équipement licorne', () => []],
    ['capitals', 'SAUVEGARDE', () => [annes]], ['words that say nothing, beside one that does', 'la sauvegarde', () => [annes]],
  ])('by %s', async (_what, typed, found) => {
    expect(await list(marc, `?q=${encodeURIComponent(typeof typed === 'function' ? typed() : typed)}`)).toEqual(found())
  })

  test('by the name of a file; never by an agent’s note (AB-41)', async () => {
    const client = await desk.contact('dri', marc)
    await send(client, formIn((await client.get(`/dri/fr/tickets/${marcs}`)).text, /\/reply/), { text: 'Voici le relevé.' }, [{ name: 'mesures_réseau-2026.txt', content: 'x', type: 'text/plain' }])
    await (await desk.agent('dri')).post(api(`/queue/${marcs}/notes`), { text: 'Client difficile, coucou zygomatique.' }, { 'if-match': '*' })
    expect(await list(marc, '?q=mesure')).toEqual([marcs])
    expect(await list(marc, '?q=zygomatique')).toEqual([])
  })

  test('by state, service, lateness and period; sorted; page by page', async () => {
    expect(await list(marc, '?state=done')).toEqual([])
    expect(await list(marc, '?state=open&sort=oldest')).toEqual([marcs, annes, pauls])
    expect(await list(marc, `?service=${server}`)).toEqual([marcs])
    expect(await list(marc, '?sort=due')).toHaveLength(3)
    expect(await list(marc, '?late=1')).toEqual([])
    await desk.at('2026-10-05T12:30:00Z')
    expect(await list(marc, '?late=1')).toContain(marcs)
    expect(await list(marc, '?from=2026-10-06')).toEqual([])
    expect(await list(marc, '?from=2026-10-05&to=2026-10-05')).toHaveLength(3)
    // What makes no sense is left out.
    expect(await list(marc, '?from=2026-13-45&state=x&service=1&sort=y&page=zzz')).toHaveLength(3)
  })
})

describe('taken away', () => {
  test('AB-36: as CSV that no spreadsheet runs, with its accents; as JSON; the same requests as the list', async () => {
    const client = await desk.contact('dri', marc)
    const csv = await client.call('GET', '/dri/fr/tickets.csv?sort=oldest')
    const cookie = [...client.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const bytes = Buffer.from(await (await fetch(`${desk.origin}/dri/fr/tickets.csv?sort=oldest`, { headers: { cookie } })).arrayBuffer())
    expect(bytes.subarray(0, 3).toString('hex')).toBe('efbbbf')
    const rows = csv.text.replace('\uFEFF', '').trim().split('\r\n')
    expect(rows[0]).toBe('Numéro;Objet;État;Service;Qui;Ouverte;Dernière activité;Promesse;Échéance;En retard')
    expect(rows[1]).toMatch(/^\d+;Les équipements réseaux tombent;[^;]+;srv-port-1;Marc Le Goff;2026-10-05 10:00;/)
    expect(rows[3]).toMatch(/^\d+;"'=HYPERLINK/)
    expect((await client.get('/dri/fr/tickets.csv?raw=1&whose=all')).text).toContain(';"=HYPERLINK')
    expect(csv.headers.get('content-disposition')).toBe('attachment; filename="tickets-12345.csv"')
    const { tickets } = (await client.get('/dri/fr/tickets.json?sort=oldest')).json
    expect(tickets.map((one: { number: number }) => one.number)).toEqual([marcs, annes, pauls])
    expect(JSON.stringify((await (await desk.contact('dri', paul)).get('/dri/fr/tickets.json')).json)).not.toContain('Sauvegarde')
  })

  test.each([['=1+1'], ['+33'], ['-2'], ['@x'], ['\tx'], ['  =x']])('%j is marked as text', (typed) => expect(asText(typed)).toBe(`'${typed}`))
  test.each([['Bonjour,=1+1', "Bonjour,'=1+1"], ['a, @x', "a, '@x"], ['a\n-2', "a\n'-2"]])('AB-36: %j is marked where an English spreadsheet would part it', (typed, marked) => expect(asText(typed)).toBe(marked))
  test('a plain text is not', () => expect(asText('Serveur = muet, x')).toBe('Serveur = muet, x'))
})

describe('read', () => {
  test('a reply that was not read yet is marked, for each reader; once read it is not; a note marks nothing (AB-41)', async () => {
    const marked = async (who: string) => /class="unread"/.test((await (await desk.contact('dri', who)).get(`/dri/fr/tickets?q=${annes}`)).text)
    await (await desk.agent('dri')).post(api(`/queue/${annes}/notes`), { text: 'À voir.' }, { 'if-match': '*' })
    expect(await marked(anne)).toBe(false)
    await (await desk.agent('dri')).post(api(`/queue/${annes}/replies`), { text: 'Nous regardons.' }, { 'if-match': '*' })
    expect([await marked(anne), await marked(marc)]).toEqual([true, true])
    await (await desk.contact('dri', anne)).get(`/dri/fr/tickets/${annes}`)
    expect([await marked(anne), await marked(marc)]).toEqual([false, true])
  })
})

test('a closed request goes on in a new one, each naming the other; another’s cannot be named (AB-20)', async () => {
  await (await desk.agent('dri')).post(api(`/queue/${marcs}/solve`), { text: 'Commutateur remplacé.' }, { 'if-match': '*' })
  await db.updateTable('tickets').set({ state: 'closed', place: 'closed' }).where('number', '=', marcs).execute()
  const events = await db.selectFrom('events').select(['seq', 'ticket_id']).where('type', '=', 'ticket.solved').executeTakeFirstOrThrow()
  await db.insertInto('events').values({ provider_id: id, id: desk.desk.ids.next(), ticket_id: events.ticket_id, seq: events.seq! + 100, at: desk.time.now(), type: 'ticket.closed', actor_kind: 'system', actor_id: null, actor_name: null, data: '{}' }).execute()
  const client = await desk.contact('dri', marc)
  const closed = await client.get(`/dri/fr/tickets/${marcs}`)
  expect(closed.text).not.toContain('name="text"')
  const href = /href="([^"]*\/ask\?follows=[^"]+)"/.exec(closed.text)?.[1]?.replaceAll('&amp;', '&') ?? ''
  const form = formIn((await client.get(`${href}&serviceId=none&f.kind=technical&detailed=yes`)).text, /\/ask$/)
  expect(form.fields).toContainEqual(['subject', 'Les équipements réseaux tombent'])
  const number = Number(placeOf(await send(client, form, { description: 'Cela recommence.' })).match(/tickets\/(\d+)/)?.[1])
  expect(wordsOf(await client.get(`/dri/fr/tickets/${number}`))).toContain(`Fait suite à n° ${marcs}`)
  expect(wordsOf(await client.get(`/dri/fr/tickets/${marcs}`))).toContain(`Continuée dans n° ${number}`)
  const paulsClient = await desk.contact('dri', paul)
  const stolen = formIn((await paulsClient.get('/dri/fr/ask?serviceId=none&f.kind=technical&detailed=yes')).text, /\/ask$/)
  const other = Number(placeOf(await send(paulsClient, stolen, { subject: 'Suite', description: 'Suite de leur demande.', follows: String(marcs) })).match(/tickets\/(\d+)/)?.[1])
  expect(await db.selectFrom('requests').select('follows_ticket_id').where('ticket_id', '=', (await desk.ticket('dri', other)).id).executeTakeFirst()).toEqual({ follows_ticket_id: null })
})
