import { useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { ask } from '../../api/client.ts'
import { paths } from '../../api/paths.ts'

/** A note that names its reader is seen once the ticket stands before them. */
export function useSeen(number: number, mentions: number): void {
  const client = useQueryClient()
  useEffect(() => {
    if (mentions === 0) return
    const timer = setTimeout(() => {
      if (document.visibilityState !== 'visible') return
      void ask(paths.mentionsSeen(number), { method: 'POST' }).then((answer) => {
        if (!answer.ok) return
        void client.invalidateQueries({ queryKey: ['ticket', number, 'composing'] })
        void client.invalidateQueries({ queryKey: ['counts'] })
      })
    }, 1_000)
    return () => clearTimeout(timer)
  }, [number, mentions, client])
}
