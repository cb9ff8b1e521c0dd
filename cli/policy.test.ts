import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { commands } from './commands.ts'
import { guichet, openFolder, root, sample } from './test/policies.ts'

const { folder, write } = openFolder()

describe('guichet', () => {
  test('without a command prints the list; every command says what it is in both languages', async () => {
    const { code, out, err } = await guichet(['help'], '', 'fr_FR.UTF-8')
    expect([code, err]).toEqual([0, ''])
    for (const [name, load] of Object.entries(commands)) {
      const command = await load()
      expect(command.name).toBe(name)
      expect(out).toContain(command.summary.fr)
      expect(command.summary.en).toBeTruthy()
    }
    expect((await guichet([])).code).toBe(2)
  })

  test('an unknown command is bad use, told on standard error only', async () => {
    expect(await guichet(['policy', 'chek', 'x'])).toEqual({ code: 2, out: '', err: '“policy chek” is not a command. “guichet help” lists them.\n' })
  })

  test.each(['check', 'test', 'ask', 'explain', 'due', 'publish', 'schema'])('policy %s explains itself and refuses what it does not know', async (name) => {
    const help = await guichet(['policy', name, '--help', '--lang', 'fr'])
    expect([help.code, help.err]).toEqual([0, ''])
    expect(help.out).toContain(`guichet policy ${name}`)
    expect(await guichet(['policy', name, sample, '--colour'])).toMatchObject({ code: 2, out: '' })
    expect(await guichet(['policy', name])).toMatchObject({ code: 2, out: '' })
    expect(await guichet(['policy', name, sample, 'more'])).toMatchObject({ code: 2, out: '' })
    expect(await guichet(['policy', name, sample, '--lang', 'de'])).toEqual({ code: 2, out: '', err: '--lang takes: fr, en.\n' })
  })
})

describe('a file that cannot be read gets one clear sentence', () => {
  test.each([
    ['nothing.yaml', async () => join(folder, 'nothing.yaml'), 'there is no such file'],
    ['a folder', async () => folder, 'is a folder'],
    ['binary', () => write('binary.yaml', Uint8Array.of(0xff, 0xfe, 0, 1, 2)), 'is not UTF-8 text'],
    ['zeros', () => write('zeros.yaml', 'guichet: \u0000'), 'is not UTF-8 text'],
    ['too large', () => write('large.yaml', ' '.repeat(9 * 1024 * 1024)), 'larger than 8 MB'],
  ])('%s', async (_, make, sentence) => {
    for (const command of ['check', 'publish']) {
      const ran = await guichet(['policy', command, await make()])
      expect([ran.code, ran.out]).toEqual([2, ''])
      expect(ran.err).toContain(sentence)
      expect(ran.err.trimEnd().split('\n')).toHaveLength(1)
    }
  })
})

test('runs as a process: exit codes, pipes closed early, answers as lines come', async () => {
  const start = (...argv: string[]) => spawn(process.execPath, ['--import', './jsx.mjs', 'cli/main.ts', ...argv], { cwd: root, env: { ...process.env, LANG: 'en' } })
  const check = start('policy', 'check', sample)
  expect((await once(check, 'close'))[0]).toBe(0)
  const bad = start('policy', 'check', 'nothing.yaml')
  expect((await once(bad, 'close'))[0]).toBe(2)

  const ask = start('policy', 'ask', sample)
  const request = `${JSON.stringify({ at: '2026-10-06 09:30', facts: { channel: 'mail', kind: 'slow', line_number: 'VI-1042' } })}\n`
  ask.stdin.write(request)
  const [first] = (await once(ask.stdout, 'data')) as [Buffer]
  expect(JSON.parse(first.toString())).toMatchObject({ line: 1, decision: { outcome: 'accepted' } })
  ask.stdin.on('error', () => undefined)
  ask.stdout.destroy()
  ask.stdin.end(request.repeat(2000))
  expect((await once(ask, 'close'))[0]).toBe(0)
})
