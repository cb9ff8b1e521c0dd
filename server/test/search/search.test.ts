import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { addAgent, addContact, addCustomer, addService } from '#people/people.ts'
import { flushReadings } from '#privacy/privacy.ts'
import { actAs, openCompany, openTrial } from '../harness.ts'
import { openDeskOf } from './tickets.ts'

/** The one field: what it finds, in which order, what it shows of it, and what it never shows. */
const trial = await openTrial()
const company = await openCompany(trial, 'cherche')
const other = await openCompany(trial, 'rivale')
const { desk, time } = trial
const { db } = desk.database
const providerId = company.provider.id
const tickets = openDeskOf(trial, company)

interface Hit { row: { number: number }; subject: { text: string; hit: boolean }[]; passage: { where: string; author: string | null; parts: { text: string; hit: boolean }[] } | null }
interface Page { rows: Hit[]; total: number; more: boolean; looked: number | null; problems: { code: string; words: { fr: string } }[]; customers: { name: string }[]; contacts: { name: string; customer: { name: string } }[]; text: string }
async function search(q: string, more: Record<string, string> = {}, agentId?: string, at = company): Promise<Page> {
  const answer = await at.call('GET', `search?${new URLSearchParams({ q, ...more })}`, { cookie: await at.asAgent(agentId) })
  expect([answer.status, answer.text.slice(0, 300)]).toEqual([200, expect.any(String)])
  return answer.body
}
const found = async (q: string, more: Record<string, string> = {}, agentId?: string) => (await search(q, more, agentId)).rows.map(({ row }) => row.number)
const typing = { typing: 'true' }
const marked = (parts: readonly { text: string; hit: boolean }[]) => parts.map(({ text, hit }) => (hit ? `[${text}]` : text)).join('')

const customerId = await addCustomer(desk, providerId, { number: 'C-77', name: 'Société Générale de Pêche' })
const contactId = await addContact(desk, providerId, { customerId, name: 'Zoé Blin', email: 'zoe.blin@peche-atlantique.example', verified: true })
const serviceId = await addService(desk, providerId, { customerId, kind: 'dedicated', name: 'chalut-2.example.net', orderNumber: 'CMD-4812', addresses: ['192.0.2.44', '2001:db8::44'] })

const blocked = (await tickets.open({ subject: 'Le compte est bloqué', text: 'Impossible d’entrer.' })).number
const blockedOnes = (await tickets.open({ subject: 'Comptes', text: 'Deux adresses sont bloquées depuis hier.' })).number
const servers = (await tickets.open({ subject: 'Machines', text: 'Nos serveurs répondent mal, les équipements réseaux aussi.' })).number
const english = (await tickets.open({ subject: 'Mail', text: 'The servers were rebooting again, all disks failed.' })).number
const fishing = (await tickets.open({ subject: 'Filets', text: 'Voyez la facture 88112.', customerId, contactId, serviceId })).number
const full = await tickets.open({ subject: 'Disque plein', text: 'Il n’y a plus de place sur le disque\nprincipal.' })
await tickets.attach(full, 'relevé_mesures-2026.pdf')
await actAs(company, full.number, 'notes', { text: 'Client pressé, rappeler avant midi : zygomatique.' })
await tickets.open({ subject: 'Disque bloqué chez la rivale', text: 'serveurs' }, other)

describe('words', () => {
  test.each([
    ['bloqué', [blocked, blockedOnes]], ['bloquée', [blocked, blockedOnes]], ['bloquées', [blocked, blockedOnes]], ['bloque', [blocked, blockedOnes]], ['BLOQUER', [blocked, blockedOnes]], ['bloquee', [blocked, blockedOnes]],
    ['bloques', [blocked, blockedOnes]], ['serveur', [servers]], ['serveurs', [servers]], ['reseau', [servers]], ['équipement', [servers]], ['server', [english]], ['rebooted', [english]], ['reboot', [english]], ['disk failing', [english]], ['fails', [english]],
    ['zygomatique', [full.number]], ['releve mesure', [full.number]], ['zoé', [fishing]], ['Blin pêche', [fishing]], ['chalut', [fishing]], ['chalut-2.example.net', [fishing]], ['CMD-4812', [fishing]], ['192.0.2.44', [fishing]],
    ['2001:db8::44', [fishing]], ['zoe.blin@peche-atlantique.example', [fishing]], ['peche-atlantique.example', [fishing]], ['88112', [fishing]], ['ailleurs', []], ['licorne', []], ['disque -plein', []], ['place disque', [full.number]],
  ])('%s', async (q, numbers) => {
    expect((await found(q)).sort((a, b) => a - b)).toEqual([...numbers].sort((a, b) => a - b))
  })

  test('a word that says little is left out beside others, and looked for alone', async () => {
    expect(await found('la le disque')).toEqual([full.number])
    expect(await found('the')).toEqual([english])
  })

  test('phrases: in order, whole, across lines, accents or not', async () => {
    expect(await found('"sur le disque principal"')).toEqual([full.number])
    expect(await found('"Y A PLUS DE PLACE"')).toEqual([full.number])
    expect(await found('"disque sur le"')).toEqual([])
    expect(await found('"sur le disq"')).toEqual([])
    expect(await found('"est bloque"')).toEqual([blocked])
    expect(await found('"relevé_mesures"')).toEqual([full.number])
  })

  test('as one types, each letter finds what the whole word will', async () => {
    for (const q of ['fac', 'fact', 'factu', 'factur', 'facture']) expect([q, await found(q, typing)]).toEqual([q, [fishing]])
    for (const q of ['zyg', 'disque zygomat', 'chal', 'chalut-2.ex', 'cmd-48', '192.0.2.4', 'zoe.blin@pech', 'pech']) expect([q, (await found(q, typing)).length]).toEqual([q, 1])
    for (const q of ['bloq', 'bloqu', 'bloqué', 'bloquée']) expect([q, (await found(q, typing)).length]).toEqual([q, 2])
    // Only the last word is half typed.
    expect(await found('princ disque', typing)).toEqual([])
  })
})

