import { createApp } from './app.ts'
import { languageOf, PersonError } from './platform/errors.ts'
import { openPlatform } from './platform/platform.ts'
import { readSettings } from './platform/settings.ts'

const migrations = new URL('../migrations', import.meta.url).pathname

/** Opens the data folder and serves until told to stop (Ctrl-C, SIGTERM), then drains, closes and ends the process. */
async function serve(env: NodeJS.ProcessEnv): Promise<void> {
  const platform: Parameters<typeof createApp>[0] = await openPlatform(readSettings(env), { migrations })
  const app = await createApp(platform)
  let stopping = false
  const stop = async (why: string, code: number) => {
    if (stopping) return
    stopping = true
    platform.log.info({ why }, 'stopping')
    await app.close()
    await platform.close()
    process.exit(code)
  }
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => void stop(signal, 0))
  void platform.postgres?.ended.then(() => stop('PostgreSQL ended', 1))
  await app.start()
}

/** Serves; what a person can mend is told in one sentence. */
export async function main(env: NodeJS.ProcessEnv): Promise<void> {
  try {
    await serve(env)
  } catch (error) {
    if (!(error instanceof PersonError)) throw error
    process.stderr.write(`${error.sentences[languageOf(env)]}\n`)
    process.exit(1)
  }
}

if (import.meta.main) await main(process.env)
