/** A text in one line, cut after so many signs: what is left out is told by "…". */
export function brief(text: string, most: number): string {
  const line = text.replaceAll(/\s+/g, ' ').trim()
  return line.length > most ? `${line.slice(0, most - 1).trimEnd()}…` : line
}
