import { agentRoles, foldAddress, readAgents } from '#people/people.ts'
import type { AgentRole } from '#people/people.ts'
import { changeAgent, disableAgent, enableAgent } from '#server/identity/identity.ts'
import { wrongDepartments } from '../departments.ts'
import { exit, print, type Io } from '../io.ts'
import { atProvider, listOf, misused, missingOf, textOf, wrongAddress } from '../of-provider.ts'
import { readOptions } from '../options.ts'

export const name = 'agent set'
export const summary = { fr: 'change ce qu’un agent peut faire et voir, le désactive ou le réactive', en: 'changes what an agent may do and see, disables or enables them' }

const usage = {
  fr: `Usage : guichet agent set ADRESSE --provider NOM [--name NOM] [--role NOMS] [--department NOMS] [--disable | --enable] [--lang fr|en]

Change un agent ; ce qui n’est pas dit reste. C’est inscrit au journal.
--role        séparés par des virgules : ${agentRoles.join(', ')} ; « » pour un agent qui répond, sans plus
--department  séparés par des virgules, tels que la politique en vigueur les nomme ; « » pour tous les tickets
Code de retour : 0 fait, 1 refusé ou aucun agent n’a cette adresse, 2 mauvais usage.`,
  en: `Usage: guichet agent set ADDRESS --provider NAME [--name NAME] [--role NAMES] [--department NAMES] [--disable | --enable] [--lang fr|en]

Changes an agent; what is left out stays. It is written in the log.
--role        separated by commas: ${agentRoles.join(', ')}; "" for an agent who answers, and no more
--department  separated by commas, as the policy in force names them; "" for all tickets
Exit code: 0 done, 1 refused or no agent has this address, 2 bad use.`,
}

const argument = { fr: 'Il manque ADRESSE, celle de l’agent.', en: 'ADDRESS is missing: the agent’s.' }
const words = {
  fr: {
    both: 'On ne désactive pas et ne réactive pas à la fois.', role: (roles: string) => `Rôle inconnu : ${roles}.`, unknown: (email: string) => `Aucun agent n’a l’adresse « ${email} ».`,
    lastAdmin: 'Il ne resterait personne pour administrer : nommez d’abord quelqu’un d’autre.', done: (person: string) => `${person} est à jour.`, same: (person: string) => `${person} : rien à changer.`,
  },
  en: {
    both: 'One does not disable and enable at once.', role: (roles: string) => `Unknown role: ${roles}.`, unknown: (email: string) => `No agent has the address “${email}”.`,
    lastAdmin: 'Nobody would be left to administer: appoint somebody else first.', done: (person: string) => `${person} is up to date.`, same: (person: string) => `${person}: nothing to change.`,
  },
} as const

const isRole = (role: string): role is AgentRole => (agentRoles as readonly string[]).includes(role)

export async function run(argv: string[], io: Io): Promise<number> {
  const options = await readOptions(argv, io, {
    usage, files: 1, argument,
    options: { provider: { type: 'string' }, name: { type: 'string' }, role: { type: 'string' }, department: { type: 'string' }, disable: { type: 'boolean' }, enable: { type: 'boolean' } },
  })
  if (typeof options === 'number') return options
  const say = words[options.lang]
  const email = options.files[0] as string
  const { disable, enable } = options.values
  const role = options.values.role === undefined ? undefined : listOf(textOf(options, 'role'))
  const strange = role?.filter((one) => !isRole(one)) ?? []
  const wrong = missingOf(options, ['provider']) ?? wrongAddress(email, options.lang) ?? (disable === true && enable === true ? say.both : strange.length > 0 ? say.role(strange.join(', ')) : undefined)
  if (wrong !== undefined) return misused(io, wrong)
  return atProvider(io, options, async (desk, provider) => {
    const key = foldAddress(email)?.toLowerCase()
    const agent = (await readAgents(desk.database.db, provider.id, { agentId: provider.id, departments: null })).find((one) => foldAddress(one.email)?.toLowerCase() === key)
    if (!agent) {
      await print(io.stderr, say.unknown(email))
      return exit.failed
    }
    const departments = options.values.department === undefined ? undefined : listOf(textOf(options, 'department'))
    const notThere = await wrongDepartments(desk, provider, departments ?? [], options.lang, agent.departments)
    if (notThere !== undefined) {
      await print(io.stderr, notThere)
      return exit.failed
    }
    const by = { kind: 'system' as const, name: 'guichet agent set' }
    const called = textOf(options, 'name')
    const done = [
      await changeAgent(desk, provider, by, agent.id, {
        ...(called === undefined ? {} : { name: called }), ...(role === undefined ? {} : { roles: role.filter(isRole) }),
        ...(departments === undefined ? {} : { departments }),
      }),
      ...(disable === true ? [await disableAgent(desk, provider, by, agent.id)] : enable === true ? [await enableAgent(desk, provider, by, agent.id)] : []),
    ]
    const refused = done.find((one) => one !== 'changed' && one !== 'same')
    if (refused !== undefined) {
      await print(io.stderr, refused === 'last-admin' ? say.lastAdmin : say.unknown(email))
      return exit.failed
    }
    await print(io.stdout, done.includes('changed') ? say.done(called ?? agent.name) : say.same(agent.name))
    return exit.fine
  })
}
