/** What may be wrong with what is promised, and to whom: tables, hours, entitlements. */
import { error, warning } from './sentences.ts'

export const promiseFindings = {
  'cell-missing': (p: { table: string; when: string }) => error(`Le tableau « ${p.table} » ne dit rien de ce cas (${p.when}).`, `The table “${p.table}” says nothing of this case (${p.when}).`,
    'Remplissez la case ; « none » dit que rien n’est promis.', 'Fill the cell; “none” says that nothing is promised.'),
  'customer-zone-unsaid': (_: object) => error('Ces heures sont celles du client, et rien ne dit lesquelles valent quand son fuseau horaire n’est pas connu.', 'These hours are the customer’s, and nothing says which apply when the customer’s time zone is not known.',
    'Ajoutez « customer_zone: { default: Europe/Paris } » à « facts: », avec la zone voulue.', 'Add “customer_zone: { default: Europe/Paris }” to “facts:”, with the zone that is meant.'),
  'promise-nobody-keeps': (p: { target: string; from: string; to: string; when: string }) => warning(
    `L’engagement « ${p.target} » est garanti, et son délai passe en entier pendant que personne ne s’occupe de ces demandes : du ${p.from} au ${p.to}, par exemple${p.when === '' ? '' : ` (${p.when})`}.`,
    `The target “${p.target}” is guaranteed, and the whole of its time runs out while nobody is there for these requests: from ${p.from} to ${p.to}, for example${p.when === '' ? '' : ` (${p.when})`}.`,
    'Comptez-le sur les heures de ceux qui agissent, allongez-le, ajoutez une règle à « handling » pour ces heures, ou écrivez « bond: objective ».', 'Count it on the hours of those who act, lengthen it, add a rule to “handling” for those hours, or write “bond: objective”.'),
  'entitlement-unknown': (p: { when: string }) => error(`On ne sait pas encore si ce canal est ouvert (${p.when}) : rien n’est publié tant que ce n’est pas décidé.`, `Whether this channel is open is not known yet (${p.when}): nothing is published until it is decided.`,
    'Décidez, et écrivez « open », « discretionary » ou « closed ».', 'Decide, and write “open”, “discretionary” or “closed”.'),
} as const
