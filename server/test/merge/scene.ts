import { expect } from 'vitest'
import { projectAgain } from '#desk/desk.ts'
import { addContact } from '#people/people.ts'
import { actAs, openCompany, openTrial, pageOf } from '../harness.ts'
import type { Answer, Company, Trial } from '../harness.ts'

/** A desk with one company, two people of one of its customers, and what merging tests do over and over. */
export async function openScene(slug = 'essai') {
  const trial = await openTrial()
  const company = await openCompany(trial, slug)
  const colleagueId = await addContact(trial.desk, company.provider.id, { customerId: company.customerId, name: 'Marie Martin', email: `marie@martin-${slug}.example`, verified: true, rights: ['own'] })
  return { trial, company, colleagueId, ...sceneOf(trial, company) }
}

export function sceneOf(trial: Trial, company: Company) {
  const { db } = trial.desk.database
  const providerId = company.provider.id
  /** A request of a contact; gives its number. */
  const opened = async (body: Record<string, unknown> = {}, contactId = company.contactId): Promise<number> => {
    const answer = await company.call('POST', 'requests', { cookie: await company.asContact(contactId), body: { subject: 'Une question', text: 'Comment faire ?', ...body } })
    expect(answer.status, answer.text).toBe(201)
    return answer.body.number
  }
  const row = (number: number) => db.selectFrom('tickets').selectAll().where('provider_id', '=', providerId).where('number', '=', number).executeTakeFirstOrThrow()
  const clocksOf = async (number: number) => db.selectFrom('clocks').selectAll().where('provider_id', '=', providerId).where('ticket_id', '=', (await row(number)).id).orderBy('metric').orderBy('cycle').execute()
  const merge = async (from: number, into: number, more: Record<string, unknown> = {}): Promise<Answer> =>
    actAs(company, from, 'merge', { into, versionThere: (await row(into)).version, ...more }, (await row(from)).version)
  const unmerge = async (number: number): Promise<Answer> => actAs(company, number, 'unmerge', undefined, (await row(number)).version)
  const write = async (number: number, text: string, contactId = company.contactId): Promise<Answer> =>
    company.call('POST', `tickets/${number}/replies`, { cookie: await company.asContact(contactId), body: { text } })
  const texts = async (number: number): Promise<string[]> => (await pageOf(company, number)).timeline.flatMap((entry: { kind: string; message: { text: string } }) => (entry.kind === 'message' ? [entry.message.text] : []))
  /** That what is written is what the events alone give. */
  const holds = async (number: number): Promise<void> => {
    const ticket = await row(number)
    const { columns, clocks } = await projectAgain(trial.desk, providerId, ticket.id)
    expect(Object.fromEntries(Object.keys(columns).map((key) => [key, ticket[key as keyof typeof ticket]])), `ticket ${number}`).toEqual(columns)
    const sorted = clocks.toSorted((a, b) => (a.metric < b.metric ? -1 : a.metric > b.metric ? 1 : a.cycle - b.cycle))
    expect(await clocksOf(number), `clocks of ${number}`).toEqual(JSON.parse(JSON.stringify(sorted)))
  }
  return { opened, row, clocksOf, merge, unmerge, write, texts, holds }
}

export { actAs, pageOf }
