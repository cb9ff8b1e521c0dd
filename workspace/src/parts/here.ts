import { useCallback, useEffect, useRef } from 'react'

/**
 * Tells whether what asked is still on the page. An answer that comes after its asker has gone moves nobody, closes nothing and takes
 * no focus: the person is at something else; what they must know is said.
 */
export function useStillHere(): () => boolean {
  const here = useRef(true)
  useEffect(() => {
    here.current = true
    return () => {
      here.current = false
    }
  }, [])
  return useCallback(() => here.current, [])
}
