/** Versions of products: whole numbers joined by points, compared number by number (7.10 comes after 7.9). */

/** The numbers of a version, or null when the text is not one (1 to 6 numbers of at most 9 digits). */
export function parseVersion(text: string): number[] | null {
  if (!/^\d{1,9}(\.\d{1,9}){0,5}$/.test(text)) return null
  return text.split('.').map(Number)
}

/** Negative, zero or positive; a missing number counts as 0. */
export function compareVersions(a: readonly number[], b: readonly number[]): number {
  const length = Math.max(a.length, b.length)
  for (let i = 0; i < length; i++) {
    const difference = (a[i] ?? 0) - (b[i] ?? 0)
    if (difference !== 0) return difference
  }
  return 0
}
