/** What may be wrong with what is promised, and to whom: tables, hours, entitlements. */
import { error } from './sentences.ts'

export const promiseFindings = {
  'cell-missing': (p: { table: string; when: string }) => error(`Le tableau « ${p.table} » ne dit rien de ce cas (${p.when}).`, `The table “${p.table}” says nothing of this case (${p.when}).`,
    'Remplissez la case ; « none » dit que rien n’est promis.', 'Fill the cell; “none” says that nothing is promised.'),
  'customer-zone-unsaid': (_: object) => error('Ces heures sont celles du client, et rien ne dit lesquelles valent quand son fuseau horaire n’est pas connu.', 'These hours are the customer’s, and nothing says which apply when the customer’s time zone is not known.',
    'Ajoutez « customer_zone: { default: Europe/Paris } » à « facts: », avec la zone voulue.', 'Add “customer_zone: { default: Europe/Paris }” to “facts:”, with the zone that is meant.'),
} as const
