import type { BulkTicketState, Lang } from '@guichet/protocol'
import type { BulkOutcome } from '#bulk/bulk.ts'
import { line, mark } from './csv.ts'
import { problemOf } from './problems.ts'

const heads: Record<Lang, readonly string[]> = { fr: ['Demande', 'Objet', 'Issue', 'Motif', 'Détail', 'Lettre'], en: ['Request', 'Subject', 'Outcome', 'Why', 'Detail', 'Letter'] }
const states: Record<Lang, Record<BulkTicketState, string>> = {
  fr: { waiting: 'pas commencée', done: 'faite', unchanged: 'déjà ainsi', refused: 'refusée', undone: 'annulée', kept: 'impossible à annuler' },
  en: { waiting: 'not begun', done: 'done', unchanged: 'so already', refused: 'refused', undone: 'undone', kept: 'could not be undone' },
}
const letters: Record<Lang, Record<BulkOutcome['letter'], string>> = {
  fr: { none: '', held: 'pas encore partie', left: 'partie', called_back: 'rappelée avant son départ' }, en: { none: '', held: 'has not left yet', left: 'left', called_back: 'called back before it left' },
}

/** What became of every ticket of an act on many as a table, some lines at a time. */
export async function* outcomeLines(outcomes: AsyncIterable<readonly BulkOutcome[]>, lang: Lang): AsyncGenerator<string> {
  yield mark + line(heads[lang])
  for await (const some of outcomes) {
    yield some.map(({ number, subject, state, why, detail, letter }) => line([String(number), subject ?? '', states[lang][state], why === null ? '' : problemOf(why, lang).title, detail?.[lang] ?? '', letters[lang][letter]])).join('')
  }
}
