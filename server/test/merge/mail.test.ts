import { describe, expect, test } from 'vitest'
import { addContact, addCustomer } from '#people/people.ts'
import { openTestDesk } from '../desk.ts'

/** Merging, splitting and parting with real mail in and out: which conversation a letter belongs to, and to whom the answer goes. */
const desk = await openTestDesk({ now: '2026-10-05T12:00:00Z', providers: ['introserv'], domains: ['atelier.test'] })
const { id: providerId, api } = desk.provider('introserv')
const customerId = await addCustomer(desk.desk, providerId, { number: 'IS-2041', name: 'Atelier Morvan' })
await addContact(desk.desk, providerId, { customerId, name: 'Ana Morvan', email: 'ana@atelier.test', verified: true })
await addContact(desk.desk, providerId, { customerId, name: 'Loïc Morvan', email: 'loic@atelier.test', verified: true, rights: ['own'] })

const write = (from: string, more: { to?: string; subject?: string; text: string; headers?: Record<string, string> }) =>
  desk.mail({ from, to: more.to ?? 'support@introserv.com', subject: more.subject ?? 'Question', text: more.text, ...(more.headers ? { headers: more.headers } : {}) })
/** A mail that opens a ticket; gives its number and the reply address of its acknowledgement. */
async function asked(from: string, text: string, subject = 'Question') {
  const request = await desk.request(await write(from, { text, subject }))
  expect(request.state).toBe('ticket')
  const ticket = await desk.world.database.db.selectFrom('tickets').select(['number', 'id']).where('id', '=', request.ticket_id).executeTakeFirstOrThrow()
  const letter = await lastTo(from)
  return { number: ticket.number, id: ticket.id, address: letter.parsed.replyTo?.value[0]?.address ?? '', letter }
}
async function lastTo(address: string) {
  await desk.settle()
  return desk.outside.mails.findLast((mail) => mail.to.includes(address))!
}
const page = async (number: number) => (await (await desk.agent('introserv')).get(api(`/queue/${number}`))).json
const act = async (number: number, what: string, body?: object) => {
  const { version } = await page(number)
  return (await desk.agent('introserv')).post(api(`/queue/${number}/${what}`), body, { 'if-match': `"${version}"` })
}
const merge = async (from: number, into: number, more = {}) => act(from, 'merge', { into, versionThere: (await page(into)).version, ...more })
const texts = async (number: number): Promise<string[]> => (await page(number)).timeline.flatMap((entry: { kind: string; message?: { text: string } }) => (entry.message ? [entry.message.text.trim()] : []))
const later = (minutes: number) => desk.at(new Date(desk.time.now() + minutes * 60_000).toISOString())

