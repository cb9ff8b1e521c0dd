import { argon2, randomBytes, timingSafeEqual } from 'node:crypto'
import { promisify } from 'node:util'

const derive = promisify(argon2)

/** OWASP's second choice for argon2id: 19 MiB, two passes, one lane. */
const current = { memory: 19_456, passes: 2, parallelism: 1 }
type Cost = typeof current

function hash(password: string, nonce: Buffer, cost: Cost, tagLength: number): Promise<Buffer> {
  return derive('argon2id', { message: Buffer.from(password.normalize('NFC')), nonce, tagLength, ...cost })
}

function encode(cost: Cost, nonce: Buffer, tag: Buffer): string {
  const base64 = (bytes: Buffer) => bytes.toString('base64').replaceAll('=', '')
  return `$argon2id$v=19$m=${cost.memory},t=${cost.passes},p=${cost.parallelism}$${base64(nonce)}$${base64(tag)}`
}

const phc = /^\$argon2id\$v=19\$m=(\d{1,7}),t=(\d{1,2}),p=(\d{1,2})\$([A-Za-z0-9+/]{11,86})\$([A-Za-z0-9+/]{22,86})$/

/** What to store for a password: argon2id in the PHC format, salt and cost included. Runs off the main thread. */
export async function hashPassword(password: string): Promise<string> {
  const nonce = randomBytes(16)
  return encode(current, nonce, await hash(password, nonce, current, 32))
}

/** Compared against when no such account exists, so that the answer takes as long as for one that does. */
const nobody = encode(current, Buffer.alloc(16), Buffer.alloc(32))

/**
 * Whether `password` is the one behind `stored`. Pass `undefined` for an unknown account: the work is the same
 * and the answer is false. A `stored` that is not ours is a bug of the caller and throws.
 */
export async function verifyPassword(password: string, stored: string | undefined): Promise<boolean> {
  const found = phc.exec(stored ?? nobody)
  if (!found) throw new Error('not a stored password')
  const [, memory, passes, parallelism, salt = '', tag = ''] = found
  const expected = Buffer.from(tag, 'base64')
  const cost = { memory: Number(memory), passes: Number(passes), parallelism: Number(parallelism) }
  const actual = await hash(password, Buffer.from(salt, 'base64'), cost, expected.length)
  return timingSafeEqual(actual, expected) && stored !== undefined
}
