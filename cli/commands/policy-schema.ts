import { schemas } from '@guichet/policy/schema/schemas'
import { exit, print, type Io } from '../io.ts'
import { readOptions } from '../options.ts'

export const name = 'policy schema'
export const summary = { fr: 'donne le schéma JSON des documents et des lignes', en: 'prints the JSON Schema of documents and lines' }

const known = Object.keys(schemas).join('|')
const usage = {
  fr: `Usage : guichet policy schema ${known}

Écrit un schéma JSON (draft 2020-12). « policy » et « examples » servent aux éditeurs, les autres décrivent
les lignes de « policy ask » et de « policy due ».`,
  en: `Usage: guichet policy schema ${known}

Writes a JSON Schema (draft 2020-12). “policy” and “examples” are for editors, the others describe the
lines of “policy ask” and “policy due”.`,
}

export async function run(argv: string[], io: Io): Promise<number> {
  const options = await readOptions(argv, io, { usage, files: 1, options: {} })
  if (typeof options === 'number') return options
  const make = schemas[options.files[0] as keyof typeof schemas]
  if (make === undefined) {
    await print(io.stderr, options.lang === 'fr' ? `Schémas connus : ${known.replaceAll('|', ', ')}.` : `Known schemas: ${known.replaceAll('|', ', ')}.`)
    return exit.badUse
  }
  await print(io.stdout, JSON.stringify(make(), null, 2))
  return exit.fine
}
