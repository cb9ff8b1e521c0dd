import { spawn } from 'node:child_process'
import module from 'node:module'
import { join } from 'node:path'
import process from 'node:process'
import { pathToFileURL } from 'node:url'
import { buildWorkspace } from './build.mjs'
import { root } from './install.mjs'
import { LaunchError } from './say.mjs'

const commands = {
  start: { everything: false, run: start },
  guichet: { everything: false, run: guichet },
  dev: { everything: true, run: dev },
  test: { everything: true, run: (args) => runFile('test/run.ts', args) },
  check: { everything: true, run: (args) => runFile('test/check.ts', args) },
  bench: { everything: true, run: bench },
  mutate: { everything: true, run: (args) => runFile('test/mutation/run.ts', args) },
}

/** Whether a command needs the tools of developers. An unknown command needs nothing: it will be refused. */
export function needsEverything(command) {
  return commands[command]?.everything ?? false
}

/** Runs a command in this process. */
export async function run(command, args) {
  const known = commands[command]
  if (!known) {
    const names = Object.keys(commands).join(', ')
    throw new LaunchError(`« ${command} » n’est pas une commande de start.mjs : ${names}.`, `"${command}" is no command of start.mjs: ${names}.`)
  }
  await known.run(args)
}

/** Makes this process ready for TypeScript with JSX, then imports a file of the checkout. */
async function load(file) {
  // Compiled code is kept between starts: the second one is several times faster.
  module.enableCompileCache(join(root, 'node_modules', '.cache', 'compile'))
  process.setSourceMapsEnabled(true)
  await import('../jsx.mjs')
  return import(pathToFileURL(join(root, file)).href)
}

async function runFile(file, args) {
  process.argv.splice(1, process.argv.length - 1, join(root, file), ...args)
  return load(file)
}

async function start(args) {
  process.env.NODE_ENV ??= 'production'
  await buildWorkspace()
  await runFile('cli/main.ts', ['start', ...args])
}

async function guichet(args) {
  process.env.NODE_ENV ??= 'production'
  if (args[0] === 'start') await buildWorkspace()
  await runFile('cli/main.ts', args)
}

async function bench(args) {
  process.env.NODE_ENV ??= 'production'
  await buildWorkspace()
  await runFile('bench/main.ts', args)
}

/** The desk, restarted when a file of the server changes, and Vite serving the workspace beside it. */
async function dev(args) {
  const hook = pathToFileURL(join(root, 'jsx.mjs')).href
  const watched = ['server', 'cli', 'portal', 'ui', 'packages', 'policies'].map((folder) => `--watch-path=${join(root, folder)}`)
  const node = (line) => spawn(process.execPath, line, { cwd: root, stdio: 'inherit' })
  const desk = node([...watched, '--watch-preserve-output', '--enable-source-maps', `--import=${hook}`, join(root, 'cli/main.ts'), 'start', ...args])
  const pages = node([join(root, 'node_modules/vite/bin/vite.js'), 'workspace'])
  const both = [desk, pages]
  const stop = (signal) => both.forEach((child) => child.kill(signal))
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => stop(signal))
  await Promise.all(
    both.map(
      (child) =>
        new Promise((resolve) => {
          child.on('close', () => {
            stop('SIGTERM')
            resolve()
          })
        }),
    ),
  )
}
