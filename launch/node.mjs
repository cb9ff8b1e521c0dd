import { spawn, spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import process from 'node:process'
import { root } from './install.mjs'
import { LaunchError } from './say.mjs'

const needed = 26
const pinned = join(root, 'node_modules', `node-${process.platform}-${process.arch}`, 'bin', 'node')

function findPinned() {
  const works = existsSync(pinned) && spawnSync(pinned, ['--version'], { stdio: 'ignore' }).status === 0
  if (works) return pinned
  throw new LaunchError(
    `Guichet a besoin de Node ${needed} et n’en apporte pas pour cette machine (${process.platform}, ${process.arch}) : installez-le (https://nodejs.org), puis recommencez. Ici : Node ${process.versions.node}.`,
    `Guichet needs Node ${needed} and brings none for this machine (${process.platform}, ${process.arch}): install it (https://nodejs.org), then try again. Here: Node ${process.versions.node}.`,
  )
}

/** Runs the launcher again on `program`, passing signals on, and ends as it ends. */
function spawnAndFollow(program, args) {
  const child = spawn(program, args, { stdio: 'inherit' })
  // A terminal's Ctrl-C reaches both; the other signals are for us alone. Either way the child decides.
  for (const signal of ['SIGTERM', 'SIGHUP', 'SIGUSR2']) process.on(signal, () => child.kill(signal))
  process.on('SIGINT', () => {
    if (!process.stdin.isTTY) child.kill('SIGINT')
  })
  return new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('close', (code, signal) => {
      process.exitCode = signal ? 1 : (code ?? 1)
      resolve()
    })
  })
}

/**
 * Continues on Node 26 when this one is older: as this very process where Node can (it replaces itself), else as a
 * child whose end is ours. Gives whether it did.
 */
export async function continueOnPinnedNode(args) {
  if (Number.parseInt(process.versions.node, 10) >= needed) return false
  const program = findPinned()
  const line = [join(root, 'start.mjs'), ...args]
  if (typeof process.execve === 'function') process.execve(program, [program, ...line], process.env)
  await spawnAndFollow(program, line)
  return true
}
