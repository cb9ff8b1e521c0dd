import { mailboxes, problem, relayCheck, writeInstant } from '@guichet/protocol'
import type { Mailboxes, RelayCheck } from '@guichet/protocol'
import { listMailboxes, outgoingFigures } from '#desk/desk.ts'
import { countAttempt } from '#people/people.ts'
import type { Http } from '#platform/http.ts'
import type { Desk } from '#policies/policies.ts'
import { agentOf } from './caller.ts'
import { Refused } from './problems.ts'
import { at, ofProvider, tags } from './route.ts'

/** Connects to the server by which mail leaves; made where the mail channel is known. */
export type CheckRelay = () => Promise<RelayCheck>

/** Five at once, then some seconds between two. */
const slowing = { free: 5, base: 5_000, cap: 60_000, forget: 600_000 }

/** Where mail goes, without who signs in there nor with what. */
function outgoingOf({ demonstration, settings }: Desk): Mailboxes['outgoing'] {
  if (demonstration || settings.smtpUrl === undefined) return { state: demonstration ? 'demonstration' : 'unset', host: null, port: null, secure: false, signsIn: false }
  const { protocol, hostname, port, username } = new URL(settings.smtpUrl)
  const secure = protocol === 'smtps:'
  return { state: 'set', host: hostname, port: port === '' ? (secure ? 465 : 587) : Number(port), secure, signsIn: username !== '' }
}

const said = (instant: number | null) => (instant === null ? null : writeInstant(instant))

/** The addresses of the desk's mail, and how letters leave. */
export function addMailboxRoutes(app: Http, desk: Desk, check: CheckRelay): void {
  const schema = { tags: tags.admin, params: ofProvider }
  app.get(at('/admin/mailboxes'), {
    schema: { ...schema, summary: 'Where mail comes in and how it leaves', response: { 200: mailboxes, '4xx': problem } },
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
      const wait = await countAttempt(desk, provider.id, 'relay-check', slowing)
      if (wait > 0) throw new Refused('too-many-attempts', {}, { 'retry-after': String(Math.ceil(wait / 1_000)) })
      return check()
    },
  })
}
