import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { conditionsOf, knownIn, operatorNames, readQuery } from '#desk/query/query.ts'
import { addAgent, addContact, addCustomer, addService, deskWallOf } from '#people/people.ts'
import { monday, openCompany, openTrial } from '../harness.ts'
import { openDeskOf } from './tickets.ts'

/** The one language of filters, against real tickets: every operator finds what it says and nothing else. */
const trial = await openTrial()
const company = await openCompany(trial, 'filtres')
const other = await openCompany(trial, 'voisine')
const { desk, time } = trial
const { db } = desk.database
const providerId = company.provider.id
const policy = (await desk.policies.inForce(providerId, time.now()))!
const tickets = openDeskOf(trial, company)

const paul = await addAgent(desk, providerId, { name: 'Paul Éloi', email: 'paul@filtres.example', password: 'un mot de passe assez long' })
const customerId = await addCustomer(desk, providerId, { number: 'C-77', name: 'Société Générale de Pêche' })
const contactId = await addContact(desk, providerId, { customerId, name: 'Zoé Blin', email: 'zoe@peche.example', verified: true })
const serviceId = await addService(desk, providerId, { customerId, kind: 'dedicated', name: 'chalut-2', orderNumber: 'CMD-4812', addresses: ['192.0.2.44'] })

const first = await tickets.open({ subject: 'Disque plein', text: 'Le disque est bloqué.' })
time.set(Date.parse('2026-11-24T09:00:00Z'))
const second = await tickets.open({ subject: 'Facture', text: 'Une question de facture.', customerId, contactId, serviceId, channel: 'mail', language: 'en' })
time.set(Date.parse('2026-11-25T09:00:00Z'))
const third = await tickets.open({ subject: 'Panne du réseau', text: 'Plus rien ne passe.', customerId, contactId, facts: { kind: 'billing', urgent: true } })
await tickets.open({ subject: 'Disque plein', text: 'Chez la voisine' }, other)
await db.updateTable('tickets').set({ assignee_id: paul.id, state: 'waiting_customer', place: 'waiting', due_at: null, late_at: null }).where('id', '=', second.id).execute()
await db.updateTable('tickets').set({ assignee_id: company.agent.id, due_at: time.now() + 1_800_000, late_at: time.now() + 1_800_000 }).where('id', '=', third.id).execute()
await db.updateTable('tickets').set({ due_at: time.now() - 1, late_at: time.now() - 1 }).where('id', '=', first.id).execute()
await sql`update tickets set tags = '{Été,vip}' where id = ${first.id}`.execute(db)
await sql`update tickets set snoozed_until = ${time.now() + 1_000}, watchers = array[${paul.id}::uuid] where id = ${third.id}`.execute(db)
// A promise names a clause that the decision does not.
await sql`update clocks set commitment = jsonb_set(commitment, '{clauses}', '["8"]') where ticket_id = ${third.id}`.execute(db)
await tickets.attach(first, 'relevé-mesures.PDF')

const numbers = [first.number, second.number, third.number]
async function found(text: string, looking: { agent?: { id: string; departments: readonly string[] } } = {}): Promise<string> {
  const query = readQuery(text, knownIn(policy))
  expect(query.problems).toEqual([])
  const agent = looking.agent ?? company.agent
  await trial.jobs.run('words')
  const conditions = conditionsOf(query, { providerId, wall: deskWallOf(agent), agentId: agent.id, now: time.now(), zone: policy.zone })
  const byText = await desk.database.pool.query<{ number: number }>(`select number from tickets t where $1::int = 7 and ${conditions.where(2)} order by number`, [7, ...conditions.values])
  const byKysely = await sql<{ number: number }>`select number from tickets t where ${conditions.sql} order by number`.execute(db)
  expect(byKysely.rows).toEqual(byText.rows)
  return byText.rows.map(({ number }) => ['first', 'second', 'third'][numbers.indexOf(number)]).join(' ')
}

