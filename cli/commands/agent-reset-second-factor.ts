import { resetAgentSecond } from '#server/identity/identity.ts'
import { foldAddress, listAgents } from '#people/people.ts'
import { exit, print, type Io } from '../io.ts'
import { atProvider, misused, missingOf, wrongAddress } from '../of-provider.ts'
import { readOptions } from '../options.ts'

export const name = 'agent reset-second-factor'
export const summary = { fr: 'retire le second facteur d’un agent qui l’a perdu', en: 'removes the second factor of an agent who lost it' }

const usage = {
  fr: `Usage : guichet agent reset-second-factor ADRESSE --provider NOM [--lang fr|en]

Retire l’application, les clés d’accès et les codes de secours de cet agent, et ferme ses sessions. Son mot de passe reste.
Où le prestataire exige un second facteur, il en met un nouveau à sa prochaine connexion, avant toute autre chose.
Assurez-vous d’abord, de vive voix ou en personne, que c’est bien lui qui le demande. C’est inscrit au journal.
Code de retour : 0 fait, 1 il n’y avait rien à retirer ou aucun agent n’a cette adresse, 2 mauvais usage.`,
  en: `Usage: guichet agent reset-second-factor ADDRESS --provider NAME [--lang fr|en]

Removes this agent's application, passkeys and backup codes, and ends their sessions. Their password stays.
Where the provider requires a second factor, they set up a new one at their next sign-in, before anything else.
Make sure first, by voice or in person, that it is really they who ask. It is written in the log.
Exit code: 0 done, 1 there was nothing to remove or no agent has this address, 2 bad use.`,
}

const argument = { fr: 'Il manque ADRESSE, celle de l’agent.', en: 'ADDRESS is missing: the agent’s.' }
const words = {
  fr: {
    unknown: (email: string) => `Aucun agent en service n’a l’adresse « ${email} ».`, none: (person: string) => `${person} n’a pas de second facteur : rien n’a changé.`,
    done: (person: string, ended: number) => `Le second facteur de ${person} est retiré ; sessions fermées : ${ended}.`,
    required: 'Il faudra en mettre un nouveau à la prochaine connexion.', offered: 'Il est conseillé d’en mettre un nouveau, depuis la page Sécurité.',
  },
  en: {
    unknown: (email: string) => `No agent in service has the address “${email}”.`, none: (person: string) => `${person} has no second factor: nothing has changed.`,
    done: (person: string, ended: number) => `The second factor of ${person} is removed; sessions ended: ${ended}.`,
    required: 'A new one has to be set up at the next sign-in.', offered: 'A new one should be set up, from the page Security.',
  },
} as const

export async function run(argv: string[], io: Io): Promise<number> {
  const options = await readOptions(argv, io, { usage, files: 1, argument, options: { provider: { type: 'string' } } })
  if (typeof options === 'number') return options
  const { lang } = options
  const say = words[lang]
  const email = options.files[0] as string
  const wrong = missingOf(options, ['provider']) ?? wrongAddress(email, lang)
  if (wrong !== undefined) return misused(io, wrong)
  return atProvider(io, options, async (desk, provider) => {
    const key = foldAddress(email)?.toLowerCase()
    const agent = (await listAgents(desk, provider.id)).find((one) => foldAddress(one.email)?.toLowerCase() === key)
    const done = agent && (await resetAgentSecond(desk, provider, agent))
    if (!agent || !done?.had) {
      await print(io.stderr, agent ? say.none(agent.name) : say.unknown(email))
      return exit.failed
    }
    await print(io.stdout, `${say.done(agent.name, done.ended)}\n${provider.secondFactor === 'required' ? say.required : say.offered}`)
    return exit.fine
  })
}
