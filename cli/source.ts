import { readFile } from 'node:fs/promises'
import type { Words } from '@guichet/policy/model'
import type { Io } from './io.ts'

/** A policy or examples document is text; above this size it is something else. */
const limit = 8 * 1024 * 1024

export type Source = { text: string; problem?: undefined } | { text?: undefined; problem: Words }

const problems: Record<string, (file: string) => Words> = {
  ENOENT: (file) => ({ fr: `${file} : ce fichier n’existe pas.`, en: `${file}: there is no such file.` }),
  EISDIR: (file) => ({ fr: `${file} est un dossier : donnez le chemin d’un fichier.`, en: `${file} is a folder: give the path of a file.` }),
  EACCES: (file) => ({ fr: `${file} : la lecture de ce fichier est interdite.`, en: `${file}: this file may not be read.` }),
}

/** The text of a file, or of standard input for `-`; else one sentence that says why there is none. */
export async function readSource(file: string, io: Io): Promise<Source> {
  const shown = file === '-' ? '<stdin>' : file
  let bytes: Uint8Array
  try {
    bytes = file === '-' ? await readAll(io.stdin) : await readFile(file)
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? ''
    const known = problems[code]
    return { problem: known ? known(shown) : { fr: `${shown} ne peut pas être lu (${code}).`, en: `${shown} cannot be read (${code}).` } }
  }
  if (bytes.length > limit) {
    return { problem: { fr: `${shown} dépasse 8 Mo : ce n’est pas une politique.`, en: `${shown} is larger than 8 MB: it is no policy.` } }
  }
  return decode(bytes, shown)
}

function decode(bytes: Uint8Array, shown: string): Source {
  const notText = { fr: `${shown} n’est pas un texte en UTF-8.`, en: `${shown} is not UTF-8 text.` }
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    return text.includes('\u0000') ? { problem: notText } : { text }
  } catch {
    return { problem: notText }
  }
}

async function readAll(stdin: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of stdin) {
    chunks.push(chunk)
    size += chunk.length
    if (size > limit) break
  }
  return Buffer.concat(chunks)
}
