import { describe, expect, test } from 'vitest'
import { addAgent, addContact, addContract, addCustomer, addService, openSession, cookieName } from '#people/people.ts'
import { openTestDesk } from '../desk.ts'
import { openClient } from '../client.ts'
import { formIn, placeOf, send, wordsOf } from './forms.ts'

/** Asking through the pages, as a browser without JavaScript does: each policy's own questions, refusals and promises. */
const desk = await openTestDesk({ now: '2026-10-05T08:00:00Z', providers: ['dri', 'introserv', 'abuledu', 'remote-utilities'], domains: ['imprimerie.test', 'atelier.test', 'ecole.test', 'soft.test', 'ailleurs.test'] })
const dri = desk.provider('dri')
const introserv = desk.provider('introserv')
const abuledu = desk.provider('abuledu')
const remote = desk.provider('remote-utilities')

const port = await addCustomer(desk.desk, dri.id, { number: '12345', name: 'Imprimerie du Port', zone: 'America/Martinique' })
const marc = await addContact(desk.desk, dri.id, { customerId: port, name: 'Marc Le Goff', email: 'marc@imprimerie.test', verified: true })
const contractId = await addContract(desk.desk, dri.id, { customerId: port, name: 'Dédiés', values: { 'contract.gti': 7200 }, startsOn: '2026-01-01' })
const dedicated = await addService(desk.desk, dri.id, { customerId: port, contractId, kind: 'dedicated', name: 'srv-port-1' })
const shared = await addService(desk.desk, dri.id, { customerId: port, kind: 'shared', name: 'imprimerie.test' })
const rival = await addCustomer(desk.desk, dri.id, { number: '54321', name: 'Rivale' })
const rita = await addContact(desk.desk, dri.id, { customerId: rival, name: 'Rita', email: 'rita@ailleurs.test', verified: true })

const atelier = await addCustomer(desk.desk, introserv.id, { number: 'IS-2041', name: 'Atelier Morvan' })
const ana = await addContact(desk.desk, introserv.id, { customerId: atelier, name: 'Ana Morvan', email: 'ana@atelier.test', verified: true })
const ds4 = await addService(desk.desk, introserv.id, { customerId: atelier, kind: 'server', name: 'DS-4 Paris', orderNumber: '#123456' })
await addService(desk.desk, introserv.id, { customerId: atelier, kind: 'server', name: 'DS-9 Lyon' })

const ferry = await addCustomer(desk.desk, abuledu.id, { number: 'A-01', name: 'École Jules-Ferry' })
const nadia = await addContact(desk.desk, abuledu.id, { customerId: ferry, name: 'Nadia', email: 'nadia@ecole.test', verified: true })
await addContract(desk.desk, abuledu.id, { customerId: ferry, name: 'Maintenance', values: { 'contract.maintenance_until': '2027-06-30' }, startsOn: '2026-01-01' })

const soft = await addCustomer(desk.desk, remote.id, { number: 'R-1', name: 'Soft' })
const lea = await addContact(desk.desk, remote.id, { customerId: soft, name: 'Léa', email: 'lea@soft.test', verified: true })

const tickets = async (providerId: string) => (await desk.desk.database.db.selectFrom('tickets').select('number').where('provider_id', '=', providerId).execute()).length
const letterOf = async (slug: string, who: string, query: string) => formIn((await (await desk.contact(slug, who)).get(`/${slug}/fr/ask?${query}`)).text, /\/ask$/)
const words = { subject: 'Serveur muet', description: 'Plus aucune réponse depuis ce matin, malgré un redémarrage.' }

