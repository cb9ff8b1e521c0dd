import type { Command } from './here.ts'
import { fits } from './fuzzy.ts'
import { recency } from './recent.ts'

const order: readonly Command['group'][] = ['ticket', 'views', 'other', 'settings', 'agents']
/** How many are shown at most, and of those used lately while nothing is typed. */
const most = 60
const mostRecent = 5

/** A command in its place; `recent`: shown for having been used lately. */
export interface Ranked { readonly command: Command; readonly recent: boolean }

/** What the bar shows: while nothing is typed what was used lately, then all by group; else what fits best first, what cannot be done last. */
export function ranked(commands: readonly Command[], sought: string, recent: readonly string[]): Ranked[] {
  if (sought.trim() === '') {
    const lately = commands.filter((command) => recency(recent, command) >= 0 && !command.whyNot).sort((a, b) => recency(recent, a) - recency(recent, b)).slice(0, mostRecent)
    const rest = order.flatMap((group) => commands.filter((command) => command.group === group && !lately.includes(command)))
    return [...lately.map((command) => ({ command, recent: true })), ...rest.map((command) => ({ command, recent: false }))].slice(0, most)
  }
  return commands
    .flatMap((command) => {
      const score = fits(sought, command.label)
      const lately = recency(recent, command)
      return score === null ? [] : [{ command, recent: false, score: score + (lately >= 0 ? 12 - lately : 0) - (command.whyNot ? 25 : 0) }]
    })
    .sort((a, b) => b.score - a.score || order.indexOf(a.command.group) - order.indexOf(b.command.group))
    .slice(0, most)
}
