import { countPurge, isRetentionKind, listRetention, privacyWords, retentionKinds, setRetention } from '#privacy/privacy.ts'
import { exit, print, type Io } from '../io.ts'
import { atProvider, misused, missingOf, textOf } from '../of-provider.ts'
import { readOptions } from '../options.ts'

export const name = 'provider retention'
export const summary = { fr: 'montre ou règle combien de temps chaque sorte de données est gardée', en: 'shows or sets how long each kind of data is kept' }

const usage = {
  fr: `Usage : guichet provider retention --provider NOM [--lang fr|en]
        guichet provider retention --provider NOM --kind SORTE --days JOURS --reason POURQUOI

Sans --kind, montre chaque sorte, sa durée, ce qui est échu et partira à la prochaine purge (une fois par heure), et pourquoi.
Sortes : ${Object.keys(retentionKinds).join(', ')}
Code de retour : 0 fait, 2 mauvais usage.`,
  en: `Usage: guichet provider retention --provider NAME [--lang fr|en]
       guichet provider retention --provider NAME --kind KIND --days DAYS --reason WHY

Without --kind, shows each kind, how long it is kept, what is past its time and goes with the next purge (once an hour), and why.
Kinds: ${Object.keys(retentionKinds).join(', ')}
Exit code: 0 done, 2 bad use.`,
}

const words = {
  fr: { kind: (given: string) => `« ${given} » n’est pas une sorte de données. --help donne la liste.`, days: (least: number, most: number) => `--days est un nombre entier de ${least} à ${most}.`, due: (n: number) => `${n} échu${n > 1 ? 's' : ''}`, set: 'C’est réglé.' },
  en: { kind: (given: string) => `“${given}” is no kind of data. --help lists them.`, days: (least: number, most: number) => `--days is a whole number from ${least} to ${most}.`, due: (n: number) => `${n} past it`, set: 'It is set.' },
} as const

export async function run(argv: string[], io: Io): Promise<number> {
  const options = await readOptions(argv, io, { usage, files: 0, options: { provider: { type: 'string' }, kind: { type: 'string' }, days: { type: 'string' }, reason: { type: 'string' } } })
  if (typeof options === 'number') return options
  const say = words[options.lang]
  const kind = textOf(options, 'kind')
  const missing = missingOf(options, kind === undefined ? ['provider'] : ['provider', 'days', 'reason'])
  if (missing !== undefined) return misused(io, missing)
  if (kind !== undefined && !isRetentionKind(kind)) return misused(io, say.kind(kind))
  return atProvider(io, options, async (desk, provider) => {
    if (kind !== undefined) {
      const done = await setRetention(desk, provider.id, { kind: 'system', name: 'guichet' }, { kind, days: Number(textOf(options, 'days')), reason: textOf(options, 'reason') as string })
      if (!done.ok) return misused(io, say.days(done.least, done.most))
      await print(io.stdout, say.set)
      return exit.fine
    }
    const [kept, due] = await Promise.all([listRetention(desk, provider.id), countPurge(desk, provider.id)])
    const names = privacyWords[options.lang]
    for (const one of kept) {
      await print(io.stdout, `${one.kind.padEnd(16)} ${names.days(one.days).padEnd(10)} ${say.due(due[one.kind]).padEnd(12)} ${names.kinds[one.kind].name} : ${one.reason ?? names.kinds[one.kind].why}`)
    }
    return exit.fine
  })
}