describe('order and passages', () => {
  test('the number itself first, then the subject, then what is said; what changed last before what is older', async () => {
    const plain = (await tickets.open({ subject: 'Autre', text: `Voir aussi le ticket ${blocked}, zéphyr.` })).number
    expect(await found(String(blocked))).toEqual([blocked, plain])
    expect(await found(`#${blocked}`)).toEqual([blocked])
    expect(await found(`n° ${blocked} `)).toEqual([blocked])
    time.advance(60_000)
    const later = (await tickets.open({ subject: 'Encore', text: 'un zéphyr' })).number
    time.advance(60_000)
    const subject = (await tickets.open({ subject: 'Zéphyr', text: 'rien' })).number
    time.advance(60_000)
    const last = (await tickets.open({ subject: 'Dernier', text: 'un zephyr' })).number
    expect(await found('zéphyr')).toEqual([subject, last, later, plain])
  })

  test('shows where it was found, marked, as texts and never as markup', async () => {
    const { rows: [hit] } = await search('disques')
    expect(marked(hit!.subject)).toBe('[Disque] plein')
    expect(hit!.passage!.where).toBe('message')
    expect(marked(hit!.passage!.parts)).toBe('Il n’y a plus de place sur le [disque] principal.')
    const note = (await search('zygomatique')).rows[0]!
    expect([note.passage!.where, note.passage!.author, marked(note.passage!.parts)]).toEqual(['note', 'Claire Agent', expect.stringContaining('[zygomatique]')])
    const file = (await search('releve')).rows[0]!
    expect([file.passage!.where, marked(file.passage!.parts)]).toEqual(['file', '[relevé]_mesures-2026.pdf'])
    const evil = (await tickets.open({ subject: '<img src=x onerror=alert(1)> quetzal', text: '<script>quetzal</script>' })).number
    const shown = (await search('quetzal')).rows[0]!
    expect([shown.row.number, marked(shown.subject), marked(shown.passage!.parts)]).toEqual([evil, '<img src=x onerror=alert(1)> [quetzal]', '<script>[quetzal]</script>'])
  })

  test('a long text is cut around what was looked for', async () => {
    await tickets.open({ subject: 'Long', text: `${'Bla bla. '.repeat(200)}Le condensateur a sauté. ${'Et puis. '.repeat(200)}` })
    const { parts } = (await search('condensateur')).rows[0]!.passage!
    expect(marked(parts)).toMatch(/^… .*Le \[condensateur\] a sauté\. .* …$/)
    expect(marked(parts).length).toBeLessThan(260)
  })
})

describe('customers and contacts', () => {
  test('are found beside tickets, by names, numbers and addresses', async () => {
    const page = await search('pêche')
    expect(page.customers.map(({ name }) => name)).toEqual(['Société Générale de Pêche'])
    expect(page.contacts.map(({ name, customer }) => [name, customer.name])).toEqual([['Zoé Blin', 'Société Générale de Pêche']])
    expect((await search('zoe.bl', typing)).contacts.map(({ name }) => name)).toEqual(['Zoé Blin'])
    expect((await search('c-77')).customers).toHaveLength(1)
    expect((await search('pêche state:new')).customers).toEqual([])
    await db.updateTable('contacts').set({ removed_at: time.now() }).where('id', '=', contactId).execute()
    expect((await search('zoé')).contacts).toEqual([])
    await db.updateTable('contacts').set({ removed_at: null }).where('id', '=', contactId).execute()
  })
})

