import { readdir, readFile } from 'node:fs/promises'
import { z } from 'zod'
import { alongside } from '@guichet/protocol'
import { Findings } from '@guichet/policy/findings/findings'
import { plain } from '@guichet/policy/read/node'
import { readYaml } from '@guichet/policy/read/yaml'

const policies = new URL('../../policies/', import.meta.url)

const both = z.strictObject({ fr: z.string().min(1), en: z.string().min(1) })
const text = z.string().min(1)
const lang = z.enum(['fr', 'en'])
const flag = z.literal(true)
const values = z.record(text, z.union([z.string(), z.number(), z.boolean()]))

const agent = z.strictObject({ name: text, email: text, language: lang.optional(), roles: z.array(text).default([]), departments: z.array(text).default([]) })

const customer = z.strictObject({
  number: text,
  name: text,
  kind: z.enum(['professional', 'consumer', 'unknown']).default('professional'),
  role: text.optional(),
  zone: text.optional(),
  language: lang.default('fr'),
  /** Shown on the first page, for the first contact. */
  card: both.optional(),
  contacts: z.record(text, z.strictObject({ name: text, email: text, language: lang.optional(), declared: z.boolean().default(true), verified: z.boolean().default(true), rights: z.array(text).default([]) })),
  contracts: z.array(z.strictObject({ name: text, values: values.default({}), starts: text, ends: text.optional() })).default([]),
  services: z
    .array(z.strictObject({ name: text, kind: text, contract: text.optional(), address: text.optional(), addresses: z.array(text).default([]), tags: z.array(text).default([]), order: text.optional(), product: text.optional(), version: text.optional() }))
    .default([]),
  licences: z.array(z.strictObject({ kind: text, key: text, delivered_to: text.optional() })).default([]),
  /** Numbers of the customers for whom its people may act. */
  acts_for: z.array(text).default([]),
})

/** What an agent does to a ticket: exactly one of these beside `agent` and `after`. */
const byAgent = z.strictObject({
  after: text, agent: text,
  take: flag.optional(), assign: text.optional(), note: text.optional(), /** With a note: whom it names. */ mention: text.optional(), /** Begun, and shown to colleagues. */ draft: text.optional(), reply: text.optional(), and: z.enum(['wait', 'solve']).optional(), solve: flag.optional(),
  reopen: text.optional(), supplier: text.optional(), milestone: z.enum(['work_started', 'workaround_given', 'restored', 'called_back', 'arrived']).optional(),
  priority: z.strictObject({ to: text, reason: text }).optional(), accept: flag.optional(),
  tag: z.array(text).optional(), checklist: z.array(text).optional(), /** Lines that are done, by their place. */ tick: z.array(z.number()).optional(), watch: flag.optional(),
  work: z.strictObject({ minutes: z.number(), kind: text, note: text.optional() }).optional(), /** Put off for so long, and why. */ snooze: z.strictObject({ for: text, reason: text }).optional(),
  /** Into which request of the same customer it is merged: the subject of that one. */
  merge: text.optional(),
  /** What is noted in the provider's own fields, by their names. */
  fill: z.record(text, z.union([z.string(), z.number(), z.boolean(), z.array(text)])).optional(),
})

/** A ready-made text, in both languages, or only acts. */
const macro = z.strictObject({
  name: text, tab: z.enum(['reply', 'note']).default('reply'), fr: text.optional(), en: text.optional(), then: z.enum(['keep', 'wait', 'solve', 'supplier']).default('keep'), assign: z.enum(['me', 'nobody']).optional(),
  /** What else it does. */
  does: alongside.omit({ assign: true, fields: true }).default({}),
  /** What it notes in the provider's own fields, by their names. */
  fill: z.record(text, z.union([z.string(), z.number(), z.boolean(), z.array(text)])).default({}), kinds: z.array(text).default([]),
})

/** A field of the provider's own. */
const field = z.strictObject({
  name: text, type: text, label: both, help: both.optional(), unit: text.optional(), choices: z.array(z.strictObject({ key: text, fr: text, en: text })).default([]), kinds: z.array(text).default([]),
  department: text.optional(), shown: z.enum(['agents', 'customer']).default('agents'), required: z.boolean().default(false),
})

/** What somebody else does: a contact by name, or a stranger by `Name <address>`. */
const byOther = z.strictObject({
  after: text, from: text,
  write: text.optional(), mail: text.optional(), away: text.optional(), solved: flag.optional(), forwarded: text.optional(), intrudes: text.optional(),
})

