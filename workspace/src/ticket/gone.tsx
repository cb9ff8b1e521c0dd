import type { TicketPage } from '@guichet/protocol'
import { usePreferences } from '../preferences.tsx'
import { actTexts } from './act-texts.ts'
import { leftFor } from './left.ts'

/** A ticket that one saw a moment ago and may see no more: where it went, when one sent it there oneself. */
export function Gone({ page }: { page: TicketPage }) {
  const { lang } = usePreferences()
  const t = actTexts(lang)
  const to = leftFor(page.number)
  return (
    <div className="empty" role="alert">
      <h1>{t.goneTitle}</h1>
      <p>{to === undefined || to === '' ? t.goneElse(page.number) : t.goneText(page.number, to)}</p>
    </div>
  )
}
