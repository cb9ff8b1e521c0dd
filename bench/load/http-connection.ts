import { connect } from 'node:net'
import type { Socket } from 'node:net'

export interface Answer {
  readonly status: number
  /** Bytes of the body. */
  readonly size: number
  /** Milliseconds from the first byte sent to the last one received. */
  readonly took: number
}

/** What one request looks like on the wire. */
export function httpRequest(method: 'GET' | 'POST', path: string, headers: Readonly<Record<string, string>>, body = ''): string {
  const all = { host: 'localhost', ...headers, ...(method === 'POST' ? { 'content-type': 'application/json', 'content-length': String(Buffer.byteLength(body)) } : {}) }
  return `${method} ${path} HTTP/1.1\r\n${Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`).join('')}\r\n${body}`
}

/**
 * One kept connection that asks one thing at a time. Reads no more of the answer than its status and its length:
 * what the generator spends is taken from the server under test on a machine of two cores.
 */
export class HttpConnection {
  readonly #socket: Socket
  #received: Buffer = Buffer.alloc(0)
  #begun = 0
  #done: ((answer: Answer) => void) | undefined
  #failed: ((error: Error) => void) | undefined

  constructor(port: number) {
    this.#socket = connect({ port, host: '127.0.0.1', noDelay: true })
    this.#socket.on('data', (bytes) => this.#read(bytes as Buffer))
    this.#socket.on('error', (error) => this.#failed?.(error))
    this.#socket.on('close', () => this.#failed?.(new Error('the server closed a connection')))
  }

  ask(request: string): Promise<Answer> {
    return new Promise((resolve, reject) => {
      this.#done = resolve
      this.#failed = reject
      this.#begun = performance.now()
      this.#socket.write(request)
    })
  }

  close(): void {
    this.#failed = undefined
    this.#socket.destroy()
  }

  #read(bytes: Buffer): void {
    this.#received = this.#received.length === 0 ? bytes : Buffer.concat([this.#received, bytes])
    const end = this.#received.indexOf('\r\n\r\n')
    if (end < 0) return
    const head = this.#received.toString('latin1', 0, end)
    const size = this.#bodySize(head, end + 4)
    if (size === undefined) return
    this.#received = Buffer.alloc(0)
    const done = this.#done
    this.#done = undefined
    done?.({ status: Number(head.slice(9, 12)), size, took: performance.now() - this.#begun })
  }

  /** Bytes of the body when all of it is here. */
  #bodySize(head: string, from: number): number | undefined {
    const here = this.#received.length - from
    const length = /\r\ncontent-length: *(\d+)/i.exec(head)?.[1]
    if (length !== undefined) return here >= Number(length) ? Number(length) : undefined
    if (!/\r\ntransfer-encoding: *chunked/i.test(head)) return 0
    return this.#received.subarray(-5).toString('latin1') === '0\r\n\r\n' ? here : undefined
  }
}
