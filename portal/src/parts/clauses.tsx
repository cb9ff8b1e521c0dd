import { anchorOf } from '@guichet/policy/words/fill'
import { at, type Frame } from '../frame.tsx'
import { textsIn } from '../texts/texts.ts'

/** "Clauses 2.1, 3.2", each a link to its place in the published policy. */
export function ClauseRefs({ frame, ids }: { frame: Frame; ids: readonly string[] }) {
  if (ids.length === 0) return null
  const t = textsIn(frame.lang)
  return (
    <p className="clauses">
      {t.clauses(ids.length)}{' '}
      {ids.map((id, i) => <span key={id}>{i > 0 && ', '}<a href={`${at(frame, '/policy')}#${anchorOf(id)}`}>{id}</a></span>)}
    </p>
  )
}
