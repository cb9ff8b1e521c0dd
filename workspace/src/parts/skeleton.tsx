import { useEffect, useState } from 'react'
import { useTexts } from '../preferences.tsx'

/** Lines where something will stand; only after 300 ms, so that what is quick does not flicker. */
export function Skeleton({ lines, kind }: { lines: number; kind: 'rows' | 'text' }) {
  const t = useTexts()
  const [shown, setShown] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setShown(true), 300)
    return () => clearTimeout(timer)
  }, [])
  if (!shown) return null
  return (
    <div className={`skeleton skeleton-${kind}`}>
      <span className="visually-hidden">{t.loading}</span>
      {Array.from({ length: lines }, (_, index) => <span key={index} className="skeleton-line" aria-hidden="true" />)}
    </div>
  )
}
