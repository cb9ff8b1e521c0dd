import { useState } from 'react'
import { useTexts } from '../preferences.tsx'
import { Linked } from './links.tsx'

/** A text whose quoted history, from `at` on, is folded: one click away, never removed. */
export function Folded({ text, at, language }: { text: string; at: number | null; language: string | null }) {
  const t = useTexts()
  const [open, setOpen] = useState(false)
  const own = at === null ? text : text.slice(0, at)
  const quoted = at === null ? '' : text.slice(at)
  return (
    <div className="letter-text">
      <p lang={language ?? undefined}><Linked text={own.trimEnd()} /></p>
      {quoted.trim() !== '' && (
        <>
          <button type="button" className="fold" aria-expanded={open} onClick={() => setOpen(!open)}>{open ? t.ticket.quotedHide : t.ticket.quotedShow}</button>
          {open && <blockquote lang={language ?? undefined}><Linked text={quoted.trim()} /></blockquote>}
        </>
      )}
    </div>
  )
}
