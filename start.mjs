// Plain JavaScript for any Node ≥ 20: installs what is missing, continues on Node 26, then runs the command.
// npm start | test | run check | run dev | run bench, and bin/guichet, all come through here.
import process from 'node:process'

const oldest = 20
const [command = 'start', ...args] = process.argv.slice(2)

if (Number.parseInt(process.versions.node, 10) < oldest) {
  process.stderr.write(
    `Guichet a besoin de Node ${oldest} ou plus récent (ici : ${process.versions.node}). https://nodejs.org\n` +
      `Guichet needs Node ${oldest} or newer (here: ${process.versions.node}). https://nodejs.org\n`,
  )
  process.exit(1)
}

const { install } = await import('./launch/install.mjs')
const { continueOnPinnedNode } = await import('./launch/node.mjs')
const { run, needsEverything } = await import('./launch/commands.mjs')

try {
  await install({ everything: needsEverything(command) })
  if (!(await continueOnPinnedNode([command, ...args]))) await run(command, args)
} catch (error) {
  if (error?.name !== 'LaunchError') throw error
  process.stderr.write(`${error.message}\n`)
  process.exitCode = 1
}
