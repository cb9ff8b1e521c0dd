import type { TicketPage } from '@guichet/protocol'
import { useMemo, type ReactNode } from 'react'
import { useDesk } from '../../desk.tsx'
import { usePreferences } from '../../preferences.tsx'
import type { Lang } from '../../texts/texts.ts'
import type { Draft, Tab } from './drafts.ts'
import { guessLanguage } from './language.ts'
import { composerTexts } from './texts.ts'
import { unfilledOf } from './wording.ts'

const isLang = (text: string): text is Lang => text === 'fr' || text === 'en'

/** What its writer should see before an answer leaves. Nothing of it holds them back (S2-26). */
export function useWarnings(page: TicketPage, tab: Tab, draft: Draft): { wanted: string; some: boolean; lines: ReactNode } {
  const { t, lang } = usePreferences()
  const words = composerTexts(lang)
  const { me } = useDesk()
  const wanted = page.decision.answerIn ?? page.language
  const published = me.provider.languages
  const among = useMemo(() => [...new Set([...published, ...(isLang(wanted) ? [wanted] : []), 'fr' as const, 'en' as const])], [published, wanted])
  const found = useMemo(() => (tab === 'reply' ? guessLanguage(draft.text, among) : undefined), [tab, draft.text, among])
  const other = found !== undefined && found !== wanted
  const missing = tab === 'reply' ? unfilledOf(draft) : []
  const name = (which: string) => t.composer.languages[which] ?? which
  return {
    wanted, some: other || missing.length > 0,
    lines: (
      <div role="status" className="composer-warnings">
        {other && <p className="warning">{words.wrongLanguage(name(found), name(wanted))}</p>}
        {missing.length > 0 && <p className="warning">{words.missing(missing.join(', '))}</p>}
      </div>
    ),
  }
}
