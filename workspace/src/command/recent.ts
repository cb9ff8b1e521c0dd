import { keep, recall } from '../storage.ts'
import type { Command } from './here.ts'

const most = 12
const nameOf = ({ group, id }: Pick<Command, 'group' | 'id'>) => `${group} ${id}`

/** Names of what was done last by the command bar on this machine, the latest first. */
export function recentNames(): string[] {
  const kept = recall('commands')
  return Array.isArray(kept) ? kept.filter((one): one is string => typeof one === 'string').slice(0, most) : []
}

/** Notes that a command was used. */
export function noteUsed(command: Pick<Command, 'group' | 'id'>): void {
  const name = nameOf(command)
  keep('commands', [name, ...recentNames().filter((one) => one !== name)].slice(0, most))
}

/** How recently a command was used: 0 the latest; -1 not lately. */
export const recency = (recent: readonly string[], command: Pick<Command, 'group' | 'id'>): number => recent.indexOf(nameOf(command))
