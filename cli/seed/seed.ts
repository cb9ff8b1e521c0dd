import { markDemonstration } from '#platform/demonstration.ts'
import { PersonError } from '#platform/errors.ts'
import { createIds } from '#platform/ids.ts'
import type { Jobs } from '#platform/jobs.ts'
import { movableTime } from '#platform/time.ts'
import { gatherWords } from '#desk/search/search.ts'
import { deliverDue } from '#outbox/outbox.ts'
import { addToDirectory, listProviders } from '#people/people.ts'
import { createPolicies } from '#policies/policies.ts'
import type { Desk } from '#policies/policies.ts'
import { writeCast } from '#channels/demonstration/cast.ts'
import type { CastProvider } from '#channels/demonstration/cast.ts'
import { makeNames, openNames } from '#channels/demonstration/names.ts'
import type { DemonstrationNames } from '#channels/demonstration/names.ts'
import { mailCarrier } from '#channels/mail/mail.ts'
import type { World } from '#server/tables.ts'
import { addDeskWork } from './desk-work.ts'
import { addFields } from './fields.ts'
import { addMacros } from './macros.ts'
import { addPeople } from './people.ts'
import { tellStories } from './notices.ts'
import { openProvider } from './open-provider.ts'
import { play } from './play.ts'
import type { Stage } from './requests.ts'
import { readScripts } from './script.ts'
import type { ProviderScript } from './script.ts'
import { addRules } from './rules.ts'
import { addViews } from './views.ts'
import { beginSeeding, clearUnfinished, endSeeding, isUnfinished } from './unfinished.ts'

const day = 86_400_000
/** The desk has been open for this long when it is first seen. */
const openFor = 60 * day

const notEmpty = new PersonError({
  fr: 'Ce guichet a déjà des prestataires : la démonstration ne se met que dans un dossier vide. Choisissez-en un autre avec GUICHET_DATA.',
  en: 'This desk already has providers: the demonstration goes into an empty folder only. Choose another one with GUICHET_DATA.',
})

/** Domains of everybody who writes in the demonstration; the strangers' have no key, so that nothing proves them. */
function domainsOf(scripts: readonly ProviderScript[]): string[] {
  return scripts.flatMap(({ script }) => script.customers.flatMap(({ contacts }) => Object.values(contacts).map(({ email }) => email.slice(email.lastIndexOf('@') + 1))))
}

async function raise(desk: Desk, names: DemonstrationNames, given: ProviderScript, now: number): Promise<{ stage: Stage; cast: CastProvider }> {
  const { slug, script } = given
  const opened = await openProvider(desk, { slug, source: given.policy, file: `${slug}/policy.yaml`, by: 'Guichet', ...(given.examples === undefined ? {} : { examples: given.examples }) })
  if (!opened.ok) throw new Error(`${slug}/policy.yaml: ${opened.findings.find((one) => one.severity === 'error')?.message.en}`)
  const { provider, policy } = opened
  const addresses = new Map(opened.mailboxes)
  for (const [address, channel] of Object.entries(script.mailboxes)) {
    addresses.set(channel, address)
    await addToDirectory(desk, { kind: 'mail_address', key: address, providerId: provider.id, channel })
  }
  const people = await addPeople(desk, provider, policy, given, now)
  const [lead] = people.agents.values()
  if (lead) await addFields(desk, provider, lead, script.fields)
  if (lead) await addMacros(desk, provider, lead, script.macros)
  if (lead) await addViews(desk, provider, lead, script.views)
  return { stage: { desk, names, provider, policy, people, addresses }, cast: { id: provider.id, slug, about: script.about, tries: script.tries, mail: script.mail, ...people.cast } }
}

/** The world as the stories see it: at their time, marked as a demonstration, with letters that leave when told. */
function stageDesk(world: World, time: Desk['time']): { desk: Desk; letters: { due: boolean } } {
  const letters = { due: false }
  const jobs: Jobs = {
    on: () => undefined, every: () => undefined, here: () => undefined, start: async () => undefined, stop: async () => undefined,
    wake(name) {
      if (name === 'outbox') letters.due = true
    },
  }
  const past: World = { ...world, time, ids: createIds(time), jobs, demonstration: true }
  return { desk: { ...past, policies: createPolicies(past) }, letters }
}

/**
 * Fills an empty desk with the demonstration: providers, people, and what happened to them up to now, through the same doors as
 * in life. The data folder is marked first and for ever. Cut short, it is noticed and begun again.
 * @param scripts by default every provider of `policies/` that has one
 * @throws PersonError when the desk is not empty
 */
export async function seedDemonstration(world: World, scripts?: readonly ProviderScript[]): Promise<void> {
  const { dataFolder } = world.settings
  if (await isUnfinished(dataFolder)) await clearUnfinished(world)
  if ((await listProviders(world)).length > 0) throw notEmpty
  await markDemonstration(dataFolder)
  await beginSeeding(world)
  const now = world.time.now()
  const time = movableTime(now - openFor)
  const { desk, letters } = stageDesk(world, time)
  const plays = scripts ?? (await readScripts())
  await makeNames(dataFolder, domainsOf(plays))
  const names = await openNames(dataFolder)
  const raised: Awaited<ReturnType<typeof raise>>[] = []
  for (const script of plays) raised.push(await raise(desk, names, script, now))
  const carrier = mailCarrier(desk)
  const deliver = async () => {
    while (letters.due) {
      letters.due = false
      await deliverDue(desk, carrier)
    }
  }
  await play(desk, time, raised.map(({ stage }, index) => ({ stage, stories: plays[index]!.script.story })), now, deliver)
  await tellStories(desk, time, raised.map(({ stage }, index) => ({ stage, notices: plays[index]!.script.notices })), now, deliver)
  await deliver()
  for (const [index, { stage }] of raised.entries()) await addRules(desk, stage.provider, stage.people.agents, plays[index]!.script.rules)
  for (const [index, { stage }] of raised.entries()) {
    const [lead] = stage.people.agents.values()
    if (lead) await addDeskWork(desk, stage.provider, lead, plays[index]!)
  }
  await gatherWords(desk)
  await writeCast(dataFolder, { providers: raised.map(({ cast }) => cast) })
  await endSeeding(world)
}
