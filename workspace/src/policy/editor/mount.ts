import { autocompletion, closeBrackets, closeBracketsKeymap, completionKeymap, type CompletionContext } from '@codemirror/autocomplete'
import { defaultKeymap, history, historyKeymap, indentWithTab } from '@codemirror/commands'
import { yaml } from '@codemirror/lang-yaml'
import { bracketMatching, codeFolding, foldGutter, foldKeymap, indentUnit } from '@codemirror/language'
import { lintGutter, lintKeymap, setDiagnostics } from '@codemirror/lint'
import { highlightSelectionMatches, search, searchKeymap } from '@codemirror/search'
import { Annotation, EditorState } from '@codemirror/state'
import { drawSelection, EditorView, highlightActiveLine, highlightActiveLineGutter, hoverTooltip, keymap, lineNumbers } from '@codemirror/view'
import type { PolicyFinding } from '@guichet/protocol'
import type { Lang } from '../../texts/texts.ts'
import { highlighting, theme } from './look.ts'
import { namesIn, type Names } from './names.ts'
import { infoOf, offersAt, type KnownFact } from './offers.ts'
import { placeAt, startOf } from './place.ts'
import { phrases } from './phrases.ts'
import type { Schema } from './schema.ts'

/** What an editor shows and offers. */
export interface Editing {
  readonly text: string
  readonly label: string
  readonly lang: Lang
  readonly readOnly: boolean
  readonly schema: Schema | undefined
  /** The text whose names are offered; for examples, that of the policy. */
  readonly namesOf: () => string | null
  readonly facts: () => readonly KnownFact[]
  readonly changed: (text: string) => void
}

/** An editor that stands on the page. */
export interface Mounted {
  /** Shows another text: what did not change stays where it is, the cursor too. */
  set(text: string): void
  findings(found: readonly PolicyFinding[], words: (one: PolicyFinding) => string): void
  schema(schema: Schema | undefined): void
  /** Goes to a line (and column, both from 1). */
  go(line: number, column?: number): void
  destroy(): void
}

const fromOutside = Annotation.define<boolean>()

function linesOf({ doc }: EditorState): string[] {
  return doc.toString().split('\n')
}

/**
 * Puts an editor into an element. It stands in a shadow root: there its styles come by the document's own means, which the page's
 * policy of content lets pass, where style elements are refused.
 */
