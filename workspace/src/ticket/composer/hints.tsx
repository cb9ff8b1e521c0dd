import { useQuery } from '@tanstack/react-query'
import { usePreferences } from '../../preferences.tsx'
import { BesidesList } from './besides-list.tsx'
import type { Draft, Tab } from './drafts.ts'
import { isEmpty } from './drafts.ts'
import { stillNamed } from './named.ts'
import { ticketMacrosQuery } from './reading.ts'
import { useKeeping } from './store.ts'
import { composerTexts } from './texts.ts'

/** What goes with the text: whether it is kept, whether colleagues see it, what it does besides, whom it names. */
export function Hints({ place, tab, draft, change }: { place: { agentId: string; number: number }; tab: Tab; draft: Draft; change: (part: Partial<Draft>) => void }) {
  const { lang } = usePreferences()
  const words = composerTexts(lang)
  const keeping = useKeeping(place, tab)
  const empty = isEmpty(draft)
  const named = tab === 'note' ? stillNamed(draft.text, draft.mentions) : []
  const macros = useQuery({ ...ticketMacrosQuery(place.number), enabled: draft.macro !== null }).data
  const gone = macros?.find(({ id }) => id === draft.macro)?.gone ?? []
  return (
    <div className="composer-hints">
      <BesidesList alongside={draft.alongside} gone={gone} change={(alongside) => change({ alongside })} />
      {named.length > 0 && <p>{words.mentionsTold(named.map(({ name }) => name).join(', '))}</p>}
      {!empty && (
        <label className="share">
          <input type="checkbox" checked={draft.shared} onChange={(event) => change({ shared: event.target.checked })} /> {draft.shared ? words.shared : words.share}
        </label>
      )}
      {/* Said only when it matters: a draft that is kept is no news. */}
      <p className="quiet keeping" role={keeping === 'here' ? 'status' : undefined}>{empty ? '' : words[keeping]}</p>
    </div>
  )
}
