import { doorLimits } from '#channels/mail/listener.ts'
import { acceptMail, mailRoom, parseMail, recipientsIn } from '#channels/mail/mail.ts'
import { exit, print, type Io } from '../io.ts'
import { readAll, withDesk } from '../mail-desk.ts'
import { readOptions } from '../options.ts'

export const name = 'mail receive'
export const summary = { fr: 'fait entrer un message lu sur l’entrée standard', en: 'takes in a message read from standard input' }

const usage = {
  fr: `Usage : guichet mail receive [--to ADRESSES] [--from ADRESSE] [--ip ADRESSE] [--helo NOM] [--lang fr|en] < message.eml

Fait entrer un message comme s’il était arrivé par SMTP : à côté du service qui tourne, ou sans lui.
--to    les adresses de réception, séparées par des virgules ; sinon celles de Delivered-To, puis de To et Cc
--from  l’expéditeur de l’enveloppe ; « <> » pour un rapport de remise
--ip    la machine qui l’a envoyé, pour vérifier SPF ; --helo le nom qu’elle a donné
Code de retour : 0 le message est enregistré pour de bon, 2 mauvais usage, 67 aucune adresse d’ici,
69 message trop grand, 75 rien n’est promis : à représenter plus tard.`,
  en: `Usage: guichet mail receive [--to ADDRESSES] [--from ADDRESS] [--ip ADDRESS] [--helo NAME] [--lang fr|en] < message.eml

Takes in a message as if it had come by SMTP: beside the running desk, or without it.
--to    the addresses it was delivered to, separated by commas; else those of Delivered-To, then of To and Cc
--from  the envelope sender; "<>" for a delivery report
--ip    the machine that sent it, to check SPF; --helo the name it gave
Exit code: 0 the message is recorded for good, 2 bad use, 67 no address of ours,
69 message too big, 75 nothing is promised: try again later.`,
}

const words = {
  fr: {
    nobody: 'Aucune adresse de ce message n’est d’ici. Donnez-la avec --to.', big: 'Ce message est trop grand.', empty: 'Rien sur l’entrée standard.',
    later: (why: string) => `Le message n’a pas pu être enregistré (${why}). Présentez-le à nouveau plus tard.`,
  },
  en: {
    nobody: 'No address in this message is ours. Give it with --to.', big: 'This message is too big.', empty: 'Nothing on standard input.',
    later: (why: string) => `The message could not be recorded (${why}). Try again later.`,
  },
} as const

/** The codes of sysexits.h that mail servers understand. */
const mailExit = { noUser: 67, tooBig: 69, tryAgain: 75 } as const

const text = (value: unknown) => (typeof value === 'string' ? value : undefined)

export async function run(argv: string[], io: Io): Promise<number> {
  const options = await readOptions(argv, io, { usage, files: 0, options: { to: { type: 'string' }, from: { type: 'string' }, ip: { type: 'string' }, helo: { type: 'string' } } })
  if (typeof options === 'number') return options
  const say = words[options.lang]
  const raw = await readAll(io, doorLimits.messageBytes)
  if (raw === undefined || raw.length === 0) {
    await print(io.stderr, raw === undefined ? say.big : say.empty)
    return raw === undefined ? mailExit.tooBig : exit.badUse
  }
  const given = (text(options.values['to']) ?? '').split(',').map((one) => one.trim()).filter((one) => one !== '')
  const from = text(options.values['from'])?.replace(/^<(.*)>$/, '$1')
  try {
    return await withDesk(io, async ({ desk, names }) => {
      const to = await recipientsIn(desk, await parseMail(raw), given)
      if (to.length === 0) {
        await print(io.stderr, say.nobody)
        return mailExit.noUser
      }
      const stored = await desk.files.put(raw)
      const envelope = { ip: text(options.values['ip']), helo: text(options.values['helo']), from }
      for (const one of await acceptMail(mailRoom(desk, names), { raw, stored, envelope, receivedAt: desk.time.now() }, to)) {
        const { received } = one
        const number = received !== undefined && 'number' in received ? ` #${received.number}` : ''
        await print(io.stdout, `${one.address}: ${received?.kind ?? one.became}${number}${received === undefined ? '' : ` (${received.requestId})`}`)
      }
      return exit.fine
    })
  } catch (error) {
    await print(io.stderr, say.later(error instanceof Error ? error.message : String(error)))
    return mailExit.tryAgain
  }
}
