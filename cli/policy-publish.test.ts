import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { guichet, openFolder, sample } from './test/policies.ts'

const { folder, write } = openFolder()

describe('policy publish', () => {
  test('writes HTML, Markdown or data, in either language', async () => {
    expect((await guichet(['policy', 'publish', sample, '--lang', 'fr'])).out).toMatch(/^<!doctype html>\n<html lang="fr">/)
    expect((await guichet(['policy', 'publish', sample, '--lang', 'en', '--format', 'md'])).out).toContain('> This is a translation. The French version prevails.')
    expect(JSON.parse((await guichet(['policy', 'publish', sample, '--format', 'json'])).out)).toMatchObject({ policy: 'vallee-support' })
    expect(await guichet(['policy', 'publish', sample, '--format', 'pdf'])).toMatchObject({ code: 2, out: '' })
  })

  test('marks the day and says what is open only for an instant that is given', async () => {
    const at = await guichet(['policy', 'publish', sample, '--lang', 'fr', '--at', '2026-10-06 10:00'])
    expect([at.code, at.err]).toEqual([0, ''])
    expect(at.out).toContain('<tr class="today"><th scope="row">mardi')
    expect(at.out.replaceAll(/[\u00a0\u202f]/g, ' ')).toContain('Ouvert jusqu’à 12 h 00')
    const lasting = await guichet(['policy', 'publish', sample, '--lang', 'fr'])
    expect(lasting.out).not.toContain('class="today"')
    expect(lasting.out.replaceAll(/[\u00a0\u202f]/g, ' ')).not.toContain('Ouvert jusqu’à')
    expect((await guichet(['policy', 'publish', sample, '--lang', 'en', '--at', '2026-12-24'])).out).toContain('Christmas Eve')
    expect(await guichet(['policy', 'publish', sample, '--lang', 'en', '--at', 'soon'])).toEqual({ code: 2, out: '', err: '--at: “soon” is not an instant. Write for example “2026-11-24 10:00”.\n' })
  })

  test('says what changed since another version', async () => {
    const before = await write('before.yaml', (await readFile(sample, 'utf8')).replace('version: "3"', 'version: "2"').replace('within: 4h', 'within: 8h'))
    const { code, out } = await guichet(['policy', 'publish', sample, '--lang', 'en', '--format', 'md', '--previous', before])
    expect(code).toBe(0)
    expect(out).toContain('## What changed since version 2')
    expect(out.slice(out.indexOf('## What changed'))).toMatch(/\[Clause 5\]|\[Art/)
    expect((await guichet(['policy', 'publish', sample, '--previous', join(folder, 'none.yaml')])).code).toBe(2)
  })
})
