/** What may be wrong with what is promised, and to whom: tables, hours, entitlements. */
import { error } from './sentences.ts'

export const promiseFindings = {
  'cell-missing': (p: { table: string; when: string }) => error(`Le tableau « ${p.table} » ne dit rien de ce cas (${p.when}).`, `The table “${p.table}” says nothing of this case (${p.when}).`,
    'Remplissez la case ; « none » dit que rien n’est promis.', 'Fill the cell; “none” says that nothing is promised.'),
} as const
