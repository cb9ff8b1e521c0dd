/** A browser by its name and system, as far as its header tells; names of products are the same in every language. */
export interface Browser {
  readonly name: string | undefined
  readonly system: string | undefined
}

const names: [RegExp, string][] = [
  [/Edg(e|A|iOS)?\//, 'Edge'], [/OPR\/|Opera/, 'Opera'], [/SamsungBrowser/, 'Samsung Internet'], [/Vivaldi/, 'Vivaldi'], [/Firefox|FxiOS/, 'Firefox'],
  [/Chrome|CriOS|Chromium/, 'Chrome'], [/Safari/, 'Safari'],
]
const systems: [RegExp, string][] = [
  [/iPhone|iPod/, 'iPhone'], [/iPad/, 'iPad'], [/Android/, 'Android'], [/Windows/, 'Windows'], [/Mac OS X|Macintosh/, 'macOS'], [/CrOS/, 'ChromeOS'], [/Linux|X11/, 'Linux'],
]

/** Reads a User-Agent; whatever it holds, only words of ours come out (AB-15). */
export function readBrowser(userAgent: string | null | undefined): Browser {
  const text = userAgent ?? ''
  const found = (list: [RegExp, string][]) => list.find(([pattern]) => pattern.test(text))?.[1]
  return { name: found(names), system: found(systems) }
}
