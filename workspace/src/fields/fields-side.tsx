import '../styles/fields.css'
import type { TicketPage } from '@guichet/protocol'
import { usePreferences } from '../preferences.tsx'
import type { Run } from '../ticket/acts.ts'
import { OneField } from './one-field.tsx'
import { ReadField } from './read-field.tsx'
import { fieldTexts } from './texts.ts'

/** What the provider's own desk notes of a request: filled in where it stands, one at a time. */
export function FieldsSide({ page, run, may }: { page: TicketPage; run: Run; may: boolean }) {
  const { lang } = usePreferences()
  const t = fieldTexts(lang)
  const filled = page.fields.filter((field) => may && field.asked)
  const read = page.fields.filter((field) => !(may && field.asked))
  return (
    <div className="own-fields">
      {filled.map((field) => <OneField key={field.id} number={page.number} field={field} run={run} />)}
      {read.length > 0 && (
        <dl className="pairs">
          {read.map((field) => <ReadField key={field.id} field={field} note={may && !field.asked ? t.old : null} />)}
        </dl>
      )}
    </div>
  )
}
