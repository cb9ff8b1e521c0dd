import type { RecordNoun } from '@guichet/protocol'
import { openIntake, oneAtATime, problemInWords, takeRecord } from '#imports/imports.ts'
import { transaction } from '#platform/database.ts'
import { exit, print, type Io } from './io.ts'
import { atProvider, misused } from './of-provider.ts'
import type { Options } from './options.ts'

const words = {
  fr: { policy: 'Ce prestataire n’a pas encore de politique. Publiez-la d’abord.', done: { added: 'Ajouté', changed: 'Modifié', unchanged: 'Rien à changer' } },
  en: { policy: 'This provider has no policy yet. Publish it first.', done: { added: 'Added', changed: 'Changed', unchanged: 'Nothing to change' } },
} as const

/** Adds one record typed by hand, under the name by which it can be told of again. Gives the exit code. */
export async function takeOne(io: Io, options: Options, noun: RecordNoun, externalId: string, record: Readonly<Record<string, unknown>>): Promise<number> {
  const { lang } = options
  return atProvider(io, options, async (desk, provider) => {
    if (!(await desk.policies.inForce(provider.id, desk.time.now()))) return misused(io, words[lang].policy)
    const taken = await transaction(desk.database.db, async (trx) => {
      await oneAtATime({ trx, providerId: provider.id })
      return takeRecord(await openIntake(desk, trx, { providerId: provider.id, source: 'cli', actor: { kind: 'system', name: `guichet ${noun}` } }), noun, externalId, record)
    })
    if (taken.outcome === 'refused') {
      for (const problem of taken.problems) await print(io.stderr, problemInWords(problem, lang))
      return exit.failed
    }
    await print(io.stdout, `${taken.outcome === 'retired' ? '' : words[lang].done[taken.outcome]} : ${externalId}`.replace(' :', lang === 'fr' ? '\u202f:' : ':'))
    return exit.fine
  })
}