describe('freescout#5284, other-desks 12: merge, undo, and mail to the old address', () => {
  test('mail to either address reaches the one that goes on; undone, each address has its own ticket again, with what came to it', async () => {
    const old = await asked('ana@atelier.test', 'La sauvegarde a échoué.')
    await later(10)
    const recent = await asked('ana@atelier.test', 'La sauvegarde échoue encore.')
    expect((await merge(old.number, recent.number)).status).toBe(200)

    // By the reply address of the old one, then by its thread alone.
    await later(10)
    await write('ana@atelier.test', { to: old.address, subject: `Re: ${old.letter.parsed.subject}`, text: 'Voici le journal.', headers: { 'Message-ID': '<journal@atelier.test>' } })
    await write('ana@atelier.test', { subject: 'Re: Question', text: 'Et la capture.', headers: { 'In-Reply-To': old.letter.parsed.messageId ?? '' } })
    expect(await texts(recent.number)).toEqual(['La sauvegarde a échoué.', 'La sauvegarde échoue encore.', 'Voici le journal.', 'Et la capture.'])
    expect(await desk.ticket('introserv', recent.number)).toMatchObject({ last_from: 'customer', place: 'todo' })

    // One person, one answer, in the conversation that goes on, and to what they wrote last.
    desk.outside.mails.length = 0
    await later(5)
    expect((await act(recent.number, 'replies', { text: 'Nous relançons la sauvegarde.' })).status).toBe(200)
    await desk.settle()
    expect(desk.outside.mails.map((mail) => mail.to)).toEqual([['ana@atelier.test']])
    const answer = desk.outside.mails[0]!
    expect(answer.parsed.subject).toContain(`[#${recent.number}]`)
    expect(answer.parsed.text).toContain('Et la capture.')

    await later(60)
    expect((await act(old.number, 'unmerge')).status).toBe(200)
    expect(await texts(old.number)).toEqual(['La sauvegarde a échoué.', 'Voici le journal.', 'Et la capture.'])
    expect(await texts(recent.number)).toEqual(['La sauvegarde échoue encore.', 'Nous relançons la sauvegarde.'])
    await write('ana@atelier.test', { to: old.address, text: 'Par l’ancienne adresse, après.' })
    await write('ana@atelier.test', { subject: 'Re: journal', text: 'En réponse à mon propre message.', headers: { 'In-Reply-To': '<journal@atelier.test>' } })
    await write('ana@atelier.test', { to: answer.parsed.replyTo?.value[0]?.address ?? '', text: 'Merci pour la relance.' })
    expect((await texts(old.number)).slice(3)).toEqual(['Par l’ancienne adresse, après.', 'En réponse à mon propre message.'])
    expect((await texts(recent.number)).slice(2)).toEqual(['Merci pour la relance.'])
    const again = await act(old.number, 'replies', { text: 'Reçu ici aussi.' })
    expect(again.status).toBe(200)
    expect((await lastTo('ana@atelier.test')).parsed.subject).toContain(`[#${old.number}]`)
  })

  test('two people: each is answered in their own thread, with their own words and their own address; a stranger with the address is a note', async () => {
    const anas = await asked('ana@atelier.test', 'Question d’Ana, confidentielle.', 'Facture')
    const loics = await asked('loic@atelier.test', 'Question de Loïc.', 'Devis')
    const merged = await merge(loics.number, anas.number, { confirmed: true })
    expect(merged.status, merged.text).toBe(200)
    desk.outside.mails.length = 0
    await later(3)
    expect((await act(anas.number, 'replies', { text: 'Voici pour vous deux.' })).status).toBe(200)
    await desk.settle()
    const to = (address: string) => desk.outside.mails.find((mail) => mail.to.includes(address))!
    expect(desk.outside.mails).toHaveLength(2)
    expect([to('ana@atelier.test').parsed.subject, to('loic@atelier.test').parsed.subject]).toEqual([expect.stringContaining(`[#${anas.number}]`), expect.stringContaining(`[#${loics.number}]`)])
    expect(to('loic@atelier.test').parsed.text).toContain('Question de Loïc.')
    expect(`${to('loic@atelier.test').parsed.text} ${String(to('loic@atelier.test').parsed.html)}`).not.toMatch(/Ana|confidentielle|Facture/)
    expect(to('ana@atelier.test').parsed.text).not.toContain('Loïc')
    expect((await page(anas.number)).timeline.find((entry: { message?: { text: string } }) => entry.message?.text === 'Voici pour vous deux.').message.deliveries).toHaveLength(2)

    // MAIL-05: somebody else with Loïc's address is a stranger, here too.
    const stranger = await desk.request(await write('autre@atelier.test', { to: loics.address, text: 'Je réponds à sa place.' }))
    expect(stranger.state).toBe('third_party')
    const note = (await page(anas.number)).timeline.find((entry: { message?: { text: string } }) => entry.message?.text.trim() === 'Je réponds à sa place.')
    expect(note.message).toMatchObject({ visibility: 'internal', of: loics.number })
    await write('loic@atelier.test', { to: to('loic@atelier.test').parsed.replyTo?.value[0]?.address ?? '', text: 'Merci, dit Loïc.' })
    expect(await texts(anas.number)).toContain('Merci, dit Loïc.')
    expect((await act(loics.number, 'unmerge')).status).toBe(200)
    expect(await texts(loics.number)).toEqual(['Question de Loïc.', 'Voici pour vous deux.', 'Je réponds à sa place.', 'Merci, dit Loïc.'])
    expect(await texts(anas.number)).toEqual(['Question d’Ana, confidentielle.', 'Voici pour vous deux.'])
  })

  test('what answers a message that was split off reaches its new ticket, by its Message-ID, whatever reply address it has', async () => {
    const whole = await asked('ana@atelier.test', 'Une première question.')
    await later(5)
    await write('ana@atelier.test', { to: whole.address, text: 'Et une seconde, sans rapport.', headers: { 'Message-ID': '<seconde@atelier.test>' } })
    await later(5)
    expect((await act(whole.number, 'replies', { text: 'Pour la seconde : oui.' })).status).toBe(200)
    const letter = await lastTo('ana@atelier.test')
    const ids = new Map((await page(whole.number)).timeline.flatMap((entry: { message?: { id: string; text: string } }) => (entry.message ? [[entry.message.text.trim(), entry.message.id]] : [])))
    const split = await act(whole.number, 'split', { messageIds: [ids.get('Et une seconde, sans rapport.'), ids.get('Pour la seconde : oui.')], subject: 'Seconde question' })
    expect(split.status, split.text).toBe(200)
    const parted = split.json.opened
    await write('ana@atelier.test', { text: 'Je complète la seconde.', headers: { 'In-Reply-To': '<seconde@atelier.test>' } })
    await write('ana@atelier.test', { to: letter.parsed.replyTo?.value[0]?.address ?? '', text: 'Merci pour la seconde.', headers: { 'In-Reply-To': letter.parsed.messageId ?? '' } })
    await write('ana@atelier.test', { to: whole.address, text: 'Et la première ?', headers: { 'In-Reply-To': whole.letter.parsed.messageId ?? '' } })
    expect(await texts(parted)).toEqual(['Et une seconde, sans rapport.', 'Pour la seconde : oui.', 'Je complète la seconde.', 'Merci pour la seconde.'])
    expect(await texts(whole.number)).toEqual(['Une première question.', 'Et la première ?'])
    expect((await act(parted, 'unsplit')).status).toBe(200)
    await write('ana@atelier.test', { text: 'Encore la seconde.', headers: { 'In-Reply-To': '<seconde@atelier.test>' } })
    expect(await texts(whole.number)).toContain('Encore la seconde.')
  })
})
