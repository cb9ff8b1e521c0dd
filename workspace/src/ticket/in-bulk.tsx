import type { TimelineEntry } from '@guichet/protocol'
import { Link } from '@tanstack/react-router'
import { usePreferences } from '../preferences.tsx'
import { storyTexts } from './story-texts.ts'

/** That something was done with many others at once; the way to that act for whoever may look at it. */
export function InBulk({ bulk }: { bulk: TimelineEntry['bulk'] }) {
  const { lang } = usePreferences()
  if (!bulk) return null
  const words = storyTexts(lang).inBulk(bulk.tickets)
  return <small className="in-bulk">{bulk.runId === null ? words : <Link to="/bulk/$runId" params={{ runId: bulk.runId }}>{words}</Link>}</small>
}
