/** Shades of a provider's accent, computed so that contrast holds on our surfaces in light and in dark. Pure. */

interface Rgb { r: number; g: number; b: number }

/** The shades that a page needs of one accent; `#rrggbb` each. */
export interface AccentShades {
  /** Fills: buttons, open hours. */
  fill: string
  hover: string
  /** Text and icons upon `fill`. */
  onFill: string
  /** The accent as text upon a page. */
  text: string
  /** A quiet surface: the selected row, the time to come. */
  soft: string
}

const surfaces = { light: '#fbfaf7', dark: '#171918' } as const
const softMix = { light: 0.09, dark: 0.2 } as const
/** The faintest text of tokens.css: it stands on soft surfaces too. */
const faintest = { light: '#646869', dark: '#969993' } as const
const readable = 4.6
const visible = 3.2

function parse(hex: string): Rgb {
  const n = Number.parseInt(hex.slice(1), 16)
  return { r: (n >> 16) & 255, g: (n >> 8) & 255, b: n & 255 }
}

function print({ r, g, b }: Rgb): string {
  return `#${[r, g, b].map((part) => Math.round(part).toString(16).padStart(2, '0')).join('')}`
}

function mix(from: Rgb, to: Rgb, part: number): Rgb {
  return { r: from.r + (to.r - from.r) * part, g: from.g + (to.g - from.g) * part, b: from.b + (to.b - from.b) * part }
}

function luminance({ r, g, b }: Rgb): number {
  const [lr, lg, lb] = [r, g, b].map((part) => {
    const s = part / 255
    return s <= 0.04045 ? s / 12.92 : ((s + 0.055) / 1.055) ** 2.4
  }) as [number, number, number]
  return 0.2126 * lr + 0.7152 * lg + 0.0722 * lb
}

/** The contrast of two colours `#rrggbb`, from 1 to 21 (WCAG 2.2, relative luminance). */
export function contrast(one: string, other: string): number {
  const [a, b] = [luminance(parse(one)), luminance(parse(other))]
  return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05)
}

/** `colour`, moved towards black or white until it reads on `against` with at least `wanted` contrast. */
function reaching(colour: string, against: string, wanted: number): string {
  const pole = luminance(parse(against)) > 0.35 ? { r: 0, g: 0, b: 0 } : { r: 255, g: 255, b: 255 }
  for (let part = 0; part <= 1; part += 0.02) {
    const tried = print(mix(parse(colour), pole, part))
    if (contrast(tried, against) >= wanted) return tried
  }
  return print(pole)
}

/** The page with as much of `accent` in it as lets the faintest text be read. */
function softened(accent: string, theme: 'light' | 'dark'): string {
  for (let part: number = softMix[theme]; part > 0; part -= 0.01) {
    const tried = print(mix(parse(surfaces[theme]), parse(accent), part))
    if (contrast(faintest[theme], tried) >= readable) return tried
  }
  return surfaces[theme]
}

/** The shades of `accent` (`#rrggbb`) for one theme: text ≥ 4.5:1 on the page and on its own fill, fills ≥ 3:1. */
export function accentShades(accent: string, theme: 'light' | 'dark'): AccentShades {
  const surface = surfaces[theme]
  const soft = softened(accent, theme)
  const fill = reaching(accent, surface, theme === 'light' ? readable : visible * 2)
  const onFill = contrast('#ffffff', fill) >= readable ? '#ffffff' : '#101312'
  const hover = print(mix(parse(fill), onFill === '#ffffff' ? { r: 0, g: 0, b: 0 } : { r: 255, g: 255, b: 255 }, 0.14))
  // On the soft surface too: a selected row carries accented text.
  const text = reaching(reaching(accent, surface, readable), soft, readable)
  return { fill, hover, onFill, text, soft }
}

function variables(shades: AccentShades): string {
  return `--accent:${shades.fill};--accent-hover:${shades.hover};--on-accent:${shades.onFill};--accent-text:${shades.text};--accent-soft:${shades.soft};`
}

/** The stylesheet that gives a page its provider's accent in both themes; refuses what is not `#rrggbb`. */
export function accentStylesheet(accent: string): string {
  const safe = /^#[0-9a-f]{6}$/i.test(accent) ? accent.toLowerCase() : '#0f5c6e'
  const dark = variables(accentShades(safe, 'dark'))
  return [
    `:root{${variables(accentShades(safe, 'light'))}}`,
    `@media (prefers-color-scheme:dark){:root:not([data-theme=light]){${dark}}}`,
    `:root[data-theme=dark]{${dark}}`,
  ].join('\n')
}
