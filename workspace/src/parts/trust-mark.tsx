import type { QueueRow } from '@guichet/protocol'
import { useTexts } from '../preferences.tsx'
import type { Texts } from '../texts/texts.ts'

export type TrustLevel = 'sure' | 'registered' | 'unverified'

/** How far a sender is believed, in three steps that a glance tells apart. */
export function trustLevel(trust: QueueRow['trust']): TrustLevel {
  if (trust === 'T2' || trust === 'T3') return 'sure'
  return trust === 'T1' ? 'registered' : 'unverified'
}

/** The words of a level. */
export function trustWords(level: TrustLevel, t: Texts): string {
  return t.trust[level]
}

/** A sign for the trust in a sender: a tick, a half disc, a question mark; with its words for those who hear it. */
export function TrustMark({ trust }: { trust: QueueRow['trust'] }) {
  const t = useTexts()
  const level = trustLevel(trust)
  const words = trustWords(level, t)
  return (
    <span className={`trust-mark trust-${level}`} title={words}>
      <svg viewBox="0 0 14 14" width="14" height="14" aria-hidden="true" focusable="false">
        <circle cx="7" cy="7" r="6" />
        {level === 'sure' && <path d="M4.2 7.2 6.2 9.2 9.9 5" />}
        {level === 'registered' && <path d="M7 1a6 6 0 0 1 0 12Z" className="filled" />}
        {level === 'unverified' && <path d="M5.4 5.4a1.7 1.7 0 1 1 2.3 1.7c-.5.2-.7.5-.7 1M7 10v.3" />}
      </svg>
      <span className="visually-hidden">{words}</span>
    </span>
  )
}
