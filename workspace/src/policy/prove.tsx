import { useQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
import { Unreadable } from '../parts/problem.tsx'
import { ProveAgain } from '../security/parts.tsx'
import { securityQuery } from '../security/security.ts'

/** Asks who is there to prove themselves again; tells when they did. */
export function Prove({ proved }: { proved: () => void }) {
  const security = useQuery({ ...securityQuery, refetchOnMount: 'always' })
  const fresh = security.data?.fresh === true && !security.isFetching
  useEffect(() => {
    if (fresh) proved()
  }, [fresh, proved])
  if (security.isError && !security.data) return <Unreadable what="" error={security.error} retry={() => void security.refetch()} />
  return security.data ? <ProveAgain security={security.data} /> : null
}

/** Whether a refusal asks for it. */
export const needsProof = (code: string) => code === 'second-factor-needed' || code === 'sign-in-again'
