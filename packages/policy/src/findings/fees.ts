/** What is wrong with fees, credits to the customer and counted rights. */
import { error } from './sentences.ts'

export const feeFindings = {
  'quota-rest-unsaid': (p: { quota: string; key: 'expires' | 'carry_over' }) => error(`Le droit compté « ${p.quota} » ne dit pas ce que devient ce qui n’est pas utilisé.`, `The counted right “${p.quota}” does not say what becomes of what is not used.`,
    p.key === 'expires' ? 'Ajoutez « expires: 12 months », ou « never ».' : 'Ajoutez « carry_over: none », « all », ou { at_most: 2h, for: 1 }.', p.key === 'expires' ? 'Add “expires: 12 months”, or “never”.' : 'Add “carry_over: none”, “all”, or { at_most: 2h, for: 1 }.'),
} as const
