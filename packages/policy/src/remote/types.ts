/** Remote sessions: who may have one, with which tool, chosen by whom. */
import type { Words } from '../model.ts'

export type RemoteAnswer = 'offered' | 'refused'

/** What is written in the ticket: why a session is asked for; that another tool is taken. Each with the clauses that say so. */
export type RemoteRecord = 'reason' | 'tool_change'
export const remoteRecords: readonly RemoteRecord[] = ['reason', 'tool_change']
export type RemoteRecords = Readonly<Partial<Record<RemoteRecord, string[]>>>

export interface RemoteTools {
  /** By name, in the order of preference. */
  tools: ReadonlyMap<string, Words>
  chosenBy: 'support' | 'requester' | 'either'
  clauses: string[]
}