describe('from a service', () => {
  test('S4-18: its ticket is bound to it without a question', async () => {
    const client = await desk.contact('dri', marc)
    const page = await client.get(`/dri/fr/ask?serviceId=${dedicated}&f.kind=technical&detailed=yes`)
    expect(wordsOf(page)).toContain('srv-port-1')
    expect(wordsOf(page)).not.toContain('Le service concerné')
    const number = Number(placeOf(await send(client, formIn(page.text, /\/ask$/), words)).match(/tickets\/(\d+)/)?.[1])
    expect(await desk.ticket('dri', number)).toMatchObject({ service_id: dedicated, facts: { asset: 'dedicated' } })
  })

  test('S4-19: a forced urgent request for a shared service is refused with its clause and the way forward; S4-20: an empty one too; for a dedicated one it is taken', async () => {
    const client = await desk.contact('dri', marc)
    const form = await letterOf('dri', marc, `serviceId=${dedicated}&f.kind=urgent&detailed=yes`)
    const before = await tickets(dri.id)
    const forced = await send(client, form, { ...words, serviceId: shared })
    expect(forced.status).toBe(422)
    expect(wordsOf(forced)).toMatch(/réservée aux serveurs et aux services dédiés/)
    expect(wordsOf(forced)).toMatch(/Clauses? 3\.2/)
    const empty = await send(client, form, { subject: '', description: '  ' })
    expect(empty.status).toBe(422)
    expect(wordsOf(empty)).toMatch(/2 points sont à revoir/)
    // Somebody else's server is none (AB-20).
    const other = await addService(desk.desk, dri.id, { customerId: rival, kind: 'dedicated', name: 'srv-rival' })
    expect((await send(client, form, { ...words, serviceId: other })).status).toBe(422)
    expect(await tickets(dri.id)).toBe(before)
    expect(placeOf(await send(client, form, words))).toMatch(/\/dri\/fr\/tickets\/\d+\?welcome=1$/)
  })

  test('the deadline is told in the provider’s zone and in the reader’s', async () => {
    const client = await desk.contact('dri', marc)
    const place = placeOf(await send(client, await letterOf('dri', marc, `serviceId=${dedicated}&f.kind=urgent&detailed=yes`), words))
    const page = wordsOf(await client.get(place))
    expect(page).toMatch(/12\sh\s00 \(heure de Paris, UTC\+2\)/)
    expect(page).toMatch(/Chez vous : aujourd’hui à 6\sh\s00 \(heure de Martinique, UTC−4\)/)
    expect(page).toContain('en répondant au courriel')
  })
})

