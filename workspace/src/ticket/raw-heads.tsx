import { useState } from 'react'
import { usePreferences } from '../preferences.tsx'
import { storyTexts } from './story-texts.ts'

/** A mail's own headers, read when they are asked for: everything before its first empty line. */
export function RawHeads({ raw }: { raw: string }) {
  const { t: general, lang } = usePreferences()
  const [failed, setFailed] = useState(false)
  const t = storyTexts(lang)
  const [open, setOpen] = useState(false)
  const [heads, setHeads] = useState<string | null>(null)

  async function toggle() {
    setOpen(!open)
    if (open || heads !== null) return
    const response = await fetch(raw, { credentials: 'same-origin' }).catch(() => undefined)
    // Not kept: folded and unfolded it is asked for again.
    if (!response?.ok) return setFailed(true)
    setFailed(false)
    setHeads((await response.text()).split(/\r?\n\r?\n/, 1)[0] || t.headsNone)
  }

  return (
    <>
      <button type="button" className="link" aria-expanded={open} onClick={() => void toggle()}>{open ? t.headsHide : t.heads}</button>
      {open && failed && <p className="problem" role="alert">{general.problems.unreachable}</p>}
      {open && heads !== null && <pre className="heads" tabIndex={0} aria-label={t.heads}>{heads}</pre>}
    </>
  )
}
