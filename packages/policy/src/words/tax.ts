import type { Lang, Words } from '../model.ts'
import type { Policy } from '../policy.ts'
import { wordsIn } from './fill.ts'
import { sentence } from './typography.ts'

/** A tax as the policy calls it; without a label, the value added one by its usual letters, others by the name of their rule. */
export function taxName({ name, label }: { name?: string; label?: Words }, policy: Pick<Policy, 'languages'>, lang: Lang): string {
  if (label) return sentence(wordsIn(label, policy, lang))
  if (name === undefined) return lang === 'fr' ? 'Taxe' : 'Tax'
  return /^(vat|tva)\b/i.test(name) ? (lang === 'fr' ? 'TVA' : 'VAT') : sentence(name)
}
