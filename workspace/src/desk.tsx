import { createContext, useContext } from 'react'
import type { Me, Vocabulary } from '@guichet/protocol'

export type MeAgent = Extract<Me, { kind: 'agent' }>

/** Who works here, at which provider, and the words of its policy. */
export interface DeskHere {
  me: MeAgent
  /** Absent while it is read, or while no policy is published: names then stand for themselves. */
  vocabulary: Vocabulary | undefined
  /** The zone in which this provider counts. */
  zone: string
}

const Context = createContext<DeskHere | null>(null)
export const DeskProvider = Context

/** The desk of the signed-in agent. */
export function useDesk(): DeskHere {
  const found = useContext(Context)
  if (!found) throw new Error('nobody is signed in')
  return found
}
