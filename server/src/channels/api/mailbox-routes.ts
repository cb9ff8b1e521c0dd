import { domainChecks, mailboxes, mailTrialBody, mailTrials, problem, relayCheck, writeInstant } from '@guichet/protocol'
import type { DomainCheck, Mailboxes, MailTrial as TrialView, RelayCheck } from '@guichet/protocol'
import { listMailboxes, mailDomains, outgoingFigures } from '#desk/desk.ts'
import { beginTrial, lastTrials } from '#outbox/outbox.ts'
import type { MailTrial } from '#outbox/outbox.ts'
import { countAttempt } from '#people/people.ts'
import type { Slowing } from '#people/people.ts'
import type { Http } from '#platform/http.ts'
import type { Desk } from '#policies/policies.ts'
import { agentOf } from './caller.ts'
import { Refused } from './problems.ts'
import { at, ofProvider, tags } from './route.ts'

/** What only the mail channel can find out; made where it is known. */
export interface MailChecks {
  /** Connects to the server by which mail leaves. */
  readonly relay: () => Promise<RelayCheck>
  /** Asks DNS about domains of ours. */
  readonly domains: (domains: readonly string[]) => Promise<DomainCheck[]>
}

/** Some at once, then some seconds between two. */
const connections: Slowing = { free: 5, base: 5_000, cap: 60_000, forget: 600_000 }
const lookups: Slowing = { free: 10, base: 5_000, cap: 60_000, forget: 600_000 }
/** A letter each: not many. */
const letters: Slowing = { free: 6, base: 30_000, cap: 600_000, forget: 3_600_000 }

/** Where mail goes, without who signs in there nor with what. */
function outgoingOf({ demonstration, settings }: Desk): Mailboxes['outgoing'] {
  if (demonstration || settings.smtpUrl === undefined) return { state: demonstration ? 'demonstration' : 'unset', host: null, port: null, secure: false, signsIn: false }
  const { protocol, hostname, port, username } = new URL(settings.smtpUrl)
  const secure = protocol === 'smtps:'
  return { state: 'set', host: hostname, port: port === '' ? (secure ? 465 : 587) : Number(port), secure, signsIn: username !== '' }
}

const said = (instant: number | null) => (instant === null ? null : writeInstant(instant))

const steps = { pending: 'waiting', sending: 'waiting', sent: 'left', caught: 'left', failed: 'refused', cancelled: 'gone' } as const

function trialView(trial: MailTrial): TrialView {
  const step = trial.state === null ? 'gone' : steps[trial.state]
  const left = step === 'waiting' && trial.last_error !== null ? 'trying' : step
  return {
    address: trial.address, begunAt: writeInstant(trial.begun_at), by: trial.by, left, leftAt: said(trial.sent_at), said: left === 'left' ? null : trial.last_error,
    backAt: said(trial.back_at), seconds: trial.back_at === null ? null : Math.round((trial.back_at - trial.begun_at) / 1_000), cameTo: trial.came_to, lostAt: said(trial.lost_at),
  }
}

/** The addresses of the desk's mail, how letters leave, and whether they come back. */
export function addMailboxRoutes(app: Http, desk: Desk, checks: MailChecks): void {
  const schema = { tags: tags.admin, params: ofProvider }
  /** @throws Refused when it was done too often of late */
  async function slowed(providerId: string, what: string, how: Slowing): Promise<void> {
    const wait = await countAttempt(desk, providerId, what, how)
    if (wait > 0) throw new Refused('too-many-attempts', {}, { 'retry-after': String(Math.ceil(wait / 1_000)) })
  }
  const trials = async (providerId: string) => ({ rows: (await lastTrials(desk, providerId)).map(trialView) })

  app.get(at('/admin/mailboxes'), {
    schema: { ...schema, summary: 'Where mail comes in, how much does, and how it leaves', response: { 200: mailboxes, '4xx': problem } },
    handler: async (request) => {
      const { provider } = await agentOf(desk, request, 'administer')
      const addresses = await listMailboxes(desk, provider.id)
      const { lastOut, waiting, failed } = await outgoingFigures(desk, provider.id)
      return { addresses: addresses.map((one) => ({ ...one, lastIn: said(one.lastIn) })), outgoing: outgoingOf(desk), lastOut: said(lastOut), waiting, failed }
    },
  })
  app.post(at('/admin/mailboxes/check'), {
    schema: { ...schema, summary: 'Connect to the server by which mail leaves; no letter is sent', response: { 200: relayCheck, '4xx': problem } },
    handler: async (request) => {
      const { provider } = await agentOf(desk, request, 'administer')
      await slowed(provider.id, 'relay-check', connections)
      return checks.relay()
    },
  })
  app.get(at('/admin/mailboxes/dns'), {
    schema: { ...schema, summary: 'What DNS says of the domains of these addresses, asked now', response: { 200: domainChecks, '4xx': problem } },
    handler: async (request) => {
      const { provider } = await agentOf(desk, request, 'administer')
      const now = writeInstant(desk.time.now())
      if (desk.demonstration) return { looked: false, at: now, domains: [] }
      await slowed(provider.id, 'mail-domains', lookups)
      return { looked: true, at: now, domains: await checks.domains(await mailDomains(desk, provider.id)) }
    },
  })
  app.get(at('/admin/mailboxes/trials'), {
    schema: { ...schema, summary: 'How the last letter that each address sent to itself fared', response: { 200: mailTrials, '4xx': problem } },
    handler: async (request) => trials((await agentOf(desk, request, 'administer')).provider.id),
  })
  app.post(at('/admin/mailboxes/trials'), {
    schema: { ...schema, summary: 'Send a letter from one of these addresses to itself, to see whether it comes back; it becomes no request', body: mailTrialBody, response: { 202: mailTrials, '4xx': problem } },
    handler: async (request, reply) => {
      const { provider, agent } = await agentOf(desk, request, 'administer')
      if (outgoingOf(desk).state !== 'set') throw new Refused('nothing-leaves')
      await slowed(provider.id, 'mail-trial', letters)
      const begun = await beginTrial(desk, provider.id, agent, request.body.address.toLowerCase())
      if (begun !== 'begun') throw new Refused(begun === 'running' ? 'trial-running' : 'not-found')
      return reply.code(202).send(await trials(provider.id))
    },
  })
}
