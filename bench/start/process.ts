import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { get } from 'node:http'
import { join } from 'node:path'
import process from 'node:process'
import { pause } from '#platform/time.ts'
import { cpuSeconds, cpuSecondsBelow } from '../desk/processes.ts'
import { freePort, root } from '../desk/server.ts'

/** A desk started as a person does, without npm: `node start.mjs start`. */
export interface Started {
  readonly pid: number
  readonly port: number
  /** Milliseconds from the start of the process to the whole first page. */
  readonly took: number
  /** Milliseconds of processor time that this cost, the database's included: the wall shows how busy the machine was. */
  readonly worked: number
  stop(): Promise<void>
}

function page(port: number, path: string): Promise<boolean> {
  return new Promise((resolve) => {
    const asked = get({ port, path, host: '127.0.0.1', headers: { host: 'localhost' } }, (answer) => {
      answer.resume()
      answer.on('end', () => resolve(answer.statusCode === 200))
    })
    asked.on('error', () => resolve(false))
  })
}

/** Starts the desk on a data folder and waits for its first page. @throws Error with what it said when it ends instead */
export async function startDesk(dataFolder: string): Promise<Started> {
  const [port, smtpPort] = [await freePort(), await freePort()]
  const { NODE_ENV: _ours, ...env } = process.env
  const begun = performance.now()
  const child = spawn(process.execPath, [join(root, 'start.mjs'), 'start'], {
    cwd: root, env: { ...env, GUICHET_DATA: dataFolder, PORT: String(port), SMTP_PORT: String(smtpPort) }, stdio: ['ignore', 'ignore', 'pipe'],
  })
  let said = ''
  child.stderr.on('data', (part: Buffer) => (said = (said + part.toString()).slice(-4_000)))
  const end = once(child, 'exit')
  while (!(await page(port, '/'))) {
    if (child.exitCode !== null) throw new Error(`the desk ended at its start: ${said}`)
    await pause(5)
  }
  const took = performance.now() - begun
  const pid = child.pid ?? 0
  return {
    pid, port, took, worked: 1000 * ((await cpuSeconds(pid)) + (await cpuSecondsBelow(pid))),
    async stop() {
      child.kill('SIGTERM')
      await end
    },
  }
}
