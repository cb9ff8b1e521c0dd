import { receive } from '#intake/intake.ts'
import type { IncomingAttachment, Received } from '#intake/intake.ts'
import type { DemonstrationNames } from '#channels/demonstration/names.ts'
import type { Desk } from '#policies/policies.ts'
import type { Agent, Provider } from '#people/people.ts'
import type { Policy } from '@guichet/policy'
import { mailbox, sendMail } from './letters.ts'
import { durationMs, typed } from './moments.ts'
import type { People, Person } from './people.ts'
import type { StoryRequest } from './script.ts'

/** A provider on stage. */
export interface Stage {
  readonly desk: Desk
  readonly names: DemonstrationNames
  readonly provider: Provider
  readonly policy: Policy
  readonly people: People
  /** Addresses that mail for a channel may be sent to. */
  readonly addresses: ReadonlyMap<string, string>
}

/** The agent or contact of a name. @throws Error when nobody has it */
export function agentOf(stage: Stage, called: string): Agent {
  const agent = stage.people.agents.get(called)
  if (!agent) throw new Error(`${stage.provider.slug} has no agent ${called}`)
  return agent
}

/** A contact of the script by name; undefined for an address that nobody has. */
export function contactOf(stage: Stage, called: string): Person | undefined {
  return stage.people.contacts.get(called)
}
function knownContact(stage: Stage, called: string): Person {
  const person = contactOf(stage, called)
  if (!person) throw new Error(`${stage.provider.slug} has no contact ${called}`)
  return person
}

/** Who writes: a contact by name, or a stranger as written. */
export function writerOf(stage: Stage, called: string): { name: string; address: string } {
  const person = called.includes('<') ? undefined : knownContact(stage, called)
  return person ? { name: person.name, address: person.email } : mailbox(called)
}

/** `{-20min}` in an answer is the instant so long before the request, as a person types it. */
function answers(stage: Stage, given: StoryRequest['facts']): Record<string, string | number | boolean> {
  const at = stage.desk.time.now()
  return Object.fromEntries(
    Object.entries(given).map(([name, value]) => {
      const ago = typeof value === 'string' ? /^\{-(\w+)\}$/.exec(value)?.[1] : undefined
      return [name, ago === undefined ? value : typed(at - durationMs(ago), stage.policy.zone)]
    }),
  )
}

async function attached(desk: Desk, files: StoryRequest['attach']): Promise<IncomingAttachment[]> {
  const kept: IncomingAttachment[] = []
  for (const file of files) {
    const { hash, size } = await desk.files.put(Buffer.from(file.text))
    kept.push({ name: file.name, mediaType: 'text/plain', size, sha256: hash })
  }
  return kept
}

async function bySignedInOrNobody(stage: Stage, story: StoryRequest, medium: string): Promise<Received> {
  const { desk, provider } = stage
  const writer = writerOf(stage, story.from)
  const person = contactOf(stage, story.from)
  const taker = story.taken_by === undefined ? undefined : agentOf(stage, story.taken_by)
  const serviceId = story.service === undefined ? undefined : person?.services.get(story.service)
  if (story.service !== undefined && serviceId === undefined) throw new Error(`${story.from} has no service ${story.service}`)
  return receive(desk, {
    providerId: provider.id, channel: story.channel, medium, receivedAt: desk.time.now(), dedupeKey: `demonstration:${desk.ids.next()}`,
    sender: { address: writer.address, name: writer.name, flags: [], ...(taker ? { reason: 'recorded' as const } : {}), trust: person ? (taker ? 'T1' : 'T2') : 'T0', ...(person ? { contactId: person.id } : {}) },
    automatic: 'human', subject: story.subject, text: story.text.trim(), language: story.language ?? person?.language ?? provider.language,
    facts: answers(stage, story.facts), attachments: await attached(desk, story.attach),
    ...(serviceId ? { serviceId } : {}),
    ...(taker ? { recordedBy: { agentId: taker.id, name: taker.name, initiative: 'customer' as const } } : {}),
  })
}

/** Makes a request of the stories at the present instant, on its own channel, and gives what became of it. */
export async function ask(stage: Stage, story: StoryRequest): Promise<Received> {
  const medium = stage.policy.channels.get(story.channel)?.medium
  if (medium === undefined) throw new Error(`${stage.provider.slug} has no channel ${story.channel}`)
  const to = stage.addresses.get(story.channel)
  if (to === undefined || medium === 'portal') return bySignedInOrNobody(stage, story, medium)
  return sendMail(stage.desk, stage.names, {
    from: writerOf(stage, story.from), to, subject: story.subject, text: story.text, language: story.language ?? contactOf(stage, story.from)?.language ?? stage.provider.language,
    sent: story.sent, attachments: story.attach,
    ...(story.automatic ? { headers: { 'Auto-Submitted': 'auto-generated', Precedence: 'bulk' } } : {}),
  })
}
