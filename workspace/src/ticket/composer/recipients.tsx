import type { TicketPage } from '@guichet/protocol'
import { usePreferences } from '../../preferences.tsx'
import type { Tab } from './drafts.ts'

/** Who will read this, before it is written; and in which language the policy answers. */
export function Recipients({ page, tab }: { page: TicketPage; tab: Tab }) {
  const { t, lang } = usePreferences()
  if (tab === 'note') return <p className="recipients">{t.composer.noteFor}</p>
  const address = page.contact?.email ?? page.sender.address
  const name = page.contact?.name ?? page.sender.name
  const answerIn = page.decision.answerIn ?? (page.language === lang ? null : page.language)
  return (
    <p className="recipients">
      {address === null ? t.composer.toNobody : t.composer.to(name === null ? address : `${name} <${address}>`)}
      {answerIn !== null && <strong className="answer-in"> {t.composer.answerIn(t.composer.languages[answerIn] ?? answerIn)}</strong>}
    </p>
  )
}
