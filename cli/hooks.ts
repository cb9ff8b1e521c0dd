import { addHook, listHooks, revokeHook, rotateHook } from '#imports/imports.ts'
import { recordSource } from '@guichet/protocol'
import { exit, print, type Io } from './io.ts'
import { atProvider, misused, missingOf, textOf } from './of-provider.ts'
import { readOptions } from './options.ts'

const usage = {
  fr: `Usage : guichet provider hook add | rotate | revoke | list --provider NOM [--name NOM] [--source NOM] [--days JOURS] [--lang fr|en]

Un système (facturation, inventaire) nous dit lui-même ce qui change chez les clients, par des appels signés (docs/imports.md).
add     fait une adresse et montre son secret, une seule fois ; --source : sous quel nom ce système parle (le nom de l’adresse si rien n’est dit)
rotate  montre un nouveau secret ; l’ancien vaut encore --days jours, 7 si rien n’est dit
revoke  met fin à l’adresse ; list les montre toutes
Code de retour : 0 fait, 1 inconnue ou nom déjà pris, 2 mauvais usage.`,
  en: `Usage: guichet provider hook add | rotate | revoke | list --provider NAME [--name NAME] [--source NAME] [--days DAYS] [--lang fr|en]

A system (billing, inventory) tells us itself what changes at customers, by signed calls (docs/imports.md).
add     makes an address and shows its secret, this once; --source: the name under which that system speaks (the address’s own when nothing is said)
rotate  shows a new secret; the one before holds for --days days more, 7 when nothing is said
revoke  ends the address; list shows them all
Exit code: 0 done, 1 unknown, or the name is taken, 2 bad use.`,
}

const words = {
  fr: {
    form: 'Des minuscules, des chiffres, des tirets et des points, une lettre d’abord : --name, --source.', days: '--days est un nombre entier de 0 à 30.',
    made: (address: string) => `À appeler ainsi : POST ${address}. Son secret, montré cette fois seulement :`, rotated: (days: number) => `L’ancien secret vaut encore ${days} ${days > 1 ? 'jours' : 'jour'}. Le nouveau, montré cette fois seulement :`,
    ended: (hook: string) => `« ${hook} » n’est plus entendu.`, unknown: (hook: string) => `Aucune adresse « ${hook} » chez ce prestataire.`, none: 'Aucune adresse.', over: 'terminée', never: 'jamais appelée', used: (when: string) => `dernier appel ${when}`,
  },
  en: {
    form: 'Lower-case letters, digits, dashes and dots, a letter first: --name, --source.', days: '--days is a whole number from 0 to 30.',
    made: (address: string) => `To be called as: POST ${address}. Its secret, shown this once:`, rotated: (days: number) => `The secret before holds for ${days} more ${days === 1 ? 'day' : 'days'}. The new one, shown this once:`,
    ended: (hook: string) => `“${hook}” is not listened to any more.`, unknown: (hook: string) => `This provider has no address “${hook}”.`, none: 'No address.', over: 'ended', never: 'never called', used: (when: string) => `last called ${when}`,
  },
} as const

const actor = { kind: 'system' as const, name: 'guichet provider hook' }
const longest = 30

/** What is done to the addresses by which other systems tell us their news. Gives the exit code. */
export async function act(what: 'add' | 'rotate' | 'revoke' | 'list', argv: string[], io: Io): Promise<number> {
  const options = await readOptions(argv, io, { usage, files: 0, options: { provider: { type: 'string' }, name: { type: 'string' }, source: { type: 'string' }, days: { type: 'string' } } })
  if (typeof options === 'number') return options
  const say = words[options.lang]
  const missing = missingOf(options, what === 'list' ? ['provider'] : ['provider', 'name'])
  if (missing !== undefined) return misused(io, missing)
  const hook = textOf(options, 'name') ?? ''
  const source = textOf(options, 'source') ?? hook
  if (what !== 'list' && !(recordSource.safeParse(hook).success && recordSource.safeParse(source).success)) return misused(io, say.form)
  const days = Number(textOf(options, 'days') ?? 7)
  if (!Number.isInteger(days) || days < 0 || days > longest) return misused(io, say.days)
  return atProvider(io, options, async (desk, provider) => {
    if (what === 'list') {
      const hooks = await listHooks(desk, provider.id)
      for (const one of hooks) await print(io.stdout, `${one.name}  ${one.source}  ${one.revoked_at !== null ? say.over : one.used_at === null ? say.never : say.used(new Date(one.used_at).toISOString())}`)
      if (hooks.length === 0) await print(io.stdout, say.none)
      return exit.fine
    }
    if (what === 'revoke') {
      const ended = await revokeHook(desk, provider.id, { name: hook, actor })
      await print(ended ? io.stdout : io.stderr, ended ? say.ended(hook) : say.unknown(hook))
      return ended ? exit.fine : exit.failed
    }
    const secret = what === 'add' ? await addHook(desk, provider.id, { name: hook, source, actor }) : await rotateHook(desk, provider.id, { name: hook, days, actor })
    if (secret === undefined) {
      await print(io.stderr, say.unknown(hook))
      return exit.failed
    }
    await print(io.stderr, what === 'add' ? say.made(`${provider.baseUrl ?? desk.settings.baseUrl}/${provider.slug}/api/v1/hooks/${hook}`) : say.rotated(days))
    await print(io.stdout, secret)
    return exit.fine
  })
}