export function mount(host: HTMLElement, editing: Editing): Mounted {
  const root = host.shadowRoot ?? host.attachShadow({ mode: 'open' })
  let schema = editing.schema
  let names: { of: string; found: Names } | undefined
  const namesNow = (state: EditorState): Names => {
    const of = editing.namesOf() ?? state.doc.toString()
    if (names?.of !== of) names = { of, found: namesIn(of) }
    return names.found
  }

  function complete(context: CompletionContext) {
    if (!schema) return null
    const line = context.state.doc.lineAt(context.pos)
    const place = placeAt(linesOf(context.state), line.number - 1, context.pos - line.from)
    const typed = /[\p{L}\p{N}_."'-]*$/u.exec(place.word)?.[0] ?? ''
    if (typed === '' && !context.explicit && !/[{[:,-] $|\{$/.test(line.text.slice(0, context.pos - line.from))) return null
    const inText = /\{[\w.-]*$/.test(place.word) && /^["']/.test(place.word)
    const found = offersAt(place, schema, namesNow(context.state), editing.facts(), editing.lang)
    if (found.length === 0) return null
    return {
      from: context.pos - (inText ? (/[\w.-]*$/.exec(place.word)?.[0] ?? '').length : typed.length),
      options: found.map(({ text, kind, info, required }) => ({
        label: text, type: kind === 'key' ? 'property' : kind === 'value' ? 'enum' : 'variable', ...(info === '' ? {} : { info }), boost: required ? 2 : kind === 'name' ? 1 : 0,
        apply: place.on === 'key' && !inText && kind !== 'value' ? `${text}: ` : inText ? `${text}}` : text,
      })),
      validFor: /^[\p{L}\p{N}_."'-]*$/u,
    }
  }

  const hover = hoverTooltip((view, pos) => {
    const line = view.state.doc.lineAt(pos)
    const after = /^[\w.-]*/.exec(line.text.slice(pos - line.from))?.[0] ?? ''
    const before = /[\w.-]*$/.exec(line.text.slice(0, pos - line.from))?.[0] ?? ''
    const word = before + after
    if (word === '' || !schema || !/^\s*["']?:/.test(line.text.slice(pos - line.from + after.length))) return null
    const from = pos - before.length
    const place = placeAt(linesOf(view.state), line.number - 1, pos - line.from)
    const begins = startOf(line.text)
    const path = begins.key === word && begins.keyAt === from - line.from && place.on === 'value' ? place.path : [...place.path, word]
    const info = infoOf(path, schema, editing.facts(), editing.lang)
    if (info === '') return null
    return {
      pos: from, end: from + word.length,
      create: () => {
        const dom = document.createElement('div')
        dom.textContent = info
        return { dom }
      },
    }
  })

  const view = new EditorView({
    parent: root, root,
    state: EditorState.create({
      doc: editing.text,
      extensions: [
        lineNumbers(), highlightActiveLineGutter(), codeFolding(), foldGutter(), history(), drawSelection(), indentUnit.of('  '), bracketMatching(), closeBrackets(), highlightActiveLine(),
        highlightSelectionMatches(), search({ top: true }), yaml(), highlighting, lintGutter(), hover, theme, EditorView.lineWrapping,
        autocompletion({ override: [complete], icons: false }),
        // Escape, then Tab, leaves: the first makes the second a plain Tab.
        keymap.of([...closeBracketsKeymap, ...defaultKeymap, ...searchKeymap, ...historyKeymap, ...foldKeymap, ...completionKeymap, ...lintKeymap, indentWithTab]),
        EditorState.readOnly.of(editing.readOnly),
        EditorState.phrases.of(phrases(editing.lang)),
        EditorView.contentAttributes.of({ 'aria-label': editing.label, tabindex: '0', spellcheck: 'false', autocapitalize: 'off', lang: editing.lang, ...(editing.readOnly ? { 'aria-readonly': 'true' } : {}) }),
        EditorView.updateListener.of((update) => {
          if (update.docChanged && !update.transactions.some((one) => one.annotation(fromOutside))) editing.changed(update.state.doc.toString())
        }),
      ],
    }),
  })

  return {
    set(text) {
      const now = view.state.doc.toString()
      if (now === text) return
      let from = 0
      while (from < now.length && from < text.length && now[from] === text[from]) from += 1
      let [to, end] = [now.length, text.length]
      while (to > from && end > from && now[to - 1] === text[end - 1]) {
        to -= 1
        end -= 1
      }
      view.dispatch({ changes: { from, to, insert: text.slice(from, end) }, annotations: fromOutside.of(true) })
    },
    findings(found, words) {
      const { doc } = view.state
      const diagnostics = found.map((one) => {
        const line = doc.line(Math.min(Math.max(one.line, 1), doc.lines))
        const from = Math.min(line.from + one.column - 1, line.to)
        const token = /^(?:"[^"]*"?|'[^']*'?|[^\s,{}[\]]+)/.exec(doc.sliceString(from, line.to))?.[0].length ?? 0
        return { from, to: Math.min(from + token, line.to), severity: one.severity, message: words(one) }
      })
      view.dispatch(setDiagnostics(view.state, diagnostics))
    },
    schema(given) {
      schema = given
    },
    go(number, column = 1) {
      const line = view.state.doc.line(Math.min(Math.max(number, 1), view.state.doc.lines))
      const at = Math.min(line.from + column - 1, line.to)
      view.dispatch({ selection: { anchor: at }, effects: EditorView.scrollIntoView(at, { y: 'center' }) })
      view.focus()
    },
    destroy: () => view.destroy(),
  }
}
