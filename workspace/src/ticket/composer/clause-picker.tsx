import type { ClauseText } from '@guichet/protocol'
import { useQuery } from '@tanstack/react-query'
import { usePreferences } from '../../preferences.tsx'
import { Picker } from './picker.tsx'
import { clausesQuery } from './reading.ts'
import { composerTexts } from './texts.ts'

/** The clauses of the ticket's policy, those of its decision first: chosen by their number or their words. */
export function ClausePicker({ number, choose, close }: { number: number; choose: (clause: ClauseText) => void; close: () => void }) {
  const { lang } = usePreferences()
  const words = composerTexts(lang)
  const query = useQuery(clausesQuery(number))
  const picks = query.data?.map((clause) => ({
    id: clause.id, title: `${clause.id}${clause.title === null ? '' : ` · ${clause.title}`}`, words: `${clause.id} ${clause.title ?? ''} ${clause.text}`,
    ...(clause.decided ? { note: words.clauseDecided } : {}), preview: <p className="picker-text">{clause.text}</p>,
  }))
  return (
    <Picker
      title={words.clause} search={words.clauseSearch} none={words.clauseNone} problem={words.clauseProblem} picks={picks} error={query.error} retry={() => void query.refetch()} close={close}
      choose={(id) => {
        const found = query.data?.find((clause) => clause.id === id)
        if (found) choose(found)
      }}
    />
  )
}