const cases: Record<(typeof operatorNames)[number], readonly (readonly [string, string])[]> = {
  customer: [['client:C-77', 'second third'], ['customer:c-77', 'second third'], ['client:"générales pêche"', ''], ['client:"generale de peche"', 'second third'], ['client:pech', 'second third'], ['customer:martin', 'first'], ['customer:%', ''], ['-client:C-77', 'first'], ['customer:none', '']],
  contact: [['contact:zoe', 'second third'], ['contact:ZOÉ', 'second third'], ['contact:peche.example', 'second third'], ['contact:jean,zoé', 'first second third']],
  service: [['service:chalut', 'second'], ['service:192.0.2.44', 'second'], ['service:cmd-4812', 'second'], ['service:none', 'first third'], ['service:any', 'second']],
  order: [['commande:CMD-4812', 'second'], ['order:cmd-4812', 'second'], ['order:4812', '']],
  state: [['état:nouveau', 'first third'], ['state:new,waiting-customer', 'first second third'], ['-state:new', 'second']],
  place: [['place:todo', 'first third'], ['place:en-attente', 'second']],
  kind: [['kind:billing', 'third'], ['nature:Facturation', 'third'], ['-type:billing', 'first second']],
  tier: [['tier:none', 'first second third'], ['tier:any', '']],
  priority: [['priorité:haute', 'third'], ['prio:normal', 'first second']],
  department: [['department:none', 'first second third'], ['pôle:any', '']],
  channel: [['canal:courriel', 'second'], ['channel:portal', 'first third']],
  clause: [['clause:5', 'first second third'], ['article:8', 'third'], ['clause:8,5', 'first second third'], ['-clause:8', 'first second']],
  assignee: [['agent:me', 'third'], ['assignee:none', 'first'], ['agent:"paul eloi"', 'second'], ['agent:moi,paul', 'second third'], ['-agent:me', 'first second']],
  due: [['due:late', 'first'], ['échéance:<1h', 'first third'], ['due:<10min', 'first'], ['due:none', 'second'], ['due:<1h -due:late', 'third'], ['due:today', 'first third']],
  opened: [['opened:2026-11-24', 'second'], ['ouverte:>2026-11-23', 'second third'], ['créée:<2026-11-25', 'first second'], ['opened:<30h', 'second third'], ['opened:today', 'third']],
  changed: [['changed:today', 'third'], ['modifiée:hier', 'second'], ['changed:2026-11-23..2026-11-24', 'first second']],
  trust: [['trust:T2', 'first second third'], ['confiance:T0', '']],
  language: [['langue:anglais', 'second'], ['language:fr', 'first third']],
  last: [['last:client', 'first second third'], ['dernier:agent', '']],
  team: [['team:none', 'first second third'], ['équipe:réseau', '']],
  tag: [['tag:ete', 'first'], ['étiquette:VIP', 'first'], ['tag:none', 'second third'], ['tag:any', 'first'], ['tag:vi', '']],
  mention: [['mention:me', '']],
  watching: [['watching:me', ''], ['suivi:paul', 'third'], ['watching:none', 'first second']],
  snoozed: [['snoozed:yes', 'third'], ['reporté:non', 'first second']],
  merged: [['merged:yes', ''], ['fusionné:non', 'first second third']],
  linked: [['linked:any', ''], ['liée:aucune', 'first second third'], ['linked:cause', '']],
  held: [['held:yes', ''], ['retenue:non', 'first second third']],
  subject: [['objet:disques', 'first'], ['subject:facture', 'second'], ['-objet:disque', 'second third']],
  file: [['fichier:releve', 'first'], ['file:mesures.pdf', 'first'], ['file:_', '']],
}

describe('every operator', () => {
  test.each(Object.values(cases).flat())('%s finds %s', async (text, expected) => {
    expect(await found(text)).toBe(expected)
  })

  test('all of them have a case', () => expect(Object.keys(cases).sort()).toEqual([...operatorNames].sort()))
})

describe('together', () => {
  test.each([
    ['', 'first second third'], ['disque', 'first'], ['bloquée', 'first'], ['-disque', 'second third'], ['"est bloque"', 'first'], ['"bloqué est"', ''], ['-"est bloqué" -facture', 'third'],
    [`#${first.number}`, 'first'], [`${second.number}`, 'second'], [`-#${first.number}`, 'second third'], ['chalut', 'second'], ['pêche -facture', 'third'], ['peche state:new', 'third'],
  ])('%s finds %s', async (text, expected) => expect(await found(text)).toBe(expected))

  test('behind the wall nothing is there (S5-3)', async () => {
    await db.updateTable('tickets').set({ department: 'finance' }).where('id', '=', third.id).execute()
    const claire = { id: company.agent.id, departments: ['network'] }
    expect(await found('', { agent: { id: paul.id, departments: ['network'] } })).toBe('first second')
    expect(await found('panne', { agent: { id: paul.id, departments: ['network'] } })).toBe('')
    // What was given to an agent is theirs to see.
    expect(await found('panne', { agent: claire })).toBe('third')
    expect(await found('-facture', { agent: { id: paul.id, departments: ['network', 'finance'] } })).toBe('first third')
  })
})

test('the scene is of one morning each', () => expect(monday).toBe('2026-11-23T09:00:00Z'))
