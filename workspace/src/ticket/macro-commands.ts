import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { useCommandsOpen, type Command } from '../command/here.ts'
import { usePreferences } from '../preferences.tsx'
import { ticketMacrosQuery } from './composer/reading.ts'
import { composerTexts } from './composer/texts.ts'
import type { Wish } from './composer/wish.ts'

const none: readonly Command[] = []

/** The ready-made answers for a ticket, in the command bar: read once it is open. */
export function useMacroCommands(number: number, wish: (wish: Wish) => void): readonly Command[] {
  const { lang } = usePreferences()
  const open = useCommandsOpen()
  const macros = useQuery({ ...ticketMacrosQuery(number), enabled: open === 'all' }).data
  return useMemo(() => macros?.map(({ id, name, tab }): Command => ({ id: `macro-${id}`, group: 'ticket', label: composerTexts(lang).macroIs(name), run: () => wish({ tab, then: 'keep', macros: id }) })) ?? none, [macros, lang, wish])
}
