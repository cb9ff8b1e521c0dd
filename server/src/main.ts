import { languageOf, PersonError, portTaken } from './platform/errors.ts'
import { settleMemory } from './platform/memory.ts'
import { openPlatform } from './platform/platform.ts'
import { readSettings } from './platform/settings.ts'
import type { Tables, World } from './tables.ts'

const migrations = new URL('../migrations', import.meta.url).pathname

/** What a caller does around serving. */
export interface Around {
  /** Between opening the data folder and the first request; gives the world to serve. */
  readonly prepare?: (world: World) => Promise<World>
  /** Once requests are answered. */
  readonly ready?: (world: World) => Promise<void>
}

/** Opens the data folder and serves until told to stop (Ctrl-C, SIGTERM), then drains, closes and ends the process. */
async function serve(env: NodeJS.ProcessEnv, around: Around): Promise<void> {
  const told = new AbortController()
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => told.abort(signal))
  // The rest of the code is loaded while the database starts.
  const [platform, { createApp }] = await Promise.all([openPlatform<Tables>(readSettings(env), { migrations }), import('./app.ts')])
  try {
    const world = (await around.prepare?.(platform)) ?? platform
    const app = await createApp(world)
    // A signal during the start waits for its end: half a start is harder to close than a whole one.
    await app.start()
    await around.ready?.(world)
    void settleMemory(told.signal)
    const ended = platform.postgres?.ended.then(() => 'PostgreSQL ended') ?? new Promise<string>(() => undefined)
    const asked = new Promise<string>((resolve) => {
      if (told.signal.aborted) resolve(String(told.signal.reason))
      told.signal.addEventListener('abort', () => resolve(String(told.signal.reason)), { once: true })
    })
    const why = await Promise.race([asked, ended])
    platform.log.info({ why }, 'stopping')
    await app.close()
    if (!told.signal.aborted) process.exitCode = 1
  } finally {
    await platform.close()
  }
}

/** Serves until told to stop, then ends the process; what a person can mend is told in one sentence. */
export async function main(env: NodeJS.ProcessEnv, around: Around = {}): Promise<void> {
  try {
    await serve(env, around)
  } catch (error) {
    const known = portTaken(error) ?? error
    if (!(known instanceof PersonError)) throw error
    process.stderr.write(`${known.sentences[languageOf(env)]}\n`)
    process.exitCode = 1
  }
  process.exit()
}

if (import.meta.main) await main(process.env)
