import type { TicketPage } from '@guichet/protocol'
import { usePreferences } from '../../preferences.tsx'
import { storyTexts } from '../story-texts.ts'

/** What is promised for this ticket, as its customer reads it. */
export function PromisedSide({ page }: { page: TicketPage }) {
  const { lang } = usePreferences()
  const t = storyTexts(lang)
  const { promises, nothingPromised } = page.decision.words
  return (
    <>
      <h3>{t.promisedHere}</h3>
      {promises.length === 0 ? <p className="quiet">{nothingPromised ?? t.nothing}</p> : <ul className="promised">{promises.map(({ target, text }) => <li key={target}>{text}</li>)}</ul>}
    </>
  )
}
