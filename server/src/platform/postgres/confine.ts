import { spawn, spawnSync } from 'node:child_process'
import type { ChildProcess, StdioOptions } from 'node:child_process'
import { chown, readdir } from 'node:fs/promises'
import { join } from 'node:path'

/**
 * How a program of PostgreSQL is started. PostgreSQL refuses to run as root, and must stop when we are killed:
 * - `namespace`: we are root; a user namespace where root is "nobody" makes PostgreSQL content, files stay root's;
 * - `nobody`: we are root, and user namespaces are forbidden; the folder is given to "nobody";
 * - `plain`: we are an ordinary user.
 */
export interface Confinement {
  readonly kind: 'namespace' | 'nobody' | 'plain'
  /** Whether `setpriv` can ask the kernel to stop PostgreSQL with us. */
  readonly stopsWithUs: boolean
}

const nobody = 65_534
const namespace = ['unshare', '--user', `--map-user=${nobody}`, `--map-group=${nobody}`]
const deathSignal = ['setpriv', '--pdeathsig', 'INT']

function works([program = '', ...args]: readonly string[]): boolean {
  return spawnSync(program, [...args, 'true'], { stdio: 'ignore' }).status === 0
}

/** Finds what this machine allows. Takes some milliseconds, once per start. */
export function chooseConfinement(): Confinement {
  if (process.getuid?.() !== 0) return { kind: 'plain', stopsWithUs: works(deathSignal) }
  if (works([...namespace, ...deathSignal])) return { kind: 'namespace', stopsWithUs: true }
  if (works(namespace)) return { kind: 'namespace', stopsWithUs: false }
  return { kind: 'nobody', stopsWithUs: works(deathSignal) }
}

/** Starts a program so confined. `detached` gives it a process group of its own, so that Ctrl-C reaches us first. */
export function spawnConfined(
  confinement: Confinement,
  program: string,
  args: readonly string[],
  options: { readonly stdio: StdioOptions; readonly detached?: boolean; readonly stopsWithUs?: boolean },
): ChildProcess {
  const line = [
    ...(confinement.kind === 'namespace' ? namespace : []),
    ...(options.stopsWithUs && confinement.stopsWithUs ? deathSignal : []),
    program,
    ...args,
  ]
  const as = confinement.kind === 'nobody' ? { uid: nobody, gid: nobody } : {}
  const env = { PATH: process.env.PATH ?? '/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' }
  return spawn(line[0] ?? program, line.slice(1), { ...as, env, cwd: '/', stdio: options.stdio, detached: options.detached ?? false })
}

/** Gives folders and what is in them to whoever runs PostgreSQL; only the `nobody` way needs it. */
export async function giveTo(confinement: Confinement, folder: string): Promise<void> {
  if (confinement.kind !== 'nobody') return
  await chown(folder, nobody, nobody)
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) await giveTo(confinement, path)
    else await chown(path, nobody, nobody)
  }
}
