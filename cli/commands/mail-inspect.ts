import type { Lang } from '@guichet/policy/model'
import { doorLimits } from '#channels/mail/listener.ts'
import { inspectMail } from '#channels/mail/mail.ts'
import type { Inspected } from '#channels/mail/mail.ts'
import { exit, print, type Io } from '../io.ts'
import { readAll, withDesk } from '../mail-desk.ts'
import { readOptions } from '../options.ts'

export const name = 'mail inspect'
export const summary = { fr: 'dit ce que Guichet penserait d’un message, sans le prendre', en: 'tells what Guichet would think of a message, without taking it' }

const usage = {
  fr: `Usage : guichet mail inspect [--to ADRESSES] [--from ADRESSE] [--ip ADRESSE] [--helo NOM] [--format text|json] [--lang fr|en] < message.eml

Lit un message sur l’entrée standard et dit de quelle sorte il est, ce qui est prouvé de son expéditeur, et à quelle
demande il répond, pour chaque prestataire concerné. Rien n’est gardé. Code de retour : 0 lisible, 1 illisible, 2 mauvais usage.`,
  en: `Usage: guichet mail inspect [--to ADDRESSES] [--from ADDRESS] [--ip ADDRESS] [--helo NAME] [--format text|json] [--lang fr|en] < message.eml

Reads a message from standard input and tells of what sort it is, what is proved about its sender, and which request it
answers, for each provider concerned. Nothing is kept. Exit code: 0 readable, 1 unreadable, 2 bad use.`,
}

const words = {
  fr: {
    unreadable: 'illisible', sort: 'sorte', because: 'd’après', proof: 'preuves', trust: 'confiance', thread: 'conversation', none: 'aucune : ce serait une demande nouvelle',
    nobody: 'Aucune adresse de ce message n’est d’ici : seul l’expéditeur a été regardé. Donnez-en une avec --to.', participant: 'participant', stranger: 'tiers', flags: 'à noter', aside: 'mis de côté',
  },
  en: {
    unreadable: 'unreadable', sort: 'sort', because: 'told by', proof: 'proofs', trust: 'trust', thread: 'conversation', none: 'none: it would be a new request',
    nobody: 'No address in this message is ours: only its sender was looked at. Give one with --to.', participant: 'participant', stranger: 'third party', flags: 'to note', aside: 'put aside',
  },
} as const

function lines({ examined, requests }: Inspected, lang: Lang): string[] {
  const say = words[lang]
  const { spf, dkim, dmarc, alignedBy } = examined.verdict
  const signatures = dkim.map((one) => `${one.domain}=${one.result}${one.aligned ? '*' : ''}`).join(' ') || 'none'
  const proof = `${say.proof}: spf=${spf} dkim=${signatures} dmarc=${dmarc}${alignedBy === null ? '' : ` (${alignedBy})`}`
  if (!('mail' in examined.parsed)) return [`${say.unreadable}: ${examined.parsed.unreadable}`, proof]
  if (requests.length === 0) return [`${say.sort}: ${examined.type.automatic} (${say.because} ${examined.type.because})`, proof, say.nobody]
  return requests.flatMap(({ channel, automatic, sender, thread, quarantine, mail }) => [
    `— ${channel}: ${sender.address ?? '?'}`,
    `  ${say.sort}: ${automatic} (${say.because} ${mail.because})`,
    `  ${proof}`,
    `  ${say.trust}: ${sender.trust} (${sender.reason})`,
    ...(sender.flags.length > 0 ? [`  ${say.flags}: ${sender.flags.join(' ')}`] : []),
    `  ${say.thread}: ${thread === undefined ? say.none : `${thread.ticketId} (${thread.how}, ${thread.participant ? say.participant : say.stranger})`}`,
    ...(quarantine === undefined ? [] : [`  ${say.aside}: ${quarantine}`]),
  ])
}

const text = (value: unknown) => (typeof value === 'string' ? value : undefined)

export async function run(argv: string[], io: Io): Promise<number> {
  const options = await readOptions(argv, io, {
    usage, files: 0, options: { to: { type: 'string' }, from: { type: 'string' }, ip: { type: 'string' }, helo: { type: 'string' }, format: { type: 'string' } },
    choices: { format: ['text', 'json'] },
  })
  if (typeof options === 'number') return options
  const raw = await readAll(io, doorLimits.messageBytes)
  if (raw === undefined) {
    await print(io.stderr, words[options.lang].unreadable)
    return exit.failed
  }
  const given = (text(options.values['to']) ?? '').split(',').map((one) => one.trim()).filter((one) => one !== '')
  const envelope = { ip: text(options.values['ip']), helo: text(options.values['helo']), from: text(options.values['from'])?.replace(/^<(.*)>$/, '$1') }
  const inspected = await withDesk(io, ({ desk, names }) => inspectMail(desk, names, raw, envelope, given))
  const unreadable = 'unreadable' in inspected.examined.parsed ? inspected.examined.parsed.unreadable : null
  await print(io.stdout, options.values['format'] === 'json'
    ? JSON.stringify({ unreadable, verdict: inspected.examined.verdict, requests: inspected.requests }, null, 2)
    : lines(inspected, options.lang).join('\n'))
  return unreadable === null ? exit.fine : exit.failed
}