const request = z.strictObject({
  at: text,
  channel: text,
  /** A contact by name, or a stranger by `Name <address>`. */
  from: text,
  /** By mail, what can be proved of the sender. */
  sent: z.enum(['signed', 'forged', 'neighbour']).default('signed'),
  /** Mail of a machine. */
  automatic: flag.optional(),
  /** An agent wrote it down while the customer was on the telephone. */
  taken_by: text.optional(),
  service: text.optional(),
  facts: values.default({}),
  language: lang.optional(),
  subject: text,
  text,
  attach: z.array(z.strictObject({ name: text, text })).default([]),
  becomes: z.enum(['ticket', 'refused', 'redirected', 'asked', 'quarantined']).default('ticket'),
  then: z.array(z.union([byAgent, byOther])).default([]),
})

/** Something told to customers; its news, and its end. */
const notice = z.strictObject({
  at: text, agent: text, type: text, severity: z.enum(['information', 'minor', 'major']).default('information'), title: both, text: both, from: text.optional(), until: text.optional(),
  tags: z.array(text).default([]), customers: z.array(text).default([]), then: z.array(z.strictObject({ at: text, text: both, end: flag.optional() })).default([]),
})

const script = z.strictObject({
  about: both,
  /** Addresses that only the demonstration has: address → channel. */
  mailboxes: z.record(text, text).default({}),
  agents: z.record(text, agent),
  /** Teams of agents: a name in the provider's language, and who is in it. */
  teams: z.array(z.strictObject({ name: text, department: text.optional(), members: z.array(text).min(1) })).default([]),
  customers: z.array(customer),
  tries: z.array(both),
  /** The provider to which a visitor sends mails, to see how their senders differ. */
  mail: z.boolean().default(false),
  story: z.array(request),
  notices: z.array(notice).default([]),
  macros: z.array(macro).default([]),
  fields: z.array(field).default([]),
  /** Views that its lead saved: for a team by its name, else for everyone. */
  views: z.array(z.strictObject({ name: text, filter: text, order: z.enum(['policy', 'oldest', 'changed']).default('policy'), team: text.optional() })).default([]),
  /** What the desk does by itself, from the end of the stories on. */
  rules: z.array(z.strictObject({ name: text, starts: text, within: z.int().optional(), filter: z.string().default(''), tag: z.array(text).default([]), watch: z.array(text).default([]), note: z.string().default('') })).default([]),
  /** What its lead has under way at the end: searches that are kept, one tag on many requests, a new version of the policy with one place replaced. */
  desk: z.strictObject({
    searches: z.array(text).default([]), bulk: z.strictObject({ filter: text, tag: text }).optional(), draft: z.strictObject({ replace: text, by: text }).optional(),
  }).optional(),
})

export type Script = z.infer<typeof script>
export type ScriptCustomer = z.infer<typeof customer>
export type ScriptNotice = z.infer<typeof notice>
export type StoryRequest = z.infer<typeof request>
export type AgentStep = z.infer<typeof byAgent>
export type OtherStep = z.infer<typeof byOther>

/** The demonstration of a provider, beside its policy. */
export interface ProviderScript {
  /** Name of its folder, which becomes its part of every address. */
  readonly slug: string
  readonly script: Script
  readonly policy: string
  readonly examples: string | undefined
}

/** Reads a demonstration. @throws Error naming what is wrong in it: the file is ours */
export function parseScript(file: string, source: string): Script {
  const findings = new Findings()
  const node = readYaml(file, source, findings)
  if (!node) throw new Error(`${file}: ${findings.list[0]?.message.en}`)
  const read = script.safeParse(plain(node))
  if (!read.success) throw new Error(`${file}: ${z.prettifyError(read.error)}`)
  return read.data
}

/** Every provider of `policies/` that has a demonstration. */
export async function readScripts(): Promise<ProviderScript[]> {
  const scripts: ProviderScript[] = []
  for (const entry of (await readdir(policies, { withFileTypes: true })).filter((one) => one.isDirectory()).sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const read = (file: string) =>
      readFile(new URL(`${entry.name}/${file}`, policies), 'utf8').catch((error: NodeJS.ErrnoException) => {
        if (error.code === 'ENOENT') return undefined
        throw error
      })
    const source = await read('demonstration.yaml')
    const policy = await read('policy.yaml')
    if (source === undefined || policy === undefined) continue
    scripts.push({ slug: entry.name, script: parseScript(`${entry.name}/demonstration.yaml`, source), policy, examples: await read('examples.yaml') })
  }
  return scripts
}
