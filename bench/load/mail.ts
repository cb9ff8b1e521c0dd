import { readFile } from 'node:fs/promises'
import { connect } from 'node:net'
import { createInterface } from 'node:readline'
import type { Done, MailJob } from './jobs.ts'
import { createTally } from './tally.ts'

/** One SMTP conversation, a line at a time; all mails of a connection go through it one after another. */
function openSmtp(port: number, localAddress: string) {
  const socket = connect({ port, host: '127.0.0.1', localAddress, noDelay: true })
  const answers = createInterface({ input: socket })[Symbol.asyncIterator]()
  /** The last line of an answer. @throws Error with it when it is no success */
  const answer = async () => {
    for (;;) {
      const { value, done } = await answers.next()
      if (done) throw new Error('the listener closed the connection')
      if (value[3] === '-') continue
      if (!/^[23]/.test(value)) throw new Error(value)
      return
    }
  }
  const say = (line: string) => {
    socket.write(`${line}\r\n`)
    return answer()
  }
  return { answer, say, write: (bytes: Buffer) => void socket.write(bytes), close: () => socket.destroy() }
}

/** A dot at the beginning of a line is doubled, and one alone ends the mail. */
const dotted = (raw: Buffer): Buffer => Buffer.from(`${raw.toString('latin1').replace(/^\./gm, '..')}\r\n.\r\n`, 'latin1')

/** Hands in every mail once, on so many connections. */
export async function runMail(job: MailJob): Promise<Done> {
  const mails = await Promise.all(job.mails.map(async (mail) => ({ ...mail, wire: dotted(await readFile(mail.file)) })))
  const tally = createTally()
  let next = 0
  await Promise.all(
    Array.from({ length: job.connections }, async () => {
      const smtp = openSmtp(job.port, job.localAddress)
      await smtp.answer()
      await smtp.say('EHLO generator.example')
      for (let mail = mails[next++]; mail; mail = mails[next++]) {
        const begun = performance.now()
        await smtp.say(`MAIL FROM:<${mail.from}>`)
        await smtp.say(`RCPT TO:<${mail.to}>`)
        await smtp.say('DATA')
        smtp.write(mail.wire)
        await smtp.answer()
        tally.did('mail', performance.now() - begun)
      }
      smtp.close()
    }),
  )
  return tally.done()
}
