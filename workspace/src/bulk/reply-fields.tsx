import type { MacroView } from '@guichet/protocol'
import { useQuery } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { read } from '../api/client.ts'
import { paths } from '../api/paths.ts'
import { macroTexts } from '../macros/texts.ts'
import { usePreferences } from '../preferences.tsx'
import { BesidesList } from '../ticket/composer/besides-list.tsx'
import type { Form, Then } from './form.ts'
import { bulkTexts } from './texts.ts'

const macrosQuery = { queryKey: ['macros'], queryFn: ({ signal }: { signal: AbortSignal }) => read<{ rows: MacroView[]; placeholders: string[] }>(paths.macros, signal) }
const thens: readonly Then[] = ['keep', 'wait', 'solve']

/** One answer to many: of a ready-made one or one's own, in each language, with fields that are filled for each. */
export function ReplyFields({ form, change }: { form: Form; change: (form: Form) => void }) {
  const { t: general, lang } = usePreferences()
  const t = bulkTexts(lang)
  const names = macroTexts(lang).fields
  const macros = useQuery(macrosQuery).data
  const boxes = { fr: useRef<HTMLTextAreaElement>(null), en: useRef<HTMLTextAreaElement>(null) }
  const [last, setLast] = useState<'fr' | 'en'>(lang)
  const usable = (macros?.rows ?? []).filter(({ tab, texts }) => tab === 'reply' || (!texts.fr && !texts.en))
  const gone = usable.find(({ id }) => id === form.macro)?.gone ?? []

  function choose(id: string) {
    const macro = usable.find((one) => one.id === id)
    if (!macro) return change({ ...form, macro: '' })
    const { then, ...alongside } = macro.acts
    change({ ...form, macro: id, fr: macro.texts.fr ?? '', en: macro.texts.en ?? '', then: then === 'supplier' ? 'keep' : then, alongside })
  }
  function insert(name: string) {
    const box = boxes[last].current
    const at = box?.selectionStart ?? form[last].length
    change({ ...form, [last]: `${form[last].slice(0, at)}{${name}}${form[last].slice(at)}` })
    setTimeout(() => {
      box?.focus()
      box?.setSelectionRange(at + name.length + 2, at + name.length + 2)
    }, 0)
  }
  return (
    <>
      {usable.length > 0 && (
        <label className="field">
          <span>{t.macro} <small>{t.optional}</small></span>
          <select value={form.macro} onChange={(event) => choose(event.target.value)}>
            <option value="">{t.noMacro}</option>
            {usable.map(({ id, name }) => <option key={id} value={id}>{name}</option>)}
          </select>
        </label>
      )}
      {(['fr', 'en'] as const).map((which) => (
        <label key={which} className="field">
          <span>{t.texts[which]}</span>
          <textarea ref={boxes[which]} lang={which} rows={4} maxLength={20_000} value={form[which]} onFocus={() => setLast(which)} onChange={(event) => change({ ...form, [which]: event.target.value })} />
        </label>
      ))}
      <p className="quiet">{t.textsHint}</p>
      <label className="field">
        <span>{t.insert}</span>
        <select value="" onChange={(event) => insert(event.target.value)}>
          <option value="">{t.chooseField}</option>
          {(macros?.placeholders ?? []).map((name) => <option key={name} value={name}>{names[name] ?? name}</option>)}
        </select>
      </label>
      <label className="field">
        <span>{t.then}</span>
        <select value={form.then} onChange={(event) => change({ ...form, then: event.target.value as Then })}>{thens.map((name) => <option key={name} value={name}>{general.composer.thens[name]}</option>)}</select>
      </label>
      <BesidesList alongside={form.alongside} gone={gone} change={(alongside) => change({ ...form, alongside })} />
    </>
  )
}
