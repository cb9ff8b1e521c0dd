/** What is wrong with fees, credits to the customer and counted rights. */
import { error } from './sentences.ts'

export const feeFindings = {
  'fee-combination': (p: { fees: readonly string[] }) => error(`Deux frais peuvent se rencontrer (${p.fees.join(', ')}), et rien ne dit s’ils s’additionnent.`, `Two fees may meet (${p.fees.join(', ')}), and nothing says whether they add up.`,
    'Ajoutez « fees: { combine: add } », ou « highest » : le plus élevé seul.', 'Add “fees: { combine: add }”, or “highest”: the highest alone.'),
  'fee-for-consumers': (p: { fee: string }) => error(`Les frais « ${p.fee} » pourraient être demandés à un consommateur : une telle clause est abusive.`, `The fee “${p.fee}” could be charged to a consumer: such a term is unfair.`,
    'Ajoutez « never_for: { consumer: yes } », ou « consumer: no » à la condition.', 'Add “never_for: { consumer: yes }”, or “consumer: no” to the condition.'),
  'fee-despite-none': (p: { fee: string; clauses: readonly string[] }) => error(`Une clause dit qu’il n’y a pas de frais (${p.clauses.join(', ')}), une autre en déclare : « ${p.fee} ».`, `One clause says that there is no fee (${p.clauses.join(', ')}), another declares one: “${p.fee}”.`,
    'Retirez « fees: none », ou les frais.', 'Remove “fees: none”, or the fee.'),
  'unknown-fee': (p: { name: string; near: string | null }) => error(`Les frais « ${p.name} » ne sont pas déclarés.${p.near ? ` Vouliez-vous dire « ${p.near} » ?` : ''}`, `The fee “${p.name}” is not declared.${p.near ? ` Did you mean “${p.near}”?` : ''}`,
    'Corrigez le nom, ou déclarez ces frais dans « fees: ».', 'Correct the name, or declare it in “fees:”.'),
  'credit-steps-backwards': (p: { credit: string }) => error(`Le crédit « ${p.credit} » rend moins au client quand le service a été moins disponible, ou donne deux fois le même seuil.`, `The credit “${p.credit}” gives the customer less when the service was there less, or states one threshold twice.`,
    'Corrigez « steps: » : plus la disponibilité baisse, plus le crédit monte.', 'Correct “steps:”: the lower the availability, the higher the credit.'),
  'quota-rest-unsaid': (p: { quota: string; key: 'expires' | 'carry_over' }) => error(`Le droit compté « ${p.quota} » ne dit pas ce que devient ce qui n’est pas utilisé.`, `The counted right “${p.quota}” does not say what becomes of what is not used.`,
    p.key === 'expires' ? 'Ajoutez « expires: 12 months », ou « never ».' : 'Ajoutez « carry_over: none », « all », ou { at_most: 2h, for: 1 }.', p.key === 'expires' ? 'Add “expires: 12 months”, or “never”.' : 'Add “carry_over: none”, “all”, or { at_most: 2h, for: 1 }.'),
} as const
