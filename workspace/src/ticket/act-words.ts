import { useMemo } from 'react'
import { usePreferences } from '../preferences.tsx'
import { actTexts, type ActTexts } from './act-texts.ts'
import type { Named } from './doing.ts'
import { mergeTexts } from './merge/texts.ts'

/** What acts are called, and the sentence that says that one was done. */
export function useActWords(): { label: (act: Named) => string; done: (act: Named, number: number, to?: string) => string; why: (code: string) => string } {
  const { t, lang } = usePreferences()
  return useMemo(() => {
    const own = actTexts(lang)
    const between = mergeTexts(lang)
    return {
      label: (act) => (act in between.acts ? between.acts[act as keyof typeof between.acts] : act in own.acts ? own.acts[act as keyof ActTexts['acts']] : t.acts[act as keyof typeof t.acts.done]),
      done: (act, number, to = '') => (act in own.done ? own.done[act as keyof ActTexts['done']](number, to) : t.acts.done[act as keyof typeof t.acts.done](number)),
      why: (code) => own.why[code] ?? t.problems[code] ?? code,
    }
  }, [t, lang])
}
