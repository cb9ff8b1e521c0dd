import { addConnection, readConnection, returnAddress } from '#people/people.ts'
import { connectionProblemInWords } from '../connection-words.ts'
import { exit, print, type Io } from '../io.ts'
import { readAll } from '../mail-desk.ts'
import { atProvider, listOf, misused, missingOf, textOf } from '../of-provider.ts'
import { readOptions } from '../options.ts'

export const name = 'provider oidc add'
export const summary = { fr: 'laisse entrer des agents ou des clients par un autre site (OpenID Connect)', en: 'lets agents or customers in through another site (OpenID Connect)' }

const usage = {
  fr: `Usage : guichet provider oidc add --provider NOM --name NOM --label TEXTE --for agents|contacts --issuer ADRESSE --client ID --domain DOMAINES
       [--secret-stdin] [--customer NUMÉRO] [--listed|--unlisted] [--only] [--make-contacts [--rights DROITS]] [--second-factor ours|theirs] [--private] [--lang fr|en]

Ajoute une connexion, puis montre l’adresse de retour à déclarer chez le site. « provider oidc test » dit ensuite ce qui manque.
--name    sa part des adresses ; --label ce que dit le bouton, « Se connecter avec … »
--issuer  l’« issuer » du site, tel qu’il le donne ; --client l’identifiant qu’il nous donne ; --secret-stdin lit le secret sur l’entrée standard
--domain  domaines des adresses dont il répond, séparés par des virgules ; jamais un domaine ouvert à tous
--customer      seulement pour les contacts de ce client ; --make-contacts crée ceux qui manquent, avec ces droits
--listed        montre le bouton à tous sur la page de connexion (par défaut seulement sans --customer)
--only          ces personnes n’entrent pas autrement : ni mot de passe, ni lien, ni clé d’accès
--second-factor theirs : le site a demandé le second facteur ; ours (par défaut) : Guichet le demande
--private       le site est sur cette machine ou un réseau privé
Code de retour : 0 ajoutée, 2 mauvais usage.`,
  en: `Usage: guichet provider oidc add --provider NAME --name NAME --label TEXT --for agents|contacts --issuer ADDRESS --client ID --domain DOMAINS
       [--secret-stdin] [--customer NUMBER] [--listed|--unlisted] [--only] [--make-contacts [--rights RIGHTS]] [--second-factor ours|theirs] [--private] [--lang fr|en]

Adds a connection, then shows the return address to be declared at the site. "provider oidc test" tells afterwards what is missing.
--name    its part of addresses; --label what the button says, “Sign in with …”
--issuer  the “issuer” of the site, as it gives it; --client the identifier that it gives us; --secret-stdin reads the secret from standard input
--domain  domains of the addresses that it answers for, separated by commas; never one that is open to all
--customer      for contacts of this customer only; --make-contacts makes those that are missing, with these rights
--listed        shows the button to everybody on the sign-in page (by default only without --customer)
--only          these people come in no other way: neither password, nor link, nor passkey
--second-factor theirs: the site has asked for the second factor; ours (default): Guichet asks for it
--private       the site is on this machine or a private network
Exit code: 0 added, 2 bad use.`,
}

const words = {
  fr: { secret: 'Le secret tient en 1 à 500 signes, sur une ligne de l’entrée standard.', added: (label: string) => `${label} peut répondre de ces personnes.`, back: (address: string) => `Adresse de retour à déclarer chez lui : ${address}`, next: (slug: string, name: string) => `Ensuite : guichet provider oidc test --provider ${slug} --name ${name}` },
  en: { secret: 'The secret has 1 to 500 signs, on one line of standard input.', added: (label: string) => `${label} may vouch for these people.`, back: (address: string) => `Return address to be declared there: ${address}`, next: (slug: string, name: string) => `Then: guichet provider oidc test --provider ${slug} --name ${name}` },
} as const

/** The first line of standard input; never shown, never in the arguments, where every user of the machine can read. */
async function readSecret(io: Io): Promise<string | undefined> {
  const secret = (await readAll(io, 4_096))?.toString().split(/\r?\n/)[0]?.trim() ?? ''
  return secret.length >= 1 && secret.length <= 500 ? secret : undefined
}

export async function run(argv: string[], io: Io): Promise<number> {
  const text = { type: 'string' } as const
  const flag = { type: 'boolean' } as const
  const options = await readOptions(argv, io, {
    usage, files: 0, choices: { for: ['agents', 'contacts'], 'second-factor': ['ours', 'theirs'] },
    options: {
      provider: text, name: text, label: text, for: text, issuer: text, client: text, domain: text, customer: text, rights: text, 'second-factor': text,
      'secret-stdin': flag, listed: flag, unlisted: flag, only: flag, 'make-contacts': flag, private: flag,
    },
  })
  if (typeof options === 'number') return options
  const { lang, values } = options
  const missing = missingOf(options, ['provider', 'name', 'label', 'for', 'issuer', 'client', 'domain'])
  if (missing !== undefined) return misused(io, missing)
  const withSecret = values['secret-stdin'] === true
  const secret = withSecret ? await readSecret(io) : undefined
  if (withSecret && secret === undefined) return misused(io, words[lang].secret)
  const given = (key: string) => textOf(options, key) as string
  return atProvider(io, options, async (desk, provider) => {
    const read = await readConnection(desk, provider.id, {
      name: given('name'), label: given('label'), audience: given('for') as 'agents' | 'contacts', customer: textOf(options, 'customer'), issuer: given('issuer'), clientId: given('client'), secret,
      domains: listOf(given('domain')), exclusive: values['only'] === true, makesContacts: values['make-contacts'] === true, rights: listOf(textOf(options, 'rights')),
      secondFactor: textOf(options, 'second-factor') as 'ours' | 'theirs' | undefined, privateAddresses: values['private'] === true,
      ...(values['listed'] === true ? { listed: true } : values['unlisted'] === true ? { listed: false } : {}),
    })
    if (!read.ok) return misused(io, connectionProblemInWords(read.problem, lang))
    const connection = await addConnection(desk, provider.id, { kind: 'system', name: 'guichet provider oidc add' }, read.connection)
    const say = words[lang]
    await print(io.stdout, [say.added(connection.label), say.back(returnAddress(desk, provider, connection)), say.next(provider.slug, connection.name)].join('\n'))
    return exit.fine
  })
}
