import { shortToken } from '#platform/tokens.ts'
import { addAgent, addressOf } from '#people/people.ts'
import { wrongDepartments } from '../departments.ts'
import { exit, print, type Io } from '../io.ts'
import { readAll } from '../mail-desk.ts'
import { atProvider, listOf, misused, missingOf, textOf, wrongAddress } from '../of-provider.ts'
import { readOptions } from '../options.ts'

export const name = 'agent add'
export const summary = { fr: 'ajoute un agent et montre son mot de passe, une fois', en: 'adds an agent and shows their password, once' }

const usage = {
  fr: `Usage : guichet agent add --provider NOM --email ADRESSE --name NOM [--role NOMS] [--department NOMS] [--language fr|en] [--password-stdin] [--lang fr|en]

Ajoute un agent. Son mot de passe est tiré au sort et montré une seule fois, ou lu sur l’entrée standard (12 signes au moins).
--role, --department  séparés par des virgules ; --language la langue de ses écrans
Code de retour : 0 ajouté, 1 adresse déjà prise ou département que la politique en vigueur n’a pas, 2 mauvais usage.`,
  en: `Usage: guichet agent add --provider NAME --email ADDRESS --name NAME [--role NAMES] [--department NAMES] [--language fr|en] [--password-stdin] [--lang fr|en]

Adds an agent. Their password is drawn and shown once, or read from standard input (12 signs at least).
--role, --department  separated by commas; --language the language of their screens
Exit code: 0 added, 1 address taken or a department that the policy in force does not have, 2 bad use.`,
}

const words = {
  fr: { short: 'Un mot de passe a 12 signes au moins, sur une ligne.', added: (name: string) => `${name} est agent.`, password: (password: string) => `Mot de passe, montré cette seule fois : ${password}` },
  en: { short: 'A password has 12 signs at least, on one line.', added: (name: string) => `${name} is an agent.`, password: (password: string) => `Password, shown this once: ${password}` },
} as const

const passwordBits = 100
const shortest = 12

/** The first line of standard input, when it will do as a password. */
async function readPassword(io: Io): Promise<string | undefined> {
  const password = (await readAll(io, 4_096))?.toString().split(/\r?\n/)[0] ?? ''
  return password.length < shortest ? undefined : password
}

export async function run(argv: string[], io: Io): Promise<number> {
  const options = await readOptions(argv, io, {
    usage, files: 0, choices: { language: ['fr', 'en'] },
    options: {
      provider: { type: 'string' }, email: { type: 'string' }, name: { type: 'string' }, role: { type: 'string' }, department: { type: 'string' }, language: { type: 'string' },
      'password-stdin': { type: 'boolean' },
    },
  })
  if (typeof options === 'number') return options
  const say = words[options.lang]
  const email = textOf(options, 'email') ?? ''
  const wrong = missingOf(options, ['provider', 'email', 'name']) ?? wrongAddress(email, options.lang)
  if (wrong !== undefined) return misused(io, wrong)
  const given = options.values['password-stdin'] === true
  const password = given ? await readPassword(io) : shortToken(passwordBits)
  if (password === undefined) return misused(io, say.short)
  return atProvider(io, options, async (desk, provider) => {
    const departments = listOf(textOf(options, 'department'))
    const strange = await wrongDepartments(desk, provider, departments, options.lang)
    if (strange !== undefined) {
      await print(io.stderr, strange)
      return exit.failed
    }
    const language = textOf(options, 'language') === 'en' ? 'en' : textOf(options, 'language') === 'fr' ? 'fr' : provider.language
    const agent = await addAgent(desk, provider.id, {
      name: textOf(options, 'name') as string, email, password, language, roles: listOf(textOf(options, 'role')), departments,
    }, { kind: 'system', name: 'guichet agent add' })
    await print(io.stdout, [say.added(agent.name), addressOf(desk, provider, '/desk/'), ...(given ? [] : [say.password(password)])].join('\n'))
    return exit.fine
  })
}
