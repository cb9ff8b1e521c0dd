/** The first letters of a name's first and last part. */
export function initialsOf(name: string): string {
  const parts = name.split(/[\s-]+/).filter((part) => part !== '')
  const letters = parts.length > 1 ? [parts[0], parts.at(-1)] : [parts[0]]
  return letters.map((part) => (part ?? '').charAt(0).toLocaleUpperCase('fr')).join('')
}
