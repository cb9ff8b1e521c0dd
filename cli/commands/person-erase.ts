import { isId } from '#platform/ids.ts'
import { askFor, confirmErasure } from '#privacy/privacy.ts'
import type { NotNow, Obstacle } from '#privacy/privacy.ts'
import type { Lang } from '@guichet/policy/model'
import { privacyAgent } from '../agent-who.ts'
import { exit, print, type Io } from '../io.ts'
import { atProvider, listOf, misused, missingOf, textOf, wrongAddress } from '../of-provider.ts'
import { readOptions } from '../options.ts'

export const name = 'person erase'
export const summary = { fr: 'efface une personne, à deux', en: 'erases a person, by two people' }

const usage = {
  fr: `Usage : guichet person erase --provider NOM --address ADRESSE --by AGENT [--words MOTS]
        guichet person erase --provider NOM --confirm DEMANDE --by AUTRE-AGENT [--lang fr|en]

D’abord un agent (rôle privacy ou admin) demande : le rapport de ce qui partira est montré, rien n’est touché. Puis un autre confirme :
la personne est prévenue, et dans l’heure son nom, ses adresses et ses mots sont effacés partout, pour toujours. Le service doit tourner.
--words  autres mots à retirer des textes, séparés par des virgules (surnom, téléphone)
Code de retour : 0 demandée ou confirmée, 1 impossible aujourd’hui, 2 mauvais usage.`,
  en: `Usage: guichet person erase --provider NAME --address ADDRESS --by AGENT [--words WORDS]
       guichet person erase --provider NAME --confirm REQUEST --by OTHER-AGENT [--lang fr|en]

First an agent (role privacy or admin) asks: the report of what will go is shown, nothing is touched. Then another one confirms: the
person is told, and within the hour their name, addresses and words are erased everywhere, for ever. The desk must be running.
--words  further words to take out of texts, separated by commas (nickname, telephone)
Exit code: 0 asked or confirmed, 1 not possible today, 2 bad use.`,
}

const words = {
  fr: {
    report: 'Ce qui partira :', shared: (names: string) => `Nom porté aussi par quelqu’un d’autre, laissé dans les textes des autres : ${names}.`,
    next: (id: string) => `Rien n’est touché. Un autre agent confirme : guichet person erase --confirm ${id} --by … --provider`, confirmed: 'Confirmé. La personne est prévenue, puis effacée dans l’heure.',
    refused: { 'not-found': 'Aucune demande de ce nom.', 'already-handled': 'Une demande d’effacement est déjà en cours, ou celle-ci est déjà traitée.', 'two-persons': 'Un autre agent que celui qui a demandé doit confirmer.', 'too-many': 'Trop de demandes aujourd’hui.', 'unknown-person': 'Rien n’est gardé sur cette personne.' },
    obstacle: (one: Obstacle) => (one.is === 'hold' ? `Gel légal jusqu’au ${one.until} : ${one.reason}.` : one.is === 'open_tickets' ? `Demandes en cours : ${one.numbers.join(', ')}.` : `Dernière personne du contrat « ${one.name} »${one.until === null ? '' : `, jusqu’au ${one.until}`}.`),
  },
  en: {
    report: 'What will go:', shared: (names: string) => `A name that somebody else has too, left in the texts of others: ${names}.`,
    next: (id: string) => `Nothing is touched. Another agent confirms: guichet person erase --confirm ${id} --by … --provider`, confirmed: 'Confirmed. The person is told, then erased within the hour.',
    refused: { 'not-found': 'There is no such request.', 'already-handled': 'An erasure is asked for already, or this one is done.', 'two-persons': 'Another agent than the one who asked must confirm.', 'too-many': 'Too many requests today.', 'unknown-person': 'Nothing is kept about this person.' },
    obstacle: (one: Obstacle) => (one.is === 'hold' ? `Legal hold until ${one.until}: ${one.reason}.` : one.is === 'open_tickets' ? `Requests in progress: ${one.numbers.join(', ')}.` : `Last person of the contract “${one.name}”${one.until === null ? '' : `, until ${one.until}`}.`),
  },
} as const

async function refuse(io: Io, lang: Lang, why: NotNow): Promise<number> {
  const sentences = why.refused === 'obstacles' ? why.obstacles.map((one) => words[lang].obstacle(one)) : [words[lang].refused[why.refused]]
  for (const sentence of sentences) await print(io.stderr, sentence)
  return exit.failed
}

export async function run(argv: string[], io: Io): Promise<number> {
  const options = await readOptions(argv, io, {
    usage, files: 0, options: { provider: { type: 'string' }, address: { type: 'string' }, by: { type: 'string' }, confirm: { type: 'string' }, words: { type: 'string' } },
  })
  if (typeof options === 'number') return options
  const say = words[options.lang]
  const confirm = textOf(options, 'confirm')
  const missing = missingOf(options, confirm === undefined ? ['provider', 'address', 'by'] : ['provider', 'by'])
  if (missing !== undefined) return misused(io, missing)
  const address = textOf(options, 'address') ?? ''
  const wrong = confirm === undefined ? wrongAddress(address, options.lang) : undefined
  if (wrong !== undefined) return misused(io, wrong)
  return atProvider(io, options, async (desk, provider) => {
    const agent = await privacyAgent(desk, provider.id, textOf(options, 'by') as string, options.lang)
    if (typeof agent === 'string') return misused(io, agent)
    if (confirm !== undefined) {
      const done = isId(confirm) ? await confirmErasure(desk, provider.id, confirm, agent) : { refused: 'not-found' as const }
      if (!('request' in done)) return refuse(io, options.lang, done)
      await print(io.stdout, say.confirmed)
      return exit.fine
    }
    const asked = await askFor(desk, provider.id, agent, { kind: 'erasure', whose: { address }, words: listOf(textOf(options, 'words')).filter((word) => word.length >= 3) })
    if (!('request' in asked)) return refuse(io, options.lang, asked)
    const report = asked.request.report as { shared: string[]; mentions: Record<string, number> } & Record<string, number>
    await print(io.stdout, say.report)
    for (const [what, n] of Object.entries(report)) if (typeof n === 'number') await print(io.stdout, `  ${what.padEnd(12)} ${n}`)
    for (const [table, n] of Object.entries(report.mentions)) await print(io.stdout, `  ${table.padEnd(12)} ${n}`)
    if (report.shared.length > 0) await print(io.stdout, say.shared(report.shared.join(', ')))
    await print(io.stdout, `${say.next(asked.request.id)} ${provider.slug}`)
    return exit.fine
  })
}
