import { createTransport } from 'nodemailer'
import type { RelayCheck, RelayResult } from '@guichet/protocol'
import type { World } from '#server/tables.ts'

interface SmtpError extends Error { readonly code?: string; readonly response?: string; readonly command?: string; readonly cert?: unknown }

/** A server that answers no faster than this will not be waited for. */
const patience = 8_000

function meaning({ code, message, cert }: SmtpError): RelayResult {
  if (code === 'EDNS' || /ENOTFOUND|EAI_AGAIN/.test(message)) return 'unknown-host'
  if (code === 'EAUTH') return 'wrong-login'
  if (code === 'ETLS' || cert !== undefined || /certificate|self-signed|SSL|TLS/i.test(message)) return 'not-safe'
  if (code === 'ETIMEDOUT' || /timeout/i.test(message)) return 'too-slow'
  return code === 'ESOCKET' || code === 'ECONNECTION' || /ECONNREFUSED|EHOSTUNREACH|ENETUNREACH/.test(message) ? 'unreachable' : 'refused'
}

/**
 * Connects to the server by which mail leaves, as letters would: greeting, encryption, sign-in, and no letter. Only to the one of
 * the settings: nobody can send us to look at another.
 */
export async function checkRelay(world: World): Promise<RelayCheck> {
  const { smtpUrl } = world.settings
  if (world.demonstration || smtpUrl === undefined) return { result: world.demonstration ? 'demonstration' : 'unset', said: null, milliseconds: 0 }
  const transport = createTransport({ url: smtpUrl, dnsTimeout: patience, connectionTimeout: patience, greetingTimeout: patience, socketTimeout: patience } as Parameters<typeof createTransport>[0])
  const begun = process.hrtime.bigint()
  const took = () => Number((process.hrtime.bigint() - begun) / 1_000_000n)
  let late: NodeJS.Timeout | undefined
  try {
    // Each step has its own patience; together they have no more than one.
    await Promise.race([
      transport.verify(),
      new Promise((_resolve, reject) => {
        late = setTimeout(() => reject(Object.assign(new Error('timeout'), { code: 'ETIMEDOUT' })), patience)
      }),
    ])
    return { result: 'fine', said: null, milliseconds: took() }
  } catch (error) {
    const failed = error as SmtpError
    return { result: meaning(failed), said: failed.response?.slice(0, 300) ?? null, milliseconds: took() }
  } finally {
    clearTimeout(late)
    transport.close()
  }
}
