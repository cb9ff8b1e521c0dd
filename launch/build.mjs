import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import process from 'node:process'
import { root } from './install.mjs'
import { LaunchError, say } from './say.mjs'
import { withLock } from './lock.mjs'

const sources = ['workspace', 'ui', 'packages/protocol', 'packages/policy']
const skipped = new Set(['node_modules', 'dist', '.vite'])
const dist = join(root, 'workspace', 'dist')

function* filesOf(folder) {
  if (!existsSync(folder)) return
  for (const entry of readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1))) {
    if (skipped.has(entry.name) || /\.test\.tsx?$/.test(entry.name)) continue
    const path = join(folder, entry.name)
    if (entry.isDirectory()) yield* filesOf(path)
    else yield path
  }
}

/** A hash of everything the built workspace is made of. */
function hashSources() {
  const hash = createHash('sha256')
  for (const file of [join(root, 'package-lock.json'), ...sources.flatMap((folder) => [...filesOf(join(root, folder))])]) {
    hash.update(`${file.slice(root.length)}\0`).update(readFileSync(file))
  }
  return hash.digest('hex')
}

function viteBuild() {
  const args = [join(root, 'node_modules/vite/bin/vite.js'), 'build', 'workspace', '--logLevel=warn', '--emptyOutDir']
  const child = spawn(process.execPath, args, { cwd: root, env: { ...process.env, NODE_ENV: 'production' }, stdio: ['ignore', 'pipe', 'pipe'] })
  let said = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (part) => (said += part))
  return new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('close', (code) => {
      if (code === 0) return resolve()
      reject(new LaunchError(`L’espace des agents n’a pas pu être préparé :\n${said}`, `The agents’ workspace could not be built:\n${said}`))
    })
  })
}

/** Builds the agents' workspace when its sources changed since it was last built. */
export async function buildWorkspace() {
  if (!existsSync(join(root, 'workspace', 'vite.config.ts'))) return
  const mark = join(dist, '.built')
  const built = () => (existsSync(mark) ? readFileSync(mark, 'utf8') : '')
  const hash = hashSources()
  if (built() === hash) return
  await withLock(join(root, 'node_modules', '.workspace.lock'), () => undefined, async () => {
    if (built() === hash) return
    say('Préparation de l’espace des agents (quelques secondes, une seule fois)…', 'Building the agents’ workspace (some seconds, once)…')
    await viteBuild()
    writeFileSync(mark, hash)
  })
}
