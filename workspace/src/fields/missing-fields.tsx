import type { Alongside, TicketPage } from '@guichet/protocol'
import { usePreferences } from '../preferences.tsx'
import { missingOf } from './missing.ts'
import { fieldTexts } from './texts.ts'
import { called } from './typed.ts'

/** What is still to be filled in before a request can be solved, said while its answer is written; and the way there. */
export function MissingFields({ page, filling, reach }: { page: TicketPage; filling: Alongside['fields']; reach: (fieldId: string) => void }) {
  const { lang } = usePreferences()
  const t = fieldTexts(lang)
  const missing = missingOf(page, filling)
  const [first] = missing
  if (!first || page.state === 'solved' || page.state === 'closed') return null
  return (
    <p className="own-missing">
      <span>{t.before(missing.map((field) => called(field, lang)).join(', '))}</span>{' '}
      <button type="button" className="link" aria-label={t.fillOf(called(first, lang))} onClick={() => reach(first.id)}>{t.fill}</button>
    </p>
  )
}
