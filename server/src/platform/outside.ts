import { lookup as systemLookup } from 'node:dns/promises'
import { request as plainRequest } from 'node:http'
import { request as secureRequest } from 'node:https'
import type { IncomingMessage } from 'node:http'
import { BlockList, isIP } from 'node:net'

/** Why another site was not asked, or gave nothing. */
export type OutsideProblem = 'address' | 'port' | 'plain' | 'name' | 'refused' | 'late' | 'certificate' | 'large' | 'broken'

/** A request to another site that failed before it gave an answer. */
export class OutsideError extends Error {
  readonly problem: OutsideProblem

  constructor(problem: OutsideProblem, what: string, options?: ErrorOptions) {
    super(`${problem}: ${what}`, options)
    this.name = 'OutsideError'
    this.problem = problem
  }
}

export interface OutsideOptions {
  /** Lets it reach this machine and private networks, plain HTTP and any port: only the operator of the machine may say so. */
  readonly privateAddresses: boolean
  /** Milliseconds for the whole of one request (default 10 s). */
  readonly patience?: number
  /** Bytes of an answer at most (default 1 MiB). */
  readonly largest?: number
  /** All addresses of a name; tests give their own. */
  readonly lookup?: (name: string) => Promise<readonly { readonly address: string }[]>
}

const inner = new BlockList()
for (const [net, prefix] of [
  ['0.0.0.0', 8], ['10.0.0.0', 8], ['100.64.0.0', 10], ['127.0.0.0', 8], ['169.254.0.0', 16], ['172.16.0.0', 12], ['192.0.0.0', 24], ['192.0.2.0', 24], ['192.88.99.0', 24],
  ['192.168.0.0', 16], ['198.18.0.0', 15], ['198.51.100.0', 24], ['203.0.113.0', 24], ['224.0.0.0', 3],
] as const) inner.addSubnet(net, prefix, 'ipv4')
/** Only what is global unicast is asked, and of it neither tunnels, which lead anywhere, nor documentation. */
const global = new BlockList()
global.addSubnet('2000::', 3, 'ipv6')
const tunnels = new BlockList()
for (const [net, prefix] of [['2001::', 23], ['2001:db8::', 32], ['2002::', 16], ['3fff::', 20]] as const) tunnels.addSubnet(net, prefix, 'ipv6')

/** Whether an address is one of the open Internet; IPv4 written as IPv6 is none. */
export function isOutside(address: string): boolean {
  const family = isIP(address)
  if (family === 4) return !inner.check(address, 'ipv4')
  return family === 6 && global.check(address, 'ipv6') && !tunnels.check(address, 'ipv6')
}

async function addressesOf(host: string, options: OutsideOptions): Promise<{ address: string; family: number }[]> {
  const bare = host.replace(/^\[|\]$/g, '')
  const lookup = options.lookup ?? ((name) => systemLookup(name, { all: true }))
  const found = isIP(bare) ? [{ address: bare }] : await lookup(bare).catch((cause: unknown) => {
    throw new OutsideError('name', host, { cause })
  })
  if (found.length === 0) throw new OutsideError('name', host)
  // All of them: a name that also leads inside would be asked there the next time.
  if (!options.privateAddresses && !found.every(({ address }) => isOutside(address))) throw new OutsideError('address', host)
  return found.map(({ address }) => ({ address, family: isIP(address) }))
}

function guard(url: URL, { privateAddresses }: OutsideOptions): void {
  if (url.protocol !== 'https:' && !(privateAddresses && url.protocol === 'http:')) throw new OutsideError('plain', url.origin)
  if (url.port !== '' && url.port !== '80' && !privateAddresses) throw new OutsideError('port', url.origin)
  if (url.username !== '' || url.password !== '') throw new OutsideError('broken', 'credentials in an address')
}

const certificate = /CERT|SELF_SIGNED|UNABLE_TO|ERR_TLS|SSL/

function problemOf(error: unknown): OutsideProblem {
  const code = (error as { code?: string }).code ?? ''
  if (certificate.test(code)) return 'certificate'
  return code === 'ECONNREFUSED' || code === 'EHOSTUNREACH' || code === 'ENETUNREACH' ? 'refused' : 'broken'
}

async function bodyOf(answer: IncomingMessage, largest: number): Promise<Buffer> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of answer as AsyncIterable<Buffer>) {
    size += chunk.length
    if (size > largest) throw new OutsideError('large', `more than ${largest} bytes`)
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

/** What is asked of the other site, as `fetch` is told. */
export interface Asked {
  readonly method?: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string | Uint8Array
  readonly signal?: AbortSignal
}

/**
 * Asks another site whose address somebody else chose (AB-32): every address of its name is looked at before any is connected to,
 * and the connection goes to those only, whatever the name says a moment later. Redirections are not followed but given back.
 * @throws OutsideError when there is no answer
 */
export async function askOutside(address: string | URL, asked: Asked, options: OutsideOptions): Promise<Response> {
  const url = new URL(address)
  guard(url, options)
  const late = AbortSignal.timeout(options.patience ?? 10_000)
  const signal = asked.signal ? AbortSignal.any([asked.signal, late]) : late
  const stopped = new Promise<never>((_resolve, reject) => signal.addEventListener('abort', () => reject(new OutsideError('late', url.host)), { once: true }))
  stopped.catch(() => undefined)
  return Promise.race([answerOf(url, asked, options, signal), stopped])
}

async function answerOf(url: URL, asked: Asked, options: OutsideOptions, signal: AbortSignal): Promise<Response> {
  const addresses = await addressesOf(url.hostname, options)
  const send = url.protocol === 'https:' ? secureRequest : plainRequest
  try {
    const answer = await new Promise<IncomingMessage>((resolve, reject) => {
      const request = send(url, {
        method: asked.method ?? 'GET', headers: { ...asked.headers, 'accept-encoding': 'identity' }, signal, agent: false,
        lookup: (_name, how, found) => {
          if (how.all) found(null, addresses)
          else found(null, addresses[0]!.address, addresses[0]!.family)
        },
      }, resolve)
      request.on('error', reject)
      request.end(asked.body)
    })
    const body = await bodyOf(answer, options.largest ?? 1_048_576)
    const headers = new Headers()
    for (const [name, value] of Object.entries(answer.headers)) for (const one of [value].flat()) if (one !== undefined) headers.append(name, one)
    const status = answer.statusCode ?? 500
    return new Response(status === 204 || status === 205 || status === 304 ? null : new Uint8Array(body), { status, headers })
  } catch (error) {
    if (error instanceof OutsideError) throw error
    if (signal.aborted) throw new OutsideError('late', url.host, { cause: error })
    throw new OutsideError(problemOf(error), url.host, { cause: error })
  }
}
