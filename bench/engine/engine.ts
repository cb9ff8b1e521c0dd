import type { Line } from '../report.ts'
import { measureCompilation } from './compilation.ts'
import { measureDeadlines } from './deadlines.ts'
import { measureDecisions } from './decisions.ts'

/** The engine alone, on one core, without database or network. Compilation comes first: it is told what a cold start pays. */
export async function measureEngine({ quick }: { quick: boolean }): Promise<Line[]> {
  return [...measureCompilation(quick), ...measureDeadlines(quick), ...measureDecisions(quick)]
}
