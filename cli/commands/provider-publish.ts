import { diffPolicies } from '@guichet/policy/diff/diff'
import { changeLine, diffInWords } from '@guichet/policy/diff/words'
import { instantInWords } from '@guichet/policy/words/formats'
import type { Lang } from '@guichet/policy/model'
import type { Policy } from '@guichet/policy/policy'
import { registerMailboxes } from '#channels/mail/mail.ts'
import type { Desk } from '#policies/policies.ts'
import { exit, print, type Io } from '../io.ts'
import { atProvider, misused, missingOf } from '../of-provider.ts'
import { readOptions } from '../options.ts'
import { openSoundPolicy } from '../policy-file.ts'
import { findingInWords } from './policy-check.ts'

export const name = 'provider publish'
export const summary = { fr: 'publie une nouvelle version de la politique d’un prestataire', en: 'publishes a new version of a provider’s policy' }

const usage = {
  fr: `Usage : guichet provider publish POLITIQUE --provider NOM [--lang fr|en]

Publie une version de la politique, à côté du service qui tourne : elle s’applique dès sa date d’effet, sans redémarrage.
Dit ce qui change depuis la version d’avant. Une version publiée ne change plus jamais. Code de retour : 0 publiée, 1 erreurs ou version déjà publiée autrement, 2 mauvais usage.`,
  en: `Usage: guichet provider publish POLICY --provider NAME [--lang fr|en]

Publishes a version of the policy, beside the running desk: it applies from its effective date, without a restart.
Says what changes since the version before. A published version never changes. Exit code: 0 published, 1 errors or version published otherwise, 2 bad use.`,
}

const words = {
  fr: { done: (version: string, from: string) => `Version « ${version} » publiée ; en vigueur depuis ${from}.`, later: (version: string, from: string) => `Version « ${version} » publiée ; elle vaudra à partir de ${from}.`, already: (version: string) => `La version « ${version} » était déjà publiée, à l’identique.`, changes: (version: string) => `Ce qui change depuis la version « ${version} » :`, same: (version: string) => `Rien ne change dans les règles depuis la version « ${version} ».` },
  en: { done: (version: string, from: string) => `Version “${version}” published; in force since ${from}.`, later: (version: string, from: string) => `Version “${version}” published; it applies from ${from}.`, already: (version: string) => `Version “${version}” was published already, the same.`, changes: (version: string) => `What changes since version “${version}”:`, same: (version: string) => `Nothing changes in the rules since version “${version}”.` },
} as const

/** What changed since the version that was in force before this one, a line each; nothing for a first version. */
async function tellChanges({ policies }: Desk, providerId: string, policy: Policy, io: Io, lang: Lang): Promise<void> {
  const all = await policies.list(providerId)
  const earlier = all[all.findIndex(({ version }) => version === policy.version) + 1]
  const before = earlier && await policies.version(providerId, earlier.version)
  if (!before) return
  const lines = diffInWords(diffPolicies(before, policy), lang)
  await print(io.stdout, lines.length === 0 ? words[lang].same(before.version) : words[lang].changes(before.version))
  for (const line of lines) await print(io.stdout, `  ${changeLine(line)}`)
}

export async function run(argv: string[], io: Io): Promise<number> {
  const options = await readOptions(argv, io, { usage, files: 1, options: { provider: { type: 'string' } } })
  if (typeof options === 'number') return options
  const { lang } = options
  const missing = missingOf(options, ['provider'])
  if (missing !== undefined) return misused(io, missing)
  const opened = await openSoundPolicy(options.files[0] as string, io, lang)
  if (typeof opened === 'number') return opened
  return atProvider(io, options, async (desk, provider) => {
    const published = await desk.policies.publish(provider.id, { source: opened.text, file: opened.file, by: 'guichet provider publish' })
    if (!published.ok) {
      for (const finding of published.findings.filter(({ severity }) => severity === 'error')) await print(io.stderr, findingInWords(finding, lang))
      return exit.failed
    }
    const { policy, already } = published
    await registerMailboxes(desk, provider, policy)
    const now = desk.time.now()
    const from = instantInWords(policy.effective, { zone: policy.zone, lang, now })
    const say = words[lang]
    await print(io.stdout, already ? say.already(policy.version) : policy.effective <= now ? say.done(policy.version, from) : say.later(policy.version, from))
    if (!already) await tellChanges(desk, provider.id, policy, io, lang)
    return exit.fine
  })
}
