import { memo } from 'react'

const address = /https?:\/\/[^\s<>"'«»]*[^\s<>"'«».,;:!?)\]}]/g

/** A text whose addresses of pages can be followed: elsewhere, without saying where from. */
export const Linked = memo(function Linked({ text }: { text: string }) {
  const parts: (string | { href: string; at: number })[] = []
  let from = 0
  for (const found of text.matchAll(address)) {
    parts.push(text.slice(from, found.index), { href: found[0], at: found.index })
    from = found.index + found[0].length
  }
  if (from === 0) return text
  parts.push(text.slice(from))
  return <>{parts.map((part) => (typeof part === 'string' ? part : <a key={part.at} href={part.href} target="_blank" rel="noreferrer noopener nofollow">{part.href}</a>))}</>
})
