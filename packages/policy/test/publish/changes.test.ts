import { describe, expect, test } from 'vitest'
import { publish } from '../../src/publish/publish.ts'
import { at, sample } from '../sample.ts'
import { blocks, noon, told } from './reading.ts'

const valley = sample('village-internet')

describe('what came before', () => {
  const earlier = sample('village-internet', (text) => text.replace('version: "3"', 'version: "2"').replace('mon-fri: ["09:00-12:00", "14:00-18:00"]', 'mon-fri: ["10:00-12:00", "14:00-18:00"]'))
  test('says what changed since the version before, each change leading to its clause', () => {
    const section = publish(valley, 'fr', noon, { previous: earlier }).sections.find(({ id }) => id === 'changes')!
    expect(section.title).toBe('Ce qui a changé depuis la version 2')
    const [list] = section.blocks
    const items = list?.is === 'list' ? list.items : []
    expect(items.map(({ cell }) => told(cell)).join('\n')).toMatch(/Art\. 1 : .*Permanence.*10 h 00/)
    expect(items.find(({ cell }) => told(cell)!.startsWith('Art. 1'))!.cell[0]![0]!.href).toBe('#art-1')
    expect(publish(valley, 'fr', noon).sections.map(({ id }) => id)).not.toContain('changes')
  })

  test('says that nothing changed when nothing did', () => {
    const [same] = blocks(valley, 'changes', 'en', noon, { previous: valley })
    expect(same?.is === 'text' && told(same.lines)).toBe('Nothing changed in the rules.')
  })

  test('lists the earlier versions, with a link where there is one', () => {
    const versions = [{ version: '2', effective: at('2026-01-01T00:00'), href: '/policy/2' }, { version: '1', effective: at('2025-01-01T00:00') }]
    const [list] = blocks(valley, 'versions', 'fr', noon, { versions })
    expect(list?.is === 'list' && list.items.map(({ cell }) => [told(cell), cell[0]![0]!.href])).toEqual([
      ['Version 2, en vigueur à partir du jeudi 1er janvier 2026 à 0 h 00', '/policy/2'], ['Version 1, en vigueur à partir du mercredi 1er janvier 2025 à 0 h 00', undefined],
    ])
  })
})
