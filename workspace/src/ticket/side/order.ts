import type { TicketPage } from '@guichet/protocol'
import { useEffect, useRef, useState } from 'react'
import { useStillHere } from '../../parts/here.ts'
import { say } from '../../parts/say.tsx'
import type { ActTexts } from '../act-texts.ts'
import type { SideProps } from './side-props.ts'

type Items = TicketPage['checklist']
type Item = Items[number]

/** The order in which lines were put here, until the server's is read; `of`: the lines as they were last read. */
interface Held { readonly order: readonly string[]; readonly waiting: number; readonly of: Items }

/** Lines in an order; one that it does not know stands after. */
const inOrder = (items: Items, order: readonly string[]): Items => {
  const place = ({ id }: Item) => (order.includes(id) ? order.indexOf(id) : order.length)
  return items.toSorted((a, b) => place(a) - place(b))
}

/** The lines of a checklist in their order, and how one of them is moved by one place: it stands there at once, so that the next press goes on from there. */
export function useOrder(read: Items, run: SideProps['run'], t: ActTexts): { items: Items; move: (item: Item, by: 1 | -1) => void } {
  const [held, setHeld] = useState<Held | null>(null)
  const items = held !== null && (held.waiting > 0 || held.of === read) ? inOrder(read, held.order) : read
  const here = useStillHere()
  const latest = useRef(read)
  /** Each leaves after the answer to the one before: two on their way at once could arrive the other way round. */
  const last = useRef<Promise<unknown>>(Promise.resolve())
  useEffect(() => {
    latest.current = read
  })

  const move = (item: Item, by: 1 | -1) => {
    const from = items.indexOf(item)
    const to = from + by
    if (to < 0 || to >= items.length) return say(t.movedTo(item.text, from + 1, items.length))
    const others = items.filter((one) => one !== item)
    const before = others[to]?.id ?? null
    setHeld((was) => ({ order: others.toSpliced(to, 0, item).map(({ id }) => id), waiting: (was?.waiting ?? 0) + 1, of: read }))
    last.current = last.current.then(async () => {
      const answer = await run({ act: 'checklist', changes: [{ do: 'move', itemId: item.id, before }] })
      setHeld((was) => (was && answer.ok ? { ...was, waiting: was.waiting - 1, of: latest.current } : null))
      if (answer.ok && here()) say(t.movedTo(item.text, to + 1, items.length))
    })
  }
  return { items, move }
}
