import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { addContact } from '#people/people.ts'
import { openCompany, openTrial } from '../harness.ts'

const trial = await openTrial()
const dri = await openCompany(trial, 'dri', await readFile(new URL('../../../policies/dri/policy.yaml', import.meta.url), 'utf8'))

test('what a manager lets a contact ask is looked at by the policy: refused with its clause and who may ask instead', async () => {
  const clerk = await addContact(trial.desk, dri.provider.id, { customerId: dri.customerId, name: 'Compta', email: 'compta@martin.example', verified: true, rights: ['all', 'billing'] })
  const asks = (contactId: string, kind: string) => dri.asContact(contactId).then((cookie) =>
    dri.call('POST', 'requests', { cookie, body: { channel: 'eva', subject: 'Question', text: 'Bonjour, une demande.', facts: { kind }, serviceId: dri.serviceId } }))
  const refused = await asks(clerk, 'technical')
  expect(refused.body).toMatchObject({ kind: 'refused', decision: { outcome: 'refused' } })
  expect(JSON.stringify(refused.body.decision)).toContain('Votre entreprise ne vous a pas habilité')
  expect(JSON.stringify(refused.body.decision)).toContain('2.3')
  expect((await asks(clerk, 'question')).body.kind).toBe('ticket')
  expect((await asks(dri.contactId, 'technical')).body.kind).toBe('ticket')
})

test('AB-21: nobody says of themselves what they may ask', async () => {
  const cookie = await dri.asContact()
  const said = await dri.call('POST', 'requests', { cookie, body: { channel: 'eva', subject: 's', text: 't', facts: { kind: 'technical', may_ask_technical: true } } })
  expect([said.status, said.body.code]).toEqual([422, 'unknown-fact'])
})
