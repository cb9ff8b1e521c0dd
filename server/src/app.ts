import { addApi } from '#channels/api/api.ts'
import type { Live } from '#channels/api/live.ts'
import { openNames } from '#channels/demonstration/names.ts'
import { addDemonstrationPages } from '#channels/demonstration/pages.ts'
import { checkDomains, checkRelay, dnsNames, mailCarrier, mailRoom, openMailDoor, registerMailboxes } from '#channels/mail/mail.ts'
import type { MailDoor, Names } from '#channels/mail/mail.ts'
import { addPortal, portalErrorPage } from '#channels/portal/portal.ts'
import { addWorkspace } from '#channels/workspace/workspace.ts'
import { resumeUndecided } from '#intake/intake.ts'
import { aloneOnHost, findProvider, forgetProviders, ownerOfHost, providerChannel } from '#people/people.ts'
import { answers } from '#platform/database.ts'
import { createHttp } from '#platform/http.ts'
import type { Http, HttpOptions } from '#platform/http.ts'
import { createPolicies, publishedChannel } from '#policies/policies.ts'
import type { Desk } from '#policies/policies.ts'
import { flushReadings } from '#privacy/privacy.ts'
import type { World } from '#server/tables.ts'
import { timed } from './flow.ts'

/** A desk that can be started: its HTTP server, for tests too, and what runs by itself. */
export interface App {
  readonly desk: Desk
  readonly http: Http
  readonly live: Live
  /** Takes up what a crash left, then listens and lets the timed work run. */
  start(): Promise<void>
  /** Stops taking in, waits for what is under way. The database stays open: it is the caller's. */
  close(): Promise<void>
}

/** A desk without its channels' doors: what seeds, commands and tests work with. */
export function createDesk(world: World): Desk {
  return { ...world, policies: createPolicies(world) }
}

/** Puts every slice and channel together: the only file that knows them all. `names`: where senders' domains are looked up. */
export async function createApp(world: World, names?: Names): Promise<App> {
  const desk = createDesk(world)
  const { settings } = desk
  const http = await createHttp({
    log: desk.log, ids: desk.ids, ...hostsOf(desk), trustProxy: settings.trustProxy, secure: settings.baseUrl.startsWith('https:'),
    health: { databaseAnswers: () => answers(desk.database.pool), migrated: () => true }, errorPage: portalErrorPage(desk),
  })
  // Read once, and only when somebody asks.
  let known: Promise<Names> | undefined
  const namesHere = () => (known ??= names ? Promise.resolve(names) : namesOf(desk))
  // What the command does beside it, the workspace does too: mail to the addresses of a new version is its provider's.
  const live = await addApi(http, desk, (provider, policy) => registerMailboxes(desk, provider, policy), {
    relay: () => checkRelay(desk), domains: async (domains) => checkDomains(desk, await namesHere(), domains),
  })
  await addPortal(http, desk)
  await addWorkspace(http, desk)
  addDemonstrationPages(http, desk)
  const carrier = mailCarrier(desk)
  for (const { name, seconds, work, here } of timed(desk, carrier)) desk.jobs[here ? 'here' : 'every'](name, seconds, async () => void (await work()))
  let door: MailDoor | undefined
  const forget: (() => Promise<void>)[] = []
  return {
    desk,
    http,
    live,
    async start() {
      const { listener } = desk.database
      forget.push(await listener.listen(publishedChannel, (providerId) => desk.policies.forget(providerId)))
      forget.push(await listener.listen(providerChannel, () => forgetProviders(desk), () => forgetProviders(desk)))
      await live.start()
      await resumeUndecided(desk, true)
      // A demonstration is nobody's server, whatever the settings. Pages before jobs: people wait for the first, nobody for the second.
      await http.listen({ host: desk.demonstration ? '127.0.0.1' : settings.host, port: settings.port })
      await desk.jobs.start()
      desk.jobs.wake('outbox')
      door = await openMailDoor(mailRoom(desk, await namesHere()))
    },
    async close() {
      await door?.close()
      await live.stop()
      await http.close()
      await desk.jobs.stop()
      await flushReadings(desk)
      carrier.close()
      for (const end of forget) await end()
    },
  }
}

/** Which hosts are answered: those of the settings for every provider, and a provider's own for it alone. */
function hostsOf(desk: Desk): Pick<HttpOptions, 'knowsHost' | 'isHere'> {
  return {
    knowsHost: async (host) => desk.settings.hosts.includes(host) || (await ownerOfHost(desk, host)) !== undefined,
    isHere: async (host, request) => {
      const owner = await aloneOnHost(desk, host)
      const { provider } = (request.params ?? {}) as { provider?: string }
      if (owner === undefined || provider === undefined) return true
      return (await findProvider(desk, provider))?.id === owner
    },
  }
}

/** The Internet's names, or in a demonstration those of its own customers alone. */
async function namesOf(desk: Desk): Promise<Names> {
  return desk.demonstration ? ((await openNames(desk.settings.dataFolder)) as Names) : dnsNames()
}
