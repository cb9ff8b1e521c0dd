import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { PersonError } from './errors.ts'
import { describeSettings, readSettings } from './settings.ts'

const folders: string[] = []
function folder(): string {
  const made = mkdtempSync(join(tmpdir(), 'guichet-settings-'))
  folders.push(made)
  return made
}
afterEach(() => folders.splice(0).forEach((made) => rmSync(made, { recursive: true })))

test('without any setting there is a desk on loopback, with a secret of its own that stays the same', () => {
  const GUICHET_DATA = join(folder(), 'data')
  const settings = readSettings({ GUICHET_DATA })
  expect(settings).toMatchObject({ host: '127.0.0.1', port: 3000, smtpPort: 2525, baseUrl: 'http://localhost:3000', databaseUrl: undefined })
  expect(settings.secret.length).toBeGreaterThanOrEqual(43)
  expect(readSettings({ GUICHET_DATA }).secret).toBe(settings.secret)
  expect(statSync(join(GUICHET_DATA, 'secret')).mode & 0o777).toBe(0o600)
  expect(statSync(GUICHET_DATA).mode & 0o777).toBe(0o700)
})

test('a damaged secret is refused, not used', () => {
  const GUICHET_DATA = folder()
  writeFileSync(join(GUICHET_DATA, 'secret'), 'x')
  expect(() => readSettings({ GUICHET_DATA })).toThrow(/damaged/)
})

test('every wrong setting is named in one go, and a secret is not shown', () => {
  const wrong = { PORT: '70000', LOG_LEVEL: 'loud', DATABASE_URL: 'mysql://root:hunter2@h/d', SECRET: 'hunter2' }
  try {
    readSettings(wrong)
    expect.unreachable()
  } catch (error) {
    expect(error).toBeInstanceOf(PersonError)
    const { fr, en } = (error as PersonError).sentences
    for (const name of Object.keys(wrong)) {
      expect(fr).toContain(name)
      expect(en).toContain(name)
    }
    expect(fr + en).not.toContain('hunter2')
  }
})

test('an empty value counts as absent', () => {
  expect(readSettings({ GUICHET_DATA: folder(), PORT: ' ', DATABASE_URL: '' })).toMatchObject({ port: 3000, databaseUrl: undefined })
})

test('the names that are answered to are the public one, loopback and those listed', () => {
  const settings = readSettings({ GUICHET_DATA: folder(), BASE_URL: 'https://aide.example.fr/', EXTRA_HOSTS: 'a.example, b.example' })
  expect(settings.baseUrl).toBe('https://aide.example.fr')
  expect(settings.hosts).toEqual(['aide.example.fr', 'localhost', '127.0.0.1', '[::1]', 'a.example', 'b.example'])
})

test('the printed table describes each setting in both languages and hides secrets', () => {
  const lines = describeSettings({ SMTP_URL: 'smtp://u:hunter2@relay', PORT: '81' })
  expect(lines.every((line) => line.fr !== '' && line.en !== '')).toBe(true)
  expect(lines.find((line) => line.name === 'PORT')).toMatchObject({ default: '3000', value: '81' })
  expect(JSON.stringify(lines)).not.toContain('hunter2')
})
