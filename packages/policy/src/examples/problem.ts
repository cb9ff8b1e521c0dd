import type { Finding } from '../model.ts'
import type { Place } from '../read/node.ts'

export const sentences = {
  'example-unknown-key': (p: { key: string; where: string; near: string | null }) => ({
    message: { fr: `La clé « ${p.key} » n’existe pas dans ${p.where}.`, en: `There is no key “${p.key}” in ${p.where}.` },
    wayOut: p.near === null
      ? { fr: 'Retirez la clé.', en: 'Remove the key.' }
      : { fr: `Écrivez « ${p.near} ».`, en: `Write “${p.near}”.` },
  }),
  'example-missing-key': (p: { key: string; where: string }) => ({
    message: { fr: `Il manque « ${p.key} » dans ${p.where}.`, en: `“${p.key}” is missing in ${p.where}.` },
    wayOut: { fr: `Ajoutez « ${p.key}: … ».`, en: `Add “${p.key}: …”.` },
  }),
  'example-wrong-type': (p: { what: string; fr: string; en: string }) => ({
    message: { fr: `« ${p.what} » : il faut ${p.fr}.`, en: `“${p.what}”: ${p.en} is needed.` },
    wayOut: { fr: 'Réécrivez la valeur sous cette forme.', en: 'Write the value in that form.' },
  }),
  'example-kind': (_: object) => ({
    message: { fr: 'On ne voit pas ce que cet exemple vérifie.', en: 'What this example checks cannot be told.' },
    wayOut: {
      fr: 'Donnez-lui « then », « table », « calendar », « due », « statistic », « queue », « reads », « version_at » ou « finding ».',
      en: 'Give it “then”, “table”, “calendar”, “due”, “statistic”, “queue”, “reads”, “version_at” or “finding”.',
    },
  }),
} as const

export type ProblemCode = keyof typeof sentences

/** A finding about the examples file. */
export function problem<C extends ProblemCode>(code: C, at: Place, params: Parameters<(typeof sentences)[C]>[0]): Finding {
  const words = (sentences[code] as (params: unknown) => Pick<Finding, 'message' | 'wayOut'>)(params)
  return { severity: 'error', code, file: at.file, line: at.line, column: at.column, ...words }
}
