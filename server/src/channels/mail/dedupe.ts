import { createHash } from 'node:crypto'
import { endOfHeader } from './header.ts'

/** Fields that each machine on the way adds: the same message by two ways differs only in them. */
const trace = /^(?:received|return-path|delivered-to|x-original-to|envelope-to|authentication-results|arc-[a-z-]+|received-spf|x-spam-[a-z-]+|x-received)\s*:/i

/**
 * The key under which a message is taken in once (MAIL-09): SHA-256 of its bytes, without what the way added, so that
 * neither a second way (an alias, a retry) nor a replay makes a second request. A message without Message-ID is known by
 * all its bytes.
 */
export function dedupeKeyOf(raw: Buffer, rawSha256: string, messageId: string | undefined): string {
  if (messageId === undefined) return `mail:${rawSha256}`
  const end = endOfHeader(raw)
  const kept: string[] = []
  let skipping = false
  for (const line of raw.toString('latin1', 0, end).split(/\r\n|\n|\r/)) {
    if (!/^[ \t]/.test(line)) skipping = trace.test(line)
    if (!skipping && line !== '') kept.push(line.trimEnd())
  }
  const hash = createHash('sha256').update(Buffer.from(kept.join('\n'), 'latin1')).update('\n\n').update(raw.subarray(end))
  return `mail:${hash.digest('hex')}`
}
