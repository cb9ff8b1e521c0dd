import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { connect, createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import process from 'node:process'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { pause } from '#platform/time.ts'

export const root = fileURLToPath(new URL('../../', import.meta.url))

/** A desk that runs as in life: its own process, its own PostgreSQL, written to disk at every commit. */
export interface Server {
  readonly pid: number
  readonly port: number
  readonly smtpPort: number
  stop(): Promise<void>
}

/** A port that nobody listens on. */
export async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1')
  await once(probe, 'listening')
  const { port } = probe.address() as AddressInfo
  probe.close()
  return port
}

/** Starts the server on a data folder and waits until it answers. @throws Error with what it said when it ends instead */
export async function startServer(dataFolder: string, line: readonly string[] = ['server/src/main.ts']): Promise<Server> {
  const [port, smtpPort] = [await freePort(), await freePort()]
  const hook = pathToFileURL(join(root, 'jsx.mjs')).href
  const profile = process.env.BENCH_NODE_OPTIONS?.split(' ') ?? []
  const child = spawn(process.execPath, [...profile, `--import=${hook}`, ...line], {
    cwd: root,
    env: { ...process.env, GUICHET_DATA: dataFolder, HOST: '127.0.0.1', PORT: String(port), SMTP_PORT: String(smtpPort), SMTP_HOST: '127.0.0.1', NODE_ENV: 'production', API_RATE: '1000000000' },
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  let said = ''
  child.stderr.on('data', (part: Buffer) => (said = (said + part.toString()).slice(-4_000)))
  let ended = false
  const end = once(child, 'exit').then(() => (ended = true))
  while (!((await ready(port)) && (await listens(smtpPort)))) {
    if (ended) throw new Error(`the server ended at its start: ${said}`)
    await pause(20)
  }
  return {
    pid: child.pid ?? 0, port, smtpPort,
    async stop() {
      child.kill('SIGTERM')
      await end
    },
  }
}

function ready(port: number): Promise<boolean> {
  return fetch(`http://127.0.0.1:${port}/readyz`).then((answer) => answer.ok, () => false)
}

/** The door for mail opens after that for pages. */
function listens(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => resolve(true)).once('error', () => resolve(false)).once('connect', () => socket.destroy())
  })
}
