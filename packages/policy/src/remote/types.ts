/** Remote sessions: who may have one, with which tool, chosen by whom. */
import type { Words } from '../model.ts'

export type RemoteAnswer = 'offered' | 'refused'

export interface RemoteTools {
  /** By name, in the order of preference. */
  tools: ReadonlyMap<string, Words>
  chosenBy: 'support' | 'requester' | 'either'
  clauses: string[]
}
