import { diffAnswers, type ComparedAnswer } from '@guichet/policy/diff/answers'
import { answerDifferenceInWords } from '@guichet/policy/diff/answers-words'
import type { Lang } from '@guichet/policy/model'
import type { Policy } from '@guichet/policy/policy'
import { typeset } from '@guichet/policy/words/typography'
import { exit, print, type Io } from './io.ts'
import { parseLine } from './json-lines.ts'
import { readSource } from './source.ts'

export type ComparedLine = Omit<ComparedAnswer, 'index'> & { line: number; id?: unknown }
export interface ComparedLines { compared: ComparedLine[] }

/** What both policies answer to the lines of a file, or the exit code after one sentence when it cannot be read. A faulty line is told on standard error. */
export async function compareRequests(old: Policy, now: Policy, file: string, io: Io, lang: Lang): Promise<ComparedLines | number> {
  const source = await readSource(file, io)
  if (source.problem) {
    await print(io.stderr, source.problem[lang] ?? '')
    return exit.badUse
  }
  const compared: ComparedLine[] = []
  for (const [index, text] of source.text.split('\n').entries()) {
    if (text.trim() === '') continue
    const read = parseLine(text)
    const found = read.error ? { error: read.error, differences: [] } : diffAnswers(old, now, [read.line])[0]!
    const { error, differences } = found
    compared.push({ line: index + 1, ...(read.error || read.line['id'] === undefined ? {} : { id: read.line['id'] }), ...(error ? { error } : {}), differences })
    if (error) await print(io.stderr, lang === 'fr' ? typeset(`Ligne ${index + 1} : ${error.message.fr}`, 'fr') : `Line ${index + 1}: ${error.message.en}`)
  }
  return { compared }
}

/** The answers that changed, in words, each under its line. */
export function answersInWords({ compared }: ComparedLines, lang: Lang): { heading: string; differences: string[] }[] {
  return compared.filter(({ differences }) => differences.length > 0).map(({ line, id, differences }) => {
    const name = id === undefined ? '' : ` (${typeof id === 'string' ? id : JSON.stringify(id)})`
    return { heading: `${lang === 'fr' ? 'Ligne' : 'Line'} ${line}${name}`, differences: differences.map((one) => answerDifferenceInWords(one, lang)) }
  })
}
