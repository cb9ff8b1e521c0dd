import { createServer, connect } from 'node:net'
import type { AddressInfo, Socket } from 'node:net'
import { afterAll } from 'vitest'

/** A way to a desk that can be cut and mended, or led to another process. */
export interface Relay {
  readonly origin: string
  /** Ends every connection; new ones are refused at once. */
  cut(): void
  /** Leads to a port from now on. */
  lead(port: number): void
}

/** Opens one. Call it at the top of a file. */
export async function openRelay(first: number): Promise<Relay> {
  let target: number | null = first
  const open = new Set<Socket>()
  const server = createServer((near) => {
    if (target === null) return void near.destroy()
    const far = connect(target, '127.0.0.1')
    for (const [one, other] of [[near, far], [far, near]] as const) {
      open.add(one)
      one.pipe(other)
      one.on('error', () => other.destroy())
      one.on('close', () => {
        open.delete(one)
        other.destroy()
      })
    }
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const cut = () => {
    target = null
    for (const socket of open) socket.destroy()
  }
  afterAll(() => {
    cut()
    server.close()
  })
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, cut,
    lead(port) {
      target = port
    },
  }
}
