import type { FilledMacro } from '@guichet/protocol'
import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useState, type RefObject } from 'react'
import type { Tab } from './drafts.ts'
import { ticketMacrosQuery } from './reading.ts'
import { changeDrafts } from './store.ts'
import type { Wish } from './wish.ts'

interface Hearing {
  place: { agentId: string; number: number }
  /** The sheet that is shown, and where one writes on it. */
  tab: Tab
  field: RefObject<HTMLTextAreaElement | null>
  /** Puts a ready-made answer into the draft as it stands by then. */
  take: RefObject<(macro: FilledMacro) => void>
  /** Something was asked: what an earlier wish left open goes. */
  begin(wish: Wish): void
  /** The ready-made answer that was asked for is not to be had: one is chosen by hand. */
  choose(): void
}

/** Does what a key or a button asked of the composer: a ready-made answer is taken, or a sheet stands ready with the cursor in it. */
export function useWish(wish: Wish | null, { place: { agentId, number }, tab, field, take, begin, choose }: Hearing): void {
  const client = useQueryClient()
  const [heard, setHeard] = useState<Wish | null>(null)
  const toFocus = useRef(false)
  const orChoose = useRef(choose)
  if (wish !== heard) {
    setHeard(wish)
    if (wish) begin(wish)
  }
  useEffect(() => {
    if (!heard) return
    if (heard.macros === true) return
    if (heard.macros !== undefined) {
      const wanted = heard.macros
      void client.fetchQuery(ticketMacrosQuery(number)).then((all) => {
        const found = all.find(({ id }) => id === wanted)
        if (found) take.current(found)
      }, () => orChoose.current())
      return
    }
    toFocus.current = true
    changeDrafts({ agentId, number }, (before) => ({ ...before, tab: heard.tab, [heard.tab]: { ...before[heard.tab], then: heard.then } }))
  }, [heard, agentId, number, client, take])
  // Once the sheet that was asked for stands there.
  useEffect(() => {
    if (!toFocus.current || tab !== heard?.tab) return
    toFocus.current = false
    field.current?.focus()
  })
}
