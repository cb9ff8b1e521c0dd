import { syntaxTree } from '@codemirror/language'
import { RangeSetBuilder } from '@codemirror/state'
import { Decoration, EditorView, ViewPlugin, type DecorationSet, type ViewUpdate } from '@codemirror/view'

/** Parts of the text, by the names that the reader of YAML gives them. */
const marks: Readonly<Record<string, Decoration>> = Object.fromEntries(
  Object.entries({ Key: 'key', QuotedLiteral: 'text', BlockLiteralContent: 'text', Comment: 'comment', Anchor: 'odd', Alias: 'odd', Tag: 'odd' }).map(([name, kind]) => [name, Decoration.mark({ class: `cm-${kind}` })]),
)

function drawn(view: EditorView): DecorationSet {
  const set = new RangeSetBuilder<Decoration>()
  for (const { from, to } of view.visibleRanges) {
    syntaxTree(view.state).iterate({
      from, to,
      enter: ({ name, from: start, to: end }) => {
        const mark = marks[name]
        if (mark && end > start) set.add(start, end, mark)
        return mark === undefined
      },
    })
  }
  return set.finish()
}

/** Keys, texts and comments told apart, in what is on the screen only. */
export const highlighting = ViewPlugin.fromClass(class {
  decorations: DecorationSet
  constructor(view: EditorView) {
    this.decorations = drawn(view)
  }
  update(update: ViewUpdate) {
    if (update.docChanged || update.viewportChanged || syntaxTree(update.startState) !== syntaxTree(update.state)) this.decorations = drawn(update.view)
  }
}, { decorations: (plugin) => plugin.decorations })

/** The product's own colours and sizes; they follow its light and its dark by themselves. */
export const theme = EditorView.theme({
  '&': { height: '100%', color: 'var(--text)', backgroundColor: 'var(--raised)', fontSize: 'var(--size-small)' },
  '&.cm-focused': { outline: '2px solid var(--focus)', outlineOffset: '-2px' },
  '.cm-scroller': { fontFamily: 'var(--font-code)', lineHeight: '1.55', overflow: 'auto' },
  '.cm-content': { caretColor: 'var(--text)', padding: 'var(--s2) 0' },
  '.cm-cursor': { borderLeftColor: 'var(--text)' },
  '.cm-gutters': { backgroundColor: 'var(--sunken)', color: 'var(--text-quiet)', border: 'none' },
  '.cm-activeLine': { backgroundColor: 'color-mix(in srgb, var(--accent-soft) 45%, transparent)' },
  '.cm-activeLineGutter': { backgroundColor: 'var(--accent-soft)', color: 'var(--text)' },
  '&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground': { backgroundColor: 'color-mix(in srgb, var(--focus) 28%, transparent)' },
  '.cm-key': { color: 'var(--accent-text)' },
  '.cm-text': { color: 'var(--kept)' },
  '.cm-comment': { color: 'var(--text-quiet)', fontStyle: 'italic' },
  '.cm-odd': { color: 'var(--near)' },
  '.cm-foldPlaceholder': { backgroundColor: 'var(--sunken)', color: 'var(--text-quiet)', border: '1px solid var(--rule)' },
  '.cm-tooltip': { backgroundColor: 'var(--raised)', color: 'var(--text)', border: '1px solid var(--rule-strong)', borderRadius: 'var(--radius-small)', boxShadow: 'var(--shadow)', maxWidth: 'min(30rem, 90vw)' },
  '.cm-tooltip-hover': { padding: 'var(--s2) var(--s3)', font: 'var(--size-small)/1.45 var(--font)' },
  '.cm-tooltip-autocomplete ul li': { padding: '3px 8px' },
  '.cm-tooltip.cm-tooltip-autocomplete > ul > li[aria-selected]': { backgroundColor: 'var(--accent)', color: 'var(--on-accent)' },
  '.cm-completionInfo': { padding: 'var(--s2) var(--s3)', font: 'var(--size-small)/1.45 var(--font)' },
  '.cm-diagnostic': { font: 'var(--size-small)/1.45 var(--font)', padding: 'var(--s2) var(--s3)', whiteSpace: 'pre-line' },
  '.cm-diagnostic-error': { borderLeftColor: 'var(--late)' },
  '.cm-diagnostic-warning': { borderLeftColor: 'var(--near)' },
  '.cm-panels': { backgroundColor: 'var(--sunken)', color: 'var(--text)', font: 'var(--size-small)/1.45 var(--font)' },
  '.cm-panels input, .cm-panels button': { font: 'inherit', color: 'var(--text)', backgroundColor: 'var(--raised)', backgroundImage: 'none', border: '1px solid var(--rule-strong)', borderRadius: 'var(--radius-small)' },
  '.cm-searchMatch': { backgroundColor: 'var(--near-soft)', outline: '1px solid var(--near)' },
})
