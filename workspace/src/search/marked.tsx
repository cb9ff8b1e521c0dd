import type { MarkedText } from '@guichet/protocol'

/** A text with what was looked for marked. */
export function Marked({ parts }: { parts: MarkedText }) {
  return <>{parts.map((part, index) => (part.hit ? <mark key={index}>{part.text}</mark> : <span key={index}>{part.text}</span>))}</>
}
