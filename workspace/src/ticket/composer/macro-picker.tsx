import type { FilledMacro } from '@guichet/protocol'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { usePreferences } from '../../preferences.tsx'
import { useBesideWords } from '../besides.ts'
import { Picker } from './picker.tsx'
import { ticketMacrosQuery } from './reading.ts'
import { composerTexts } from './texts.ts'

/** The ready-made texts for a ticket, filled: chosen by their name or their words. */
export function MacroPicker({ number, wanted, choose, close }: { number: number; wanted: string; choose: (macro: FilledMacro) => void; close: () => void }) {
  const { t, lang } = usePreferences()
  const words = composerTexts(lang)
  const query = useQuery(ticketMacrosQuery(number))
  const besides = useBesideWords(query.data?.some(({ acts }) => acts.fields !== undefined) === true)
  const picks = query.data?.map((macro) => ({
    id: macro.id, title: macro.name, words: `${macro.name} ${macro.text}`, note: words.macroUsed(macro.used),
    preview: (
      <>
        {macro.text === '' ? <p className="quiet">{words.macroBare}</p> : <p className="picker-text" lang={macro.language}>{macro.text}</p>}
        {macro.text !== '' && macro.language !== wanted && <p className="warning">{words.macroOnly(t.composer.languages[macro.language] ?? macro.language)}</p>}
        {macro.missing.length > 0 && <p className="warning">{words.missing(macro.missing.map((name) => `{${name}}`).join(', '))}</p>}
        {macro.gone.length > 0 && <p className="warning">{words.macroGone}</p>}
        <p className="quiet">{[macro.text === '' ? null : macro.tab === 'note' ? t.composer.note : t.composer.reply, macro.acts.then === 'keep' ? null : t.composer.thens[macro.acts.then], ...besides(macro.acts).map((one) => one.words)].filter(Boolean).join(' · ')}</p>
      </>
    ),
  }))
  return (
    <Picker
      title={words.macros} search={words.macroSearch} none={words.macroNone} problem={words.macroProblem} picks={picks} error={query.error} retry={() => void query.refetch()} close={close}
      choose={(id) => {
        const found = query.data?.find((macro) => macro.id === id)
        if (found) choose(found)
      }}
      foot={<p className="quiet"><Link to="/admin/macros">{words.macroManage}</Link></p>}
    />
  )
}
