import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { accentShades, accentStylesheet, contrast } from '../src/accent.ts'

const colour = fc.integer({ min: 0, max: 0xffffff }).map((n) => `#${n.toString(16).padStart(6, '0')}`)
const surfaces = { light: '#fbfaf7', dark: '#171918' }

test('contrast is that of WCAG: black on white 21, a colour on itself 1', () => {
  expect(contrast('#000000', '#ffffff')).toBeCloseTo(21, 5)
  expect(contrast('#0f5c6e', '#0f5c6e')).toBe(1)
  expect(contrast('#767676', '#ffffff')).toBeCloseTo(4.54, 2)
})

test('whatever accent a provider chooses, its text reads and its buttons are seen, in light and in dark', () => {
  fc.assert(fc.property(colour, fc.constantFrom('light' as const, 'dark' as const), (accent, theme) => {
    const shades = accentShades(accent, theme)
    expect(contrast(shades.text, surfaces[theme])).toBeGreaterThanOrEqual(4.5)
    expect(contrast(shades.text, shades.soft)).toBeGreaterThanOrEqual(4.5)
    expect(contrast(shades.onFill, shades.fill)).toBeGreaterThanOrEqual(4.5)
    expect(contrast(shades.onFill, shades.hover)).toBeGreaterThanOrEqual(4.5)
    expect(contrast(shades.fill, surfaces[theme])).toBeGreaterThanOrEqual(3)
  }), { numRuns: 2000 })
})

test('a stylesheet carries nothing of a policy but a colour', () => {
  expect(accentStylesheet('red;}body{display:none')).not.toContain('display')
  expect(accentStylesheet('#0F5C6E')).toContain('--accent:#0f5c6e')
})

/** The colours of tokens.css for one theme, by name. */
function tokensOf(theme: 'light' | 'dark'): Map<string, string> {
  const css = readFileSync(new URL('../src/tokens.css', import.meta.url), 'utf8')
  const blocks = css.split(/(?=^:root|^@media)/m).filter((block) => block.startsWith(theme === 'light' ? ':root {' : ":root[data-theme='dark']"))
  return new Map(blocks.flatMap((block) => [...block.matchAll(/--([\w-]+):\s*(#[0-9a-f]{6})/g)].map(([, name, value]) => [name!, value!] as const)))
}

test.each(['light', 'dark'] as const)('every ink reads on every surface it may stand on: %s', (theme) => {
  const tokens = tokensOf(theme)
  for (const ink of ['text', 'text-quiet', 'text-faint']) for (const surface of ['page', 'raised', 'sunken', 'accent-soft', 'near-soft', 'late-soft', 'kept-soft']) {
    expect(contrast(tokens.get(ink)!, tokens.get(surface)!), `${ink} on ${surface}`).toBeGreaterThanOrEqual(4.5)
  }
  fc.assert(fc.property(colour, (accent) => {
    expect(contrast(tokens.get('text-faint')!, accentShades(accent, theme).soft)).toBeGreaterThanOrEqual(4.5)
  }), { numRuns: 2000 })
})
