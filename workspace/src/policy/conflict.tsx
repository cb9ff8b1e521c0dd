import { useMemo } from 'react'
import { usePreferences } from '../preferences.tsx'
import { differingLines } from './differing-lines.ts'
import { policyTexts } from './texts.ts'
import type { Writing } from './use-draft.ts'
import { exportFile } from './words.ts'

const most = 12

/** Two wrote the same draft: what differs, and the choice. Nothing is written over before it is made. */
export function Conflict({ writing: { conflict, texts, takeTheirs, keepMine } }: { writing: Writing }) {
  const { lang } = usePreferences()
  const t = policyTexts(lang)
  const hunks = useMemo(() => (conflict ? [...differingLines(conflict.source, texts.source), ...differingLines(conflict.examples, texts.examples)] : []), [conflict, texts])
  if (conflict === undefined) return null
  const lines = hunks.reduce((sum, { theirs, mine }) => sum + Math.max(theirs.length, mine.length), 0)
  return (
    <section className="group policy-conflict" role="alert" aria-labelledby="policy-conflict">
      <h2 id="policy-conflict">{conflict === null ? t.conflictGone : t.conflict(conflict.changedBy.name)}</h2>
      <p>{t.conflictWhy}</p>
      {conflict !== null && (
        <>
          <p>{t.conflictLines(lines)}</p>
          <ul className="policy-hunks">
            {hunks.slice(0, most).map(({ line, theirs, mine }) => (
              <li key={`${line} ${theirs.join('\n')} ${mine.join('\n')}`}>
                {theirs.length > 0 && <p><small>{t.theirs}</small> <code>{theirs.join('\n')}</code></p>}
                {mine.length > 0 && <p><small>{t.mine}</small> <code>{mine.join('\n')}</code></p>}
              </li>
            ))}
          </ul>
        </>
      )}
      <p className="row-of-buttons">
        {conflict !== null && <button type="button" className="button" onClick={takeTheirs}>{t.takeTheirs}</button>}
        <button type="button" className="button" onClick={keepMine}>{t.keepMine}</button>
        <button type="button" className="button" onClick={() => exportFile('policy.yaml', texts.source)}>{t.exportMine}</button>
        {conflict === null && <button type="button" className="button" onClick={takeTheirs}>{t.dropYes}</button>}
      </p>
    </section>
  )
}
