import { foldAddress, listAgents, makeTeam } from '#people/people.ts'
import { wrongDepartments } from '../departments.ts'
import { exit, print, type Io } from '../io.ts'
import { atProvider, listOf, misused, missingOf, textOf } from '../of-provider.ts'
import { readOptions } from '../options.ts'

export const name = 'team add'
export const summary = { fr: 'crée une équipe d’agents', en: 'makes a team of agents' }

const usage = {
  fr: `Usage : guichet team add --provider NOM --name NOM [--member ADRESSES] [--department NOM] [--lang fr|en]

Crée une équipe, à laquelle des tickets peuvent être transférés.
--member      adresses d’agents, séparées par des virgules
--department  tel que la politique en vigueur le nomme
Code de retour : 0 créée, 1 le nom est pris, un agent ou le département est inconnu, 2 mauvais usage.`,
  en: `Usage: guichet team add --provider NAME --name NAME [--member ADDRESSES] [--department NAME] [--lang fr|en]

Makes a team, to which tickets can be handed.
--member      addresses of agents, separated by commas
--department  as the policy in force names it
Exit code: 0 made, 1 the name is taken, an agent or the department is unknown, 2 bad use.`,
}

const words = {
  fr: { made: (team: string, count: number) => `L’équipe ${team} est créée ; membres : ${count}.`, taken: (team: string) => `Une équipe s’appelle déjà ${team}.`, unknown: (emails: string) => `Aucun agent en service n’a cette adresse : ${emails}.` },
  en: { made: (team: string, count: number) => `The team ${team} is made; members: ${count}.`, taken: (team: string) => `A team is called ${team} already.`, unknown: (emails: string) => `No agent in service has this address: ${emails}.` },
} as const

export async function run(argv: string[], io: Io): Promise<number> {
  const options = await readOptions(argv, io, { usage, files: 0, options: { provider: { type: 'string' }, name: { type: 'string' }, member: { type: 'string' }, department: { type: 'string' } } })
  if (typeof options === 'number') return options
  const say = words[options.lang]
  const wrong = missingOf(options, ['provider', 'name'])
  if (wrong !== undefined) return misused(io, wrong)
  const team = textOf(options, 'name') as string
  return atProvider(io, options, async (desk, provider) => {
    const agents = new Map((await listAgents(desk, provider.id)).map((agent) => [foldAddress(agent.email)?.toLowerCase(), agent.id]))
    const wanted = listOf(textOf(options, 'member')).map((email) => ({ email, id: agents.get(foldAddress(email)?.toLowerCase()) }))
    const strange = wanted.filter(({ id }) => id === undefined)
    if (strange.length > 0) {
      await print(io.stderr, say.unknown(strange.map(({ email }) => email).join(', ')))
      return exit.failed
    }
    const department = textOf(options, 'department')
    const notThere = await wrongDepartments(desk, provider, department === undefined ? [] : [department], options.lang)
    if (notThere !== undefined) {
      await print(io.stderr, notThere)
      return exit.failed
    }
    const made = await makeTeam(desk, provider.id, { kind: 'system', name: 'guichet team add' }, { name: team, department: department ?? null, members: wanted.flatMap(({ id }) => id ?? []) })
    if (typeof made === 'string') {
      await print(io.stderr, say.taken(team))
      return exit.failed
    }
    await print(io.stdout, say.made(team, wanted.length))
    return exit.fine
  })
}
