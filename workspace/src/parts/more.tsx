import { useEffect, useRef } from 'react'
import { Refused } from '../api/client.ts'
import { useTexts } from '../preferences.tsx'
import { focusAfter } from './focus.ts'
import { inWords, Problem } from './problem.tsx'

interface Pages {
  hasNextPage: boolean
  isFetchingNextPage: boolean
  isFetchNextPageError: boolean
  error: Error | null
  fetchNextPage: () => Promise<unknown>
}

/** The way to the next rows of a list. Why they could not be read is said; what is shown stays. */
export function More({ query: { hasNextPage, isFetchingNextPage, isFetchNextPageError, error, fetchNextPage } }: { query: Pages }) {
  const t = useTexts()
  const box = useRef<HTMLDivElement>(null)
  const had = useRef(false)
  // With the last rows the button goes: whoever pressed it is at the list.
  useEffect(() => {
    if (had.current && !hasNextPage) focusAfter(box.current?.previousElementSibling as HTMLElement | null, null)
    had.current = hasNextPage
  }, [hasNextPage])
  return (
    <div ref={box} className="more">
      {isFetchNextPageError && <Problem refusal={error instanceof Refused ? inWords(error.refusal, t) : t.problems.other} />}
      {hasNextPage && <button type="button" className="button" aria-disabled={isFetchingNextPage} onClick={() => !isFetchingNextPage && void fetchNextPage()}>{t.more}</button>}
    </div>
  )
}
