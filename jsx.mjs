// Lets Node import .tsx: types and JSX are taken out on the way. Plain .ts is Node's own affair.
import { readFileSync } from 'node:fs'
import { registerHooks } from 'node:module'
import { fileURLToPath } from 'node:url'
import { transformSync } from 'oxc-transform'

registerHooks({
  load(url, context, nextLoad) {
    if (!url.startsWith('file:') || !url.endsWith('.tsx')) return nextLoad(url, context)
    const path = fileURLToPath(url)
    const { code, map, errors } = transformSync(path, readFileSync(path, 'utf8'), { jsx: { runtime: 'automatic' }, sourcemap: true })
    const [error] = errors
    if (error) throw new SyntaxError(`${path}: ${error.codeframe ?? error.message}`)
    const inline = map ? `\n//# sourceMappingURL=data:application/json;base64,${Buffer.from(JSON.stringify(map)).toString('base64')}` : ''
    return { format: 'module', source: code + inline, shortCircuit: true }
  },
})
