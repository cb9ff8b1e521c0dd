import type { SearchPage } from '@guichet/protocol'
import { usePreferences } from '../preferences.tsx'

/** What of a search cannot be understood, and what exists instead. What is still being typed is no mistake yet. */
export function QueryProblems({ page, typed }: { page: SearchPage; typed?: string }) {
  const { lang } = usePreferences()
  const told = page.problems.filter((problem) => typed === undefined || problem.to < typed.trimEnd().length || problem.code.startsWith('too-') || typed.endsWith(' '))
  if (told.length === 0) return null
  return <div className="search-problems" role="status">{told.map((problem) => <p key={`${problem.from}-${problem.code}`} className="problem">{problem.words[lang]}</p>)}</div>
}
