import type { PolicyFinding } from '@guichet/protocol'
import { useEffect, useId, useImperativeHandle, useRef, useState, type Ref } from 'react'
import { usePreferences } from '../preferences.tsx'
import type { Mounted } from './editor/mount.ts'
import type { KnownFact } from './editor/offers.ts'
import type { Schema } from './editor/schema.ts'
import { policyTexts } from './texts.ts'
import { findingInWords } from './words.ts'

/** What the page may ask of an editor. */
export interface EditorHandle { go: (line: number, column?: number) => void }

interface Given {
  text: string
  label: string
  write?: ((text: string) => void) | undefined
  schema?: Schema | undefined
  /** The policy, when it is not the text itself. */
  namesOf?: string | undefined
  facts?: readonly KnownFact[]
  findings?: readonly PolicyFinding[]
  handle?: Ref<EditorHandle>
}

const nothing: readonly KnownFact[] = []
const noFinding: readonly PolicyFinding[] = []

/** A text of a policy: the whole editor when it has loaded, the text alone until then or when it cannot. */
export function Editor({ text, label, write, schema, namesOf, facts = nothing, findings = noFinding, handle }: Given) {
  const { lang } = usePreferences()
  const t = policyTexts(lang)
  const host = useRef<HTMLDivElement>(null)
  const area = useRef<HTMLTextAreaElement>(null)
  const help = useId()
  const [mounted, setMounted] = useState<Mounted | null>(null)
  const [failed, setFailed] = useState(false)
  /** Where somebody asked to go before the editor stood there. */
  const wanted = useRef<{ line: number; column: number | undefined } | null>(null)
  const last = useRef({ text, write, schema, namesOf, facts })
  useEffect(() => {
    last.current = { text, write, schema, namesOf, facts }
  })
  const readOnly = write === undefined

  useEffect(() => {
    let gone = false
    let made: Mounted | undefined
    import('./editor/mount.ts').then(({ mount }) => {
      if (gone || !host.current) return
      made = mount(host.current, {
        text: last.current.text, label, lang, readOnly, schema: last.current.schema, namesOf: () => last.current.namesOf ?? null, facts: () => last.current.facts,
        changed: (next) => last.current.write?.(next),
      })
      wanted.current ??= area.current !== null && document.activeElement === area.current ? placeIn(area.current) : null
      setMounted(made)
    }).catch(() => setFailed(true))
    return () => {
      gone = true
      made?.destroy()
      setMounted(null)
    }
  }, [label, lang, readOnly])

  useEffect(() => {
    if (!mounted || !wanted.current) return
    mounted.go(wanted.current.line, wanted.current.column)
    wanted.current = null
  }, [mounted])
  useEffect(() => mounted?.set(text), [mounted, text])
  useEffect(() => mounted?.schema(schema), [mounted, schema])
  useEffect(() => mounted?.findings(findings, (one) => findingInWords(one, lang)), [mounted, findings, lang])

  useImperativeHandle(handle, () => ({
    go(line, column) {
      if (mounted) return mounted.go(line, column)
      wanted.current = { line, column }
      const from = text.split('\n').slice(0, line - 1).join('\n').length + (line > 1 ? 1 : 0) + (column ?? 1) - 1
      area.current?.focus()
      area.current?.setSelectionRange(from, from)
    },
  }), [mounted, text])

  return (
    <div className="policy-editor">
      {failed && <p className="quiet" role="status">{t.plain}</p>}
      <div ref={host} className="policy-code" hidden={mounted === null} data-editor={mounted ? 'ready' : 'plain'} />
      {!mounted && <textarea ref={area} className="policy-plain" aria-label={label} aria-describedby={help} spellCheck={false} readOnly={readOnly} value={text} onChange={(event) => write?.(event.target.value)} />}
      {!readOnly && <p id={help} className="quiet policy-help">{t.editorHelp}</p>}
    </div>
  )
}

/** Where the cursor of a plain text stands: whoever types in it goes on typing in the editor. */
function placeIn({ value, selectionStart }: HTMLTextAreaElement): { line: number; column: number } {
  const before = value.slice(0, selectionStart).split('\n')
  return { line: before.length, column: before.at(-1)!.length + 1 }
}
