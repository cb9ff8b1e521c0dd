import type { Lang } from '../model.ts'
import { list } from '../words/amounts.ts'
import { nbsp, thin } from '../words/typography.ts'
import type { AnswerDifference } from './answers.ts'

/** A difference between two answers: "échéance (réponse) : mardi … (avant : lundi …), art. 2.1 (avant : art. 2)". */
export function answerDifferenceInWords({ label, before, after, clauses }: AnswerDifference, lang: Lang): string {
  const [colon, was, none] = lang === 'fr' ? [`${thin}: `, (text: string) => ` (avant${thin}: ${text})`, 'rien'] as const : [': ', (text: string) => ` (before: ${text})`, 'nothing'] as const
  const cited = (ids: readonly string[]) => (ids.length === 0 ? '' : `art.${nbsp}${list(ids, lang)}`)
  const [now, then] = [cited(clauses.after), cited(clauses.before)]
  const by = now === then ? now : `${now === '' ? none : now}${then === '' ? '' : was(then)}`
  return `${label[lang]!}${colon}${after?.[lang] ?? none}${was(before?.[lang] ?? none)}${by === '' || by === none ? '' : `, ${by}`}`
}
