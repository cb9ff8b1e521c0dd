import type { BulkChosen } from '@guichet/protocol'
import { useEffect, useRef, useState } from 'react'
import { useDesk } from '../desk.tsx'
import { useAriaKey } from '../keys/key-mark.tsx'
import { useShortcuts } from '../keys/shortcuts.ts'
import { later } from '../parts/later.tsx'
import { useSoon } from '../parts/soon.ts'
import { usePreferences } from '../preferences.tsx'
import { countChosen, offerForChosen, useSelection, type Selection } from '../queue/selection.ts'
import { queueTexts } from '../queue/texts.ts'
import { savedOf, viewOf, type ListName } from '../queue/views.ts'

const BulkDialog = later(() => import('./bulk-dialog.tsx').then((module) => module.BulkDialog), { close: ({ close }) => close() })

/** What an act is about: some requests, or a list; and how many that was when it was chosen. */
export interface About { readonly chosen: BulkChosen; readonly count: number; readonly all: boolean }

function aboutOf(selection: Selection, { view, q, order }: ListName, total: number): About {
  const ids = [...selection.rows.keys()]
  const [known, saved] = [viewOf(view), savedOf(view)]
  const list = { ...(known ? { view: known } : {}), ...(saved === undefined ? {} : { saved }), ...(q === '' ? {} : { q }), ...(order === undefined ? {} : { order }) }
  return { chosen: selection.all ? { list, except: ids } : { ids }, count: countChosen(selection, total), all: selection.all }
}

/** Offers to act on what is chosen of a list. The dialogue stands beside the bar: it stays when nothing is chosen any more. */
export function BulkDoor({ list, total }: { list: ListName; total: number }) {
  const { me } = useDesk()
  const may = me.may.includes('tickets:act')
  useSoon(BulkDialog, may)
  const [about, setAbout] = useState<About | null>(null)
  // Offered once: a list whose length changes all the time must not take the button from under a finger.
  const latest = useRef({ list, total })
  useEffect(() => {
    latest.current = { list, total }
  })
  useEffect(() => {
    if (!may) return undefined
    offerForChosen(() => <ActButton open={(selection) => setAbout(aboutOf(selection, latest.current.list, latest.current.total))} />)
    return () => offerForChosen(null)
  }, [may])
  if (about === null) return null
  return <BulkDialog about={about} close={() => setAbout(null)} />
}

function ActButton({ open }: { open: (selection: Selection) => void }) {
  const { lang } = usePreferences()
  const selection = useSelection()
  const key = useAriaKey('bulk')
  useShortcuts({ bulk: () => open(selection) })
  return <button type="button" className="button button-main" aria-haspopup="dialog" aria-keyshortcuts={key} onClick={() => open(selection)}>{queueTexts(lang).act}</button>
}
