import type { Calendar } from '../calendar/types.ts'
import type { Instant, Lang } from '../model.ts'
import { instantInWords, timeOfDay } from '../words/instants.ts'
import type { Reading } from '../words/promise.ts'
import { wallAt } from '../words/wall.ts'
import type { OpenState } from './document.ts'

/** Whether a calendar is open at an instant, and until or from when, told on the wall of `zone`. No calendar: always open. */
export function openState(calendar: Calendar | undefined, at: Instant, zone: string, lang: Lang, reading: Reading = {}): OpenState {
  const fr = lang === 'fr'
  if (calendar === undefined) return { open: true, changesAt: null, words: fr ? 'ouvert en permanence' : 'always open' }
  const open = calendar.isOpen(at)
  const changesAt = open ? calendar.nextClosing(at) : calendar.nextOpening(at)
  if (changesAt === null) return { open, changesAt, words: open ? (fr ? 'ouvert en permanence' : 'always open') : fr ? 'fermé' : 'closed' }
  const how = { zone, lang, now: at, ...reading }
  const told = instantInWords(changesAt, how)
  const today = wallAt(changesAt, zone).day === wallAt(at, zone).day && !told.includes('(')
  const when = today ? timeOfDay(wallAt(changesAt, zone).seconds, lang) : told
  if (open) return { open, changesAt, words: fr ? `ouvert jusqu’${today ? 'à ' : until(when)}${when}` : `open until ${when}` }
  return { open, changesAt, words: fr ? `ouvre ${today ? 'à ' : on(when)}${when}` : `opens ${today ? 'at ' : ''}${when}` }
}

/** "jusqu’à demain à 8 h 00", "jusqu’au mardi 24 novembre à 9 h 00", "jusqu’à aujourd’hui". */
function until(when: string): string {
  return /^(demain|hier|aujourd)/.test(when) ? 'à ' : 'au '
}

/** "ouvre demain", "ouvre le mardi 24 novembre". */
function on(when: string): string {
  return /^(demain|hier|aujourd)/.test(when) ? '' : 'le '
}
