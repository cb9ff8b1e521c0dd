import type { Lang } from '@guichet/policy/model'
import { readCast, signInPath } from '#channels/demonstration/cast.ts'
import { mailCommands } from '#channels/demonstration/first-view.ts'
import type { World } from '#server/tables.ts'

const words = {
  fr: {
    here: (url: string) => `Guichet : ${url}`,
    demonstration: 'Démonstration : les sociétés existent, leurs clients sont inventés, et rien ne sort de cette machine.',
    open: 'Ouvrez cette page : elle dit qui être et quoi essayer. Ou entrez directement :',
    agent: 'agent', customer: 'client', password: 'mot de passe',
    mail: 'Envoyer un courriel, dans un autre terminal :',
    outgoing: (url: string) => `Ce que le guichet aurait envoyé : ${url}`,
    own: 'Le vôtre : GUICHET_DATA=./mon-guichet bin/guichet provider add ma-politique.yaml --slug mon-nom',
    stop: 'Ctrl-C pour arrêter.',
    desk: (name: string) => `${name}, agents`,
  },
  en: {
    here: (url: string) => `Guichet: ${url}`,
    demonstration: 'Demonstration: the companies exist, their customers are invented, and nothing leaves this machine.',
    open: 'Open this page: it says whom to be and what to try. Or enter directly:',
    agent: 'agent', customer: 'customer', password: 'password',
    mail: 'Send a mail, in another terminal:',
    outgoing: (url: string) => `What the desk would have sent: ${url}`,
    own: 'Your own: GUICHET_DATA=./my-desk bin/guichet provider add my-policy.yaml --slug my-name',
    stop: 'Ctrl-C to stop.',
    desk: (name: string) => `${name}, agents`,
  },
} as const

async function demonstrationLines(world: World, lang: Lang): Promise<string[]> {
  const say = words[lang]
  const { baseUrl, dataFolder } = world.settings
  const cast = await readCast(dataFolder)
  const lines = ['', say.demonstration, say.open]
  for (const provider of cast.providers) {
    lines.push('', `  ${provider.slug}  ${provider.about[lang]}`)
    const [agent] = provider.agents
    const [customer] = provider.customers
    if (agent) lines.push(`    ${say.agent.padEnd(8)} ${agent.name.padEnd(34)} ${baseUrl}${signInPath(agent)}?lang=${lang}`, `    ${' '.repeat(8)} ${agent.email}, ${say.password} ${agent.password}`)
    if (customer) lines.push(`    ${say.customer.padEnd(8)} ${customer.name.padEnd(34)} ${baseUrl}${signInPath(customer)}?lang=${lang}`)
  }
  const mails = mailCommands(cast, lang)
  if (mails.length > 0) lines.push('', say.mail, ...mails.map(({ about, command }) => `  ${command.padEnd(56)} # ${about}`))
  return [...lines, '', say.outgoing(`${baseUrl}/demonstration/outgoing`), say.own]
}

/** What `npm start` tells once it serves; the first line is the address of the first page. */
export async function welcome(world: World, providers: readonly { slug: string; name: string }[], lang: Lang): Promise<string> {
  const say = words[lang]
  const { baseUrl } = world.settings
  const rest = world.demonstration ? await demonstrationLines(world, lang) : providers.map(({ slug, name }) => `  ${name}: ${baseUrl}/${slug}/   ${say.desk(name)}: ${baseUrl}/${slug}/desk/`)
  return [say.here(`${baseUrl}/`), ...rest, '', say.stop].join('\n')
}
