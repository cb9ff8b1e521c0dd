import type { Lang } from '@guichet/policy'
import type { FirstView } from '#portal/pages/first.tsx'
import { listProviders } from '#people/people.ts'
import type { World } from '#server/tables.ts'
import { readCast, signInPath } from './cast.ts'
import type { Cast } from './cast.ts'

const sent = {
  fr: { verified: 'Un courriel signé par le domaine du client', forged: 'Le même, envoyé par un inconnu qui prend son adresse', 'shared-spf': 'Le même, envoyé par un voisin d’hébergement : plausible, rien n’est prouvé' },
  en: { verified: 'A mail signed by the customer’s domain', forged: 'The same, sent by a stranger who uses their address', 'shared-spf': 'The same, sent by a neighbour at the same host: plausible, nothing is proved' },
} as const

/** The mails that a visitor of the demonstration may send, each by one command. */
export function mailCommands(cast: Cast, lang: Lang): { about: string; command: string }[] {
  const receiver = cast.providers.find(({ mail }) => mail)
  if (!receiver) return []
  return Object.entries(sent[lang]).map(([kind, about]) => ({ about, command: `bin/guichet mail demo ${kind} --provider ${receiver.slug}` }))
}

/** What the first page shows. */
export async function firstView(world: World, lang: Lang): Promise<FirstView> {
  const providers = await listProviders(world)
  const cast: Cast = world.demonstration ? await readCast(world.settings.dataFolder) : { providers: [] }
  return {
    demonstration: world.demonstration,
    commands: mailCommands(cast, lang),
    providers: providers.map(({ id, slug, name }) => {
      const played = cast.providers.find((one) => one.id === id)
      const link = (role: Parameters<typeof signInPath>[0]) => `${signInPath(role)}?lang=${lang}`
      return {
        slug, name, about: played?.about[lang] ?? '',
        agents: (played?.agents ?? []).map((agent) => ({ name: agent.name, href: link(agent) })),
        customers: (played?.customers ?? []).map((customer) => ({ name: customer.name, about: customer.about[lang], href: link(customer) })),
        tries: (played?.tries ?? []).map((one) => one[lang]),
      }
    }),
  }
}