describe('what is not there', () => {
  test('another provider’s tickets and people', async () => {
    expect((await search('rivale')).rows).toEqual([])
    expect((await search('jean martin-rivale.example')).contacts).toEqual([])
    expect((await search('"chez la rivale"', {}, undefined, other)).rows).toHaveLength(1)
  })

  test('what is behind the wall, by words, number or filter, nor in the counts (S5-3)', async () => {
    const secret = await tickets.open({ subject: 'Licorne comptable', text: 'Avoir de la licorne.' })
    await db.updateTable('tickets').set({ department: 'finance' }).where('id', '=', secret.id).execute()
    const walled = await addAgent(desk, providerId, { name: 'Noé Réseau', email: 'noe@cherche.example', password: 'un mot de passe assez long', departments: ['network'] })
    for (const q of ['licorne', `#${secret.number}`, '"avoir de la licorne"', 'licorne -disque', 'department:any']) {
      const page = await search(q, {}, walled.id).catch(() => ({ rows: [], total: 0 }))
      expect([q, page.rows, page.total]).toEqual([q, [], 0])
    }
    expect(await found('licorne')).toEqual([secret.number])
    await db.updateTable('tickets').set({ assignee_id: walled.id }).where('id', '=', secret.id).execute()
    expect(await found('licorne', {}, walled.id)).toEqual([secret.number])
  })

  test('quarantined and withdrawn messages, with their files', async () => {
    const ticket = await tickets.open({ subject: 'Tri', text: 'mirabelle' })
    await tickets.attach(ticket, 'quetsche.txt')
    expect(await found('mirabelle')).toEqual([ticket.number])
    for (const visibility of ['quarantined', 'withdrawn'] as const) {
      await sql`update messages set visibility = ${visibility} where ticket_id = ${ticket.id}`.execute(db)
      expect([await found('mirabelle'), await found('quetsche'), await found('"mirabelle"'), await found('file:quetsche')]).toEqual([[], [], [], []])
    }
    await sql`update messages set visibility = 'internal' where ticket_id = ${ticket.id}`.execute(db)
    expect(await found('mirabelle quetsche')).toEqual([ticket.number])
  })

  test('what was erased or renamed: the new words are found, the old are not', async () => {
    const ticket = await tickets.open({ subject: 'Renom', text: 'cornichon', customerId, contactId })
    await db.updateTable('messages').set({ text: 'effacé' }).where('ticket_id', '=', ticket.id).execute()
    await db.updateTable('contacts').set({ name: 'Anonyme Xylophone' }).where('id', '=', contactId).execute()
    expect(await found('cornichon')).toEqual([])
    expect((await found('xylophone')).sort((a, b) => a - b)).toEqual([fishing, ticket.number])
    await db.updateTable('contacts').set({ name: 'Zoé Blin' }).where('id', '=', contactId).execute()
    expect(await found('xylophone')).toEqual([])
  })

  test('that somebody searched is kept, not what for, nor each letter of it', async () => {
    const kept = async () => { await flushReadings(desk); return (await db.selectFrom('access_log').selectAll().where('provider_id', '=', providerId).where('what', '=', 'search').execute()) }
    time.advance(60_000)
    const before = (await kept()).length
    for (const q of ['xyl', 'xylo', 'xylop']) await search(q, typing)
    const after = await kept()
    expect(after).toHaveLength(before + 1)
    expect(JSON.stringify(after)).not.toContain('xyl')
    await search('xylophone')
    expect(await kept()).toHaveLength(before + 2)
  })

  test('whoever is no agent finds nothing', async () => {
    expect((await company.call('GET', 'search?q=disque')).status).toBe(401)
    expect((await company.call('GET', 'search?q=disque', { cookie: await company.asContact() })).status).toBe(403)
  })
})

describe('merged', () => {
  test('tickets are found by the one they go on in; by their own number they are still there', async () => {
    const target = await tickets.open({ subject: 'Cible', text: 'le principal' })
    const gone = await tickets.open({ subject: 'Rhododendron', text: 'un pissenlit fané' })
    await sql`update tickets set merged_into = ${target.id}, place = 'merged' where id = ${gone.id}`.execute(db)
    expect(await found('rhododendron pissenlit principal')).toEqual([target.number])
    expect(await found('"pissenlit fané"')).toEqual([target.number])
    expect(await found(`#${gone.number}`)).toEqual([gone.number])
    expect(await found('merged:yes')).toEqual([gone.number])
    await sql`update tickets set merged_into = null, place = 'todo' where id = ${gone.id}`.execute(db)
    expect(await found('pissenlit')).toEqual([gone.number])
  })
})

