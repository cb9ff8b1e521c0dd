import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { guichet, openFolder, sample } from './test/policies.ts'

const { folder, write } = openFolder()

describe('policy diff', () => {
  const faster = async () => write('faster.yaml', (await readFile(sample, 'utf8')).replace('when: { kind: outage }, within: 8h', 'when: { kind: outage }, within: 4h'))
  const diff = async (...argv: string[]) => {
    const ran = await guichet(['policy', 'diff', ...argv])
    return { ...ran, out: ran.out.replaceAll(/[\u00a0\u202f]/g, ' ') }
  }

  test('nothing changes: exit code 0; something changes: 1; nothing can be compared: 2', async () => {
    expect(await diff(sample, sample)).toEqual({ code: 0, out: 'What changes, from version 3 to version 3:\nNothing changes.\n', err: '' })
    expect((await diff(sample, await faster())).code).toBe(1)
    expect(await diff(sample, join(folder, 'nothing.yaml'))).toMatchObject({ code: 2, out: '' })
    expect(await diff(sample, await write('wrong3.yaml', 'guichet: 1'))).toMatchObject({ code: 2, out: '' })
    expect(await diff(sample)).toMatchObject({ code: 2, out: '' })
    expect(await diff(sample, sample, '--requests', join(folder, 'nothing.jsonl'))).toMatchObject({ code: 2, out: '' })
  })

  test('tells what changes, and which answers, as text, Markdown or data', async () => {
    const requests = await write('requests.jsonl', ['{"id":"night","at":"2026-05-12 22:00","facts":{"channel":"mail","kind":"outage","line_number":"VI-1042"}}', '', '{"remote":{}}', '{"due":{"target":"repair","start":"2026-10-05 11:00"}}', '{broken'].join('\n'))
    const text = await diff(sample, await faster(), '--requests', requests, '--lang', 'fr')
    expect(text.err).toContain('Ligne 5')
    expect(text.out).toBe(`Ce qui change, de la version 3 à la version 3 :
Art. 5 — Réparation pour Votre demande = Plus de connexion : 4 heures ouvrées (Techniciens) (avant : 8 heures ouvrées (Techniciens)).

Réponses qui changent :
Ligne 1 (night)
  délai (rétablissement) : 4 h (avant : 8 h), art. 5
  échéance (rétablissement) : mercredi 13 mai 2026 à 12 h 00 (avant : mercredi 13 mai 2026 à 16 h 00), art. 5
Ligne 4
  échéance : lundi 5 octobre 2026 à 15 h 00 (avant : mardi 6 octobre 2026 à 10 h 00), art. 5
  délai : 4 h (avant : 8 h), art. 5
`)
    expect((await diff(sample, await faster(), '--requests', requests, '--format', 'md')).out).toContain('- **Art. 5** — Repair for Your request = No connection: 4 business hours (Technicians) (before: 8 business hours (Technicians)).\n\n## Answers that change\n\n- Line 1 (night)\n  - time (restoration)')
    expect(JSON.parse((await diff(sample, await faster(), '--requests', requests, '--format', 'json')).out)).toMatchObject({
      before: { version: '3' }, changes: [{ kind: 'changed', what: 'rule', family: 'targets', name: 'repair', part: 'within', clause: '5' }],
      answers: [{ line: 1, id: 'night', differences: [{ key: 'promise.restoration' }, { key: 'due.restoration' }] }, { line: 3, differences: [] }, { line: 4 }, { line: 5, error: { code: 'not-json' } }],
    })
  })
})
