import type { Refusal } from '../api/client.ts'
import { Refused } from '../api/client.ts'
import { useTexts } from '../preferences.tsx'
import type { Texts } from '../texts/texts.ts'

/** A refusal in words: ours where we have some, else the server's. */
export function inWords(refusal: Refusal, t: Texts): string {
  const fields = refusal.errors?.map((error) => error.message).join(' ') ?? ''
  const known = t.problems[refusal.code]
  if (known !== undefined && refusal.code !== 'invalid-body') return known
  return [known ?? refusal.detail ?? (refusal.title || t.problems.other), fields].filter(Boolean).join(' ')
}

/** Something that was refused, where it was asked. */
export function Problem({ refusal }: { refusal: Refusal | string | null }) {
  const t = useTexts()
  return (
    <p className="problem" role="alert" hidden={refusal === null}>
      {refusal === null ? '' : typeof refusal === 'string' ? refusal : inWords(refusal, t)}
    </p>
  )
}

/** A reading that failed: what, and the way to try again. */
export function Unreadable({ what, error, retry }: { what: string; error: unknown; retry: () => void }) {
  const t = useTexts()
  return (
    <div className="unreadable" role="alert">
      <p><strong>{what}</strong> {error instanceof Refused ? inWords(error.refusal, t) : t.problems.other}</p>
      <button type="button" className="button" onClick={retry}>{t.retry}</button>
    </div>
  )
}