describe('hostile text', () => {
  test.each([
    `'; drop table tickets; --`, `") or true --`, '%', '_', '\\', "\\'", `"'"`, '"\\"', '(((((', '*:*', ':*', '!', '& | !', '<->', "' & 'x':*", "'=p'", '=p', '=b0', '=#1', '"(a+)+$"', '"[[:alpha:]]*"', '"\\m.*\\M"', '-', '--', '"', '«', 'état:"', '-"x',
    '\u0000', 'a\u0000b', '\ud800', '\u202eabc', '𝔘𝔫𝔦𝔠𝔬𝔡𝔢', '🙂', 'ﬁ', 'x'.repeat(2_000), '"'.repeat(2_000), '-'.repeat(2_000), 'state:'.repeat(300), '1 '.repeat(900), '99999999999999999999', '#999999999', '2147483648', 'due:<999999w', 'customer:%', "agent:'", 'order:\\', 'clause:1,',
    'file:%', 'tag:"{a,b}"', 'customer:00000000-0000-0000-0000-000000000000', '"' + 'mot '.repeat(400) + '"', 'opened:9999-12-31', 'opened:0001-01-01', 'opened:>9999-12-31',
  ])('%j is answered', async (q) => {
    for (const more of [{}, typing]) {
      const answer = await company.call('GET', `search?${new URLSearchParams({ q: q.toWellFormed(), ...more })}`, { cookie: await company.asAgent() })
      expect([answer.status, answer.text.slice(0, 200)]).toEqual([200, expect.any(String)])
    }
    expect((await db.selectFrom('tickets').select(({ fn }) => fn.countAll<number>().as('n')).executeTakeFirstOrThrow()).n).toBeGreaterThan(10)
  })

  test('more than a field takes is refused in the reader’s language', async () => {
    const answer = await company.call('GET', `search?q=${'x'.repeat(2_001)}`, { cookie: await company.asAgent() })
    expect([answer.status, answer.body.code]).toEqual([422, 'invalid-parameter'])
    const none = await company.call('GET', 'search', { cookie: await company.asAgent() })
    expect(none.status).toBe(422)
  })

  test('problems come with what the rest finds', async () => {
    const page = await search('disque couleur:rouge')
    expect(page.rows.map(({ row }) => row.number)).toEqual([full.number])
    expect(page.problems.map(({ code, words }) => [code, words.fr.startsWith('«\u00a0couleur\u202f:\u00a0» n’est pas un opérateur')])).toEqual([['unknown-operator', true]])
    expect((await search('couleur:rouge')).rows).toEqual([])
    expect((await search('')).rows).toEqual([])
  })
})

describe('remembered searches', () => {
  const recent = async (agentId?: string) => (await company.call('GET', 'search/recent', { cookie: await company.asAgent(agentId) })).body as string[]
  const keep = async (text: string) => company.call('POST', 'search/recent', { cookie: await company.asAgent(), body: { text } })

  test('are an agent’s own, the latest first, each once, few, and forgotten', async () => {
    for (let index = 0; index < 25; index += 1) {
      time.advance(1_000)
      expect((await keep(`recherche ${index}`)).status).toBe(204)
    }
    time.advance(1_000)
    await keep('recherche 20')
    const kept = await recent()
    expect(kept.slice(0, 3)).toEqual(['recherche 20', 'recherche 24', 'recherche 23'])
    expect(kept).toHaveLength(20)
    const colleague = await addAgent(desk, providerId, { name: 'Lise', email: 'lise@cherche.example', password: 'un mot de passe assez long' })
    expect(await recent(colleague.id)).toEqual([])
    await company.call('DELETE', `search/recent?text=${encodeURIComponent('recherche 20')}`, { cookie: await company.asAgent() })
    expect((await recent())[0]).toBe('recherche 24')
    expect((await keep(' '.repeat(3))).status).toBe(422)
    expect((await keep('x'.repeat(501))).status).toBe(422)
    await company.call('DELETE', 'search/recent', { cookie: await company.asAgent() })
    expect(await recent()).toEqual([])
  })
})

test('operators are told with their names and the values of the policy in force', async () => {
  const told = (await company.call('GET', 'search/operators', { cookie: await company.asAgent() })).body as { name: string; names: { fr: string[] }; values: { name: string; label: { fr?: string } }[] }[]
  expect(told.find(({ name }) => name === 'state')!.values.map(({ name }) => name)).toContain('waiting-customer')
  expect(told.find(({ name }) => name === 'kind')!.values).toContainEqual({ name: 'billing', label: { fr: 'Facturation', en: 'Billing' } })
  expect(told.find(({ name }) => name === 'assignee')!.names.fr).toContain('agent')
})
