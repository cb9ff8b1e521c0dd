/** Lines to mutate, drawn the same way each time, so that a run on a sample can be repeated and compared. */
import { createHash } from 'node:crypto'
import { globSync, readFileSync } from 'node:fs'

/** One line in `every`, as Stryker takes them: `file:12-12`. With 1, the whole files. */
export function linesToMutate(pattern: string, every: number, draw: string): string[] {
  const files = globSync(pattern).toSorted()
  if (every === 1) return files
  return files.flatMap((file) => {
    const lines = readFileSync(file, 'utf8').split('\n')
    return lines.flatMap((line, index) => (isCode(line) && drawn(`${draw}${file}\n${line}`, every) ? [`${file}:${index + 1}-${index + 1}`] : []))
  })
}

function isCode(line: string): boolean {
  return !/^\s*(?:$|\/?\*|\/\/|import |export \{|export \*|\}|interface |type )/.test(line)
}

function drawn(text: string, every: number): boolean {
  return createHash('sha256').update(text).digest().readUInt32BE(0) % every === 0
}
