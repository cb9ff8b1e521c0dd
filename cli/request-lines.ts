import { open } from 'node:fs/promises'
import type { Words } from '@guichet/policy/model'
import type { Policy } from '@guichet/policy/policy'
import type { RecordedRequest } from '#desk/desk.ts'
import { lineOf } from './compare-tickets.ts'

/** Types whose values are chosen, counted or measured; of all others people write what they like. */
const impersonal = new Set(['one_of', 'flag', 'number', 'duration', 'money', 'date', 'zone', 'version'])

/** The facts of a request without what a person typed: texts, addresses, names of files, values beside those that the policy lists. */
export function withoutTexts(policy: Policy, request: RecordedRequest): RecordedRequest {
  const kept = Object.entries(request.facts).filter(([name, value]) => {
    const fact = policy.facts.get(name)
    if (!fact) return false
    if (fact.type === 'one_of') return fact.options.some((option) => option.value === value)
    return impersonal.has(fact.type) ? fact.type !== 'version' || /^[\d.]{1,40}$/.test(String(value)) : typeof value === 'number'
  })
  return { ...request, facts: Object.fromEntries(kept) }
}

/** A file of request lines that is written a batch at a time: for the one who asked only, and never over another file. */
export interface LineFile {
  write(requests: readonly RecordedRequest[]): Promise<void>
  close(): Promise<void>
}

/** The file, or one sentence that says why it cannot be written: there is one already, or nobody may write there. */
export async function openLineFile(path: string): Promise<LineFile | { problem: Words }> {
  try {
    const file = await open(path, 'wx', 0o600)
    return {
      write: async (requests) => { await file.appendFile(requests.map((one) => `${JSON.stringify(lineOf(one))}\n`).join('')) },
      close: () => file.close(),
    }
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    return { problem: code === 'EEXIST'
      ? { fr: `${path} : ce fichier existe déjà. Donnez un autre nom.`, en: `${path}: this file is there already. Give another name.` }
      : { fr: `${path} ne peut pas être écrit (${code}). Donnez un chemin où vous pouvez écrire.`, en: `${path} cannot be written (${code}). Give a path where you may write.` } }
  }
}