describe('a critical incident', () => {
  const critical = 'serviceId=none&f.kind=technical&f.chosen_priority=high&f.outage=no&detailed=yes'
  const full = { ...words, 'f.server_ip': '203.0.113.7', 'f.service': 'DS-4 Paris', 'f.started_at': '2026-10-05 09:30' }

  test('S5-6, S5-8, S5-9, S5-10, S5-11: what it takes is asked together; diagnostics are prompted and never demanded', async () => {
    const page = await (await desk.contact('introserv', ana)).get(`/introserv/fr/ask?${critical}`)
    for (const label of ['Adresse IP du serveur', 'Numéro de commande', 'Nom du service', 'Début du problème', 'Données de diagnostic']) expect(wordsOf(page)).toContain(label)
    expect(page.text).not.toContain('name="f.diagnostics"')
    const missing = await send(await desk.contact('introserv', ana), formIn(page.text, /\/ask$/), words)
    expect(missing.status).toBe(422)
    expect(wordsOf(missing)).toMatch(/3 points sont à revoir.*L’un des deux suffit/)
  })

  test('what the service says of itself is not asked again', async () => {
    const page = await (await desk.contact('introserv', ana)).get(`/introserv/fr/ask?${critical.replace('none', ds4)}`)
    expect(page.text).not.toMatch(/name="f\.(?:service|order_number)"/)
    expect(page.text).toContain('name="f.started_at"')
  })

  test('S5-9: a name that is none of theirs is answered with those that are; the right name is that service', async () => {
    const client = await desk.contact('introserv', ana)
    const form = await letterOf('introserv', ana, critical)
    const wrong = await send(client, form, { ...full, 'f.service': 'DS4 Pari' })
    expect(wrong.status).toBe(422)
    const offered = [...wrong.text.matchAll(/name="pickService" value="([^"]+)"\/?><span>([^<]+)/g)].map(([, , name]) => name)
    expect(offered).toEqual(['DS-4 Paris', 'DS-9 Lyon', 'Aucun d’eux\u202f: garder « DS4 Pari »'])
    const again = formIn(wrong.text, /\/ask$/)
    const picked = await send(client, again, { pickService: ds4 })
    expect(await desk.ticket('introserv', Number(placeOf(picked).match(/\d+/)?.[0]))).toMatchObject({ service_id: ds4 })
    const kept = await send(client, again, { pickService: 'none', key: `${again.fields.find(([name]) => name === 'key')?.[1]}-2` })
    expect(await desk.ticket('introserv', Number(placeOf(kept).match(/\d+/)?.[0]))).toMatchObject({ service_id: null, facts: { service: 'DS4 Pari' } })
  })

  test.each([
    ['2026-07-10 14:30 CEST', '2026-07-10T12:30:00Z'], ['2026-07-10 14:30 CET', '2026-07-10T13:30:00Z'], ['2026-07-10 14:30', '2026-07-10T12:30:00Z'],
  ])('S5-10: %s is shown in both zones before it is sent, and kept as %s', async (typed, utc) => {
    const client = await desk.contact('introserv', ana)
    const form = await letterOf('introserv', ana, critical)
    const shown = await send(client, form, { ...full, 'f.started_at': typed })
    expect(shown.status).toBe(422)
    const hour = Number(utc.slice(11, 13))
    expect(wordsOf(shown)).toMatch(new RegExp(`à ${hour + 2}\\sh\\s30 \\(heure de Paris, UTC\\+2\\), soit vendredi 10 juillet à ${hour}\\sh\\s30 \\(UTC\\)`))
    const sent = await send(client, formIn(shown.text, /\/ask$/))
    expect(await desk.ticket('introserv', Number(placeOf(sent).match(/\d+/)?.[0]))).toMatchObject({ facts: { started_at: utc } })
  })

  test('S5-10: the 02:30 that came twice is asked back, as two times to choose from; one that never was, as such', async () => {
    const client = await desk.contact('introserv', ana)
    const form = await letterOf('introserv', ana, critical)
    const twice = await send(client, form, { ...full, 'f.started_at': '25/10/2026 2 h 30' })
    expect(twice.status).toBe(422)
    expect(wordsOf(twice)).toMatch(/existé deux fois/)
    expect([...twice.text.matchAll(/name="pick.started_at" value="([^"]+)"/g)].map(([, value]) => value)).toEqual(['2026-10-25T00:30:00Z', '2026-10-25T01:30:00Z'])
    const second = await send(client, formIn(twice.text, /\/ask$/), { 'pick.started_at': '2026-10-25T01:30:00Z' })
    expect(wordsOf(second)).toMatch(/2\sh\s30 \(heure de Paris, UTC\+1\)/)
    const sent = await send(client, formIn(second.text, /\/ask$/))
    expect(await desk.ticket('introserv', Number(placeOf(sent).match(/\d+/)?.[0]))).toMatchObject({ facts: { started_at: '2026-10-25T01:30:00Z' } })
    const never = await send(client, form, { ...full, 'f.started_at': '2026-03-29 02:30' })
    expect(wordsOf(never)).toMatch(/n’a pas existé ce jour-là/)
  })
})

describe('the guided questions', () => {
  const ask = async (query: string, who = nadia) => (await desk.contact('abuledu', who)).get(`/abuledu/fr/ask?channel=intervention&detailed=yes&${query}`)

  test('S1-6, S1-7, S1-8: one after the other', async () => {
    expect(wordsOf(await ask(''))).toContain('D’où vient le problème ?')
    expect(wordsOf(await ask('f.origin=system'))).toContain('Que faisiez-vous ?')
    expect(wordsOf(await ask('f.origin=system&f.nature=admin'))).toContain('D’autres réseaux sont-ils touchés ?')
  })

  test.each([
    ['S1-9: shared goes to the list', 'f.origin=system&f.nature=admin&f.shared=shared', 'support.pro@abuledu.org'],
    ['S1-10: not known whether shared, too', 'f.origin=system&f.nature=admin&f.shared=unknown', 'support.pro@abuledu.org'],
    ['S1-11: a question of use to the other list', 'f.origin=software&f.software=openoffice&f.nature=usage&f.shared=specific', 'utilisations@abuledu.org'],
  ])('%s, and nothing is opened', async (_title, query, address) => {
    const before = await tickets(abuledu.id)
    const page = await ask(query)
    expect(wordsOf(page)).toContain(address)
    expect(page.text).not.toContain('name="description"')
    expect(await tickets(abuledu.id)).toBe(before)
  })

  test('S1-5: whoever leaves with the answer opens nothing, and is counted once, for agents to read', async () => {
    const lead = await desk.agent('abuledu')
    const count = async () => (await lead.get(abuledu.api('/avoided-requests'))).json
    const before = [await tickets(abuledu.id), (await count()).count]
    const client = await desk.contact('abuledu', nadia)
    const stop = await client.get('/abuledu/fr/ask?channel=intervention&f.origin=system&f.nature=admin&f.shared=specific&detailed=yes&f.answered=yes')
    const enough = formIn(stop.text, /\/ask\/answered$/)
    const done = await send(client, enough)
    expect(wordsOf(done)).toContain('aucune demande n’est ouverte')
    await send(client, enough)
    expect([await tickets(abuledu.id), (await count()).count]).toEqual([before[0], before[1] + 1])
    expect((await count()).byAnswer).toEqual([{ answer: 'policy', count: 1 }])
    const request = await desk.desk.database.db.selectFrom('requests').select(['state', 'decision']).where('dedupe_key', 'like', 'answered:%').execute()
    expect(request).toMatchObject([{ state: 'redirected', decision: { to: 'known_answers' } }])
    expect((await (await desk.contact('abuledu', nadia)).get(abuledu.api('/avoided-requests'))).status).toBe(403)
  })

  test('S1-12, S1-13: a technical problem of one’s own becomes a request, whose changes are dated', async () => {
    const client = await desk.contact('abuledu', nadia)
    const page = await ask('f.origin=system&f.nature=admin&f.shared=specific')
    const number = Number(placeOf(await send(client, formIn(page.text, /\/ask$/), { subject: 'Mon TX ne boote pas', description: 'Écran noir depuis ce matin.' })).match(/tickets\/(\d+)/)?.[1])
    for (const [at, path, body] of [['09:00', 'take', undefined], ['10:00', 'replies', { text: 'Quel message ?', then: 'wait' }], ['11:00', 'solve', { text: 'Carte remplacée.' }]] as const) {
      await desk.at(`2026-10-05T${at}:00Z`)
      expect((await (await desk.agent('abuledu')).post(abuledu.api(`/queue/${number}/${path}`), body, { 'if-match': '*' })).status).toBe(200)
    }
    const history = /<ol>([^]*?)<\/ol>/.exec((await (await desk.contact('abuledu', nadia)).get(`/abuledu/fr/tickets/${number}`)).text.split('class="reasons history"')[1] ?? '')?.[1] ?? ''
    expect([...history.matchAll(/datetime="[^"]*T(\d\d:\d\d)[^"]*"[^>]*>[^<]*<\/time> · ([^<]*)/gi)].map(([, at, what]) => `${at} ${what}`)).toEqual([
      '08:00 Demande enregistrée, par vous', '09:00 Prise en charge, par l’assistance', '10:00 En attente de votre réponse, par l’assistance', '11:00 Résolue, par l’assistance',
    ])
  })

  test('S1-14: the last resort is hidden from the first comer, shown to who tried another way; a mail there joins the request cited', async () => {
    const client = await desk.contact('abuledu', nadia)
    const [{ number }] = (await desk.desk.database.db.selectFrom('tickets').select('number').where('provider_id', '=', abuledu.id).execute()) as [{ number: number }]
    for (const path of ['/abuledu/fr/', '/abuledu/fr/ask', '/abuledu/fr/ask/last-resort']) expect((await client.get(path)).text).not.toContain('supportteam@ryxeo.com')
    expect((await client.get(`/abuledu/fr/tickets/${number}`)).text).toContain(`/abuledu/fr/ask/last-resort?tried=${number}`)
    expect((await client.get('/abuledu/fr/ask/last-resort?tried=')).status).toBe(422)
    expect((await client.get('/abuledu/fr/ask/last-resort?tried=99')).text).not.toContain('supportteam@ryxeo.com')
    const shown = await client.get(`/abuledu/fr/ask/last-resort?tried=${encodeURIComponent(`n° ${number}`)}`)
    expect(shown.text).toContain(`mailto:supportteam@ryxeo.com?subject=${encodeURIComponent(`[#${number}] `)}`)
    expect((await client.get(`/abuledu/fr/ask/last-resort?tried=${encodeURIComponent('message du 12 septembre à la liste')}`)).text).toContain('mailto:supportteam@ryxeo.com"')
    const before = await tickets(abuledu.id)
    const request = await desk.request(await desk.mail({ from: 'Nadia <nadia@ecole.test>', to: 'supportteam@ryxeo.com', subject: `[#${number}] Toujours rien`, text: 'La liste n’a pas répondu.', language: 'fr' }))
    expect(request.state).toBe('reply')
    expect(await tickets(abuledu.id)).toBe(before)
    // A provider without such a way has no such page.
    expect((await (await desk.contact('dri', marc)).get('/dri/fr/ask/last-resort')).status).toBe(404)
  })
})

test('S2-28: that the request is not in the language of support is told before sending, and once after', async () => {
  const client = await desk.contact('remote-utilities', lea)
  let page = await client.get('/remote-utilities/fr/ask')
  for (let steps = 0; steps < 8 && !page.text.includes('name="description"'); steps++) {
    const form = formIn(page.text, /\/ask$/)
    const query = new URLSearchParams(form.fields)
    for (const [, name = '', value = ''] of page.text.matchAll(/<input[^>]*type="radio"[^>]*name="([^"]+)"[^>]*value="([^"]+)"/g)) if (!query.has(name)) query.set(name, value)
    page = await client.get(`/remote-utilities/fr/ask?${query}`)
  }
  const notice = /anglais/
  expect(/<aside class="promised"[^]*?<\/aside>/.exec(page.text)?.[0]).toMatch(notice)
  const sent = await send(client, formIn(page.text, /\/ask$/), { subject: 'Connexion refusée', description: 'Le client refuse la connexion depuis hier.' })
  const welcome = await client.get(placeOf(sent))
  const answer = /<section class="answer[^]*?<\/section>/.exec(welcome.text)?.[0] ?? ''
  expect(answer).toMatch(notice)
  expect(/<section class="answer/.test((await client.get(placeOf(sent).replace('?welcome=1', ''))).text)).toBe(false)
})

describe('how a request was sent', () => {
  test('S2-3, S3-7: the version accepted and the instant are kept and shown; the machine is told to agents who lead, to nobody else', async () => {
    await desk.at('2026-10-05T12:00:00Z')
    const client = await desk.contact('dri', marc)
    const page = await client.get('/dri/fr/ask?serviceId=none&f.kind=question&detailed=yes')
    expect(wordsOf(page)).toContain('En envoyant, vous acceptez la politique d’assistance, version 2026-11')
    const number = Number(placeOf(await send(client, formIn(page.text, /\/ask$/), words)).match(/tickets\/(\d+)/)?.[1])
    expect(wordsOf(await client.get(`/dri/fr/tickets/${number}`))).toMatch(/Politique acceptée version 2026-11, aujourd’hui à 14\sh\s00/)
    expect((await (await desk.agent('dri')).get(dri.api(`/queue/${number}/origin`))).status).toBe(403)
    const lead = await addAgent(desk.desk, dri.id, { name: 'Maëlle', email: 'maelle@dri.test', password: 'un mot de passe assez long', roles: ['lead'] })
    const asLead = openClient(desk.origin)
    asLead.cookies.set(cookieName('dri', 'agent'), (await openSession(desk.desk, desk.desk.database.db, dri.id, { agentId: lead.id })).token)
    expect((await asLead.get(dri.api(`/queue/${number}/origin`))).json).toMatchObject({ machine: '127.0.0.1', contactId: marc, accepted: { version: '2026-11', at: '2026-10-05T12:00:00.000Z' } })
    expect(JSON.stringify((await client.get(dri.api(`/tickets/${number}`))).json)).not.toContain('127.0.0.1')
  })

  test('a policy that changed under the page is accepted anew, with everything kept', async () => {
    const client = await desk.contact('dri', marc)
    const form = await letterOf('dri', marc, 'serviceId=none&f.kind=question&detailed=yes')
    const answer = await send(client, form, { ...words, accepted: '2025-01' })
    expect(answer.status).toBe(409)
    expect(wordsOf(answer)).toContain('La politique vient de changer')
    expect(formIn(answer.text, /\/ask$/).fields).toContainEqual(['description', words.description])
  })
})

describe('known beside', () => {
  test('open requests of one’s own with the same words, and clauses, in either spelling; nothing of another’s (AB-19)', async () => {
    const client = await desk.contact('dri', marc)
    await send(client, await letterOf('dri', marc, 'serviceId=none&f.kind=question&detailed=yes'), { subject: 'Facture illisible de septembre', description: 'Le document ne s’ouvre pas.' })
    const known = async (who: string, subject: string) => (await (await desk.contact('dri', who)).get(`/dri/fr/ask/known?subject=${encodeURIComponent(subject)}`)).text
    expect(await known(marc, 'des FACTURES illisibles')).toContain('Facture illisible de septembre')
    expect(await known(rita, 'des factures illisibles')).not.toContain('Facture illisible')
    expect(await known(rita, 'delai d intervention garanti')).toMatch(/policy#art-[^"]+/)
    // Without JavaScript the same block stands with the letter.
    expect((await client.get('/dri/fr/ask?serviceId=none&f.kind=question&detailed=yes&subject=facture%20illisible')).text).toMatch(/id="known"[^]*Facture illisible de septembre/)
  })

  test('"this answers my question" counts what was shown', async () => {
    const client = await desk.contact('dri', marc)
    const fragment = await client.get('/dri/fr/ask/known?subject=facture%20illisible')
    const before = await tickets(dri.id)
    await send(client, formIn(fragment.text, /\/ask\/answered$/))
    expect((await (await desk.agent('dri')).get(dri.api('/avoided-requests'))).json).toMatchObject({ count: 1, byAnswer: [{ answer: 'ticket', count: 1 }] })
    expect(await tickets(dri.id)).toBe(before)
  })
})
