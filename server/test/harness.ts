import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll } from 'vitest'
import { createApp } from '#server/app.ts'
import type { App } from '#server/app.ts'
import { addAgent, addContact, addContract, addCustomer, addProvider, addService, addToDirectory, cookieName, openSession } from '#people/people.ts'
import type { Agent, Provider } from '#people/people.ts'
import { createFiles } from '#platform/files.ts'
import { createIds } from '#platform/ids.ts'
import { createManualJobs } from '#platform/jobs.ts'
import type { ManualJobs } from '#platform/jobs.ts'
import { silentLog } from '#platform/log.ts'
import { readSettings } from '#platform/settings.ts'
import { movableTime } from '#platform/time.ts'
import type { MovableTime } from '#platform/time.ts'
import type { Desk } from '#policies/policies.ts'
import type { Tables } from '#server/tables.ts'
import { testDatabase } from '../../test/database.ts'
import { policySource } from './policy.ts'

/** A whole desk on a database of its own, with a time that stands still until it is moved. */
export interface Trial {
  readonly app: App
  readonly desk: Desk
  readonly time: MovableTime
  readonly jobs: ManualJobs
  /** For commands, which open the desk themselves. */
  readonly databaseUrl: string
}

/** Monday 23 November 2026, 10:00 in Paris: the desk of the trial policy is open. */
export const monday = '2026-11-23T09:00:00Z'

/** Opens a desk without doors: tests speak to it by `inject`. Call it at the top of a test file. */
export async function openTrial(env: Record<string, string> = {}): Promise<Trial> {
  const database = await testDatabase<Tables>()
  const dataFolder = await mkdtemp(join(tmpdir(), 'guichet-data-'))
  const time = movableTime(monday)
  const jobs = createManualJobs()
  const settings = readSettings({ GUICHET_DATA: dataFolder, BASE_URL: 'http://localhost:3000', LOG_LEVEL: 'silent', ...env })
  const app = await createApp({
    settings, time, ids: createIds(time), log: silentLog, files: createFiles(dataFolder), jobs, database, demonstration: false, postgres: undefined, close: async () => undefined,
  })
  afterAll(async () => {
    await app.close()
    await rm(dataFolder, { recursive: true, force: true })
  })
  return { app, desk: app.desk, time, jobs, databaseUrl: database.url }
}

/** A provider with its policy, an agent, a customer with a contact, a contract and a server. */
export interface Company {
  readonly provider: Provider
  readonly agent: Agent
  /** A fresh session each time: tests move the time past what an idle one bears. */
  asAgent(agentId?: string): Promise<string>
  asContact(contactId?: string): Promise<string>
  readonly customerId: string
  readonly contactId: string
  readonly serviceId: string
  call(method: string, path: string, options?: CallOptions): Promise<Answer>
}

export interface CallOptions { readonly body?: unknown; readonly cookie?: string; readonly headers?: Record<string, string | undefined>; readonly raw?: Buffer }
/** Tests read answers of every shape. */
export interface Answer { readonly status: number; readonly body: ReturnType<typeof JSON.parse>; readonly headers: Record<string, unknown>; readonly text: string }

export const password = 'un mot de passe assez long'

/** Makes a company; `slug` sets it apart from the others of the same desk. */
export async function openCompany(trial: Trial, slug: string, policy = policySource()): Promise<Company> {
  const { desk, app } = trial
  const provider = await addProvider(desk, { slug, name: `Société ${slug}`, accent: '#0f5c6e', language: 'fr', secondFactor: 'offered' })
  const published = await desk.policies.publish(provider.id, { source: policy, file: 'policy.yaml', by: 'test' })
  if (!published.ok) throw new Error(JSON.stringify(published.findings))
  await addToDirectory(desk, { kind: 'mail_address', key: `support@${slug}.example`, providerId: provider.id, channel: 'mail' })
  const agent = await addAgent(desk, provider.id, { name: 'Claire Agent', email: `claire@${slug}.example`, password })
  const customerId = await addCustomer(desk, provider.id, { number: '10001', name: 'Boulangerie Martin', kind: 'professional' })
  const contactId = await addContact(desk, provider.id, { customerId, name: 'Jean Martin', email: `jean@martin-${slug}.example`, verified: true })
  const contractId = await addContract(desk, provider.id, { customerId, name: 'Contrat', values: { 'contract.gti': 7_200 }, startsOn: '2026-01-01' })
  const serviceId = await addService(desk, provider.id, { customerId, contractId, kind: 'dedicated', name: 'srv-1' })

  const call = async (method: string, path: string, options: CallOptions = {}): Promise<Answer> => {
    const response = await app.http.inject({
      method: method as 'GET', url: path.startsWith('/') ? path : `/${slug}/api/v1/${path}`,
      headers: { host: 'localhost', ...(options.cookie ? { cookie: options.cookie } : {}), ...(options.headers as Record<string, string>) },
      ...(options.raw ? { payload: options.raw } : options.body === undefined ? {} : { payload: options.body as object }),
    })
    const json = /json/.test(String(response.headers['content-type'] ?? ''))
    return { status: response.statusCode, body: json ? response.json() : undefined, headers: response.headers, text: response.body }
  }
  const session = async (kind: 'agent' | 'contact', id: string) => {
    const { token } = await openSession(desk, desk.database.db, provider.id, kind === 'agent' ? { agentId: id } : { contactId: id })
    return `${cookieName(slug, kind)}=${token}`
  }
  return {
    provider, agent, customerId, contactId, serviceId, call,
    asAgent: (id = agent.id) => session('agent', id),
    asContact: (id = contactId) => session('contact', id),
  }
}

/** The cookie that an answer sets, as a browser would send it back. */
export function cookieOf(answer: Answer): string {
  const set = [answer.headers['set-cookie']].flat().map(String)
  return set.map((one) => one.split(';')[0]).join('; ')
}

/** Asks as the contact; gives the answer's body. */
export async function ask(company: Company, body: Record<string, unknown> = {}, headers: Record<string, string> = {}): Promise<Answer> {
  return company.call('POST', 'requests', { cookie: await company.asContact(), headers, body: { subject: 'Une question', text: 'Comment faire ?', ...body } })
}

/** Acts as the agent on the version given, or on the latest. */
export async function actAs(company: Company, number: number, what: string, body?: unknown, version?: number | '*', method = 'POST', headers: Record<string, string> = {}): Promise<Answer> {
  const seen = version === '*' || version === undefined ? '*' : `"${version}"`
  return company.call(method, `queue/${number}/${what}`, { cookie: await company.asAgent(), headers: { 'if-match': seen, ...headers }, ...(body === undefined ? {} : { body }) })
}

/** The ticket's page as the agent sees it. */
export async function pageOf(company: Company, number: number): Promise<Answer['body']> {
  return (await company.call('GET', `queue/${number}`, { cookie: await company.asAgent() })).body
}
