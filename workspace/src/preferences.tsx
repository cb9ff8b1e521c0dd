import { useQueryClient } from '@tanstack/react-query'
import { createContext, useCallback, useContext, useEffect, useMemo, useRef, useState, type ReactNode } from 'react'
import { speak } from './api/client.ts'
import { keep, recall } from './storage.ts'
import { textsIn, type Lang, type Texts } from './texts/texts.ts'

export type Theme = 'system' | 'light' | 'dark'

interface Preferences {
  lang: Lang
  t: Texts
  theme: Theme
  setLang: (lang: Lang) => void
  setTheme: (theme: Theme) => void
}

const Context = createContext<Preferences | null>(null)

function firstLanguage(): Lang {
  const kept = recall('lang')
  if (kept === 'fr' || kept === 'en') return kept
  return navigator.languages.find((tag) => /^(fr|en)\b/.test(tag))?.startsWith('en') ? 'en' : 'fr'
}

function firstTheme(): Theme {
  const kept = recall('theme')
  return kept === 'light' || kept === 'dark' ? kept : 'system'
}

/** Language and appearance of the application, kept on this machine. */
export function PreferencesProvider({ children }: { children: ReactNode }) {
  const [lang, chooseLang] = useState(firstLanguage)
  const [theme, chooseTheme] = useState(firstTheme)
  // Before any child asks the server anything.
  speak(lang)
  const client = useQueryClient()
  const first = useRef(lang)
  useEffect(() => {
    document.documentElement.lang = lang
    if (first.current === lang) return
    first.current = lang
    // The server says some things in words: what is on the screen is read again in the other language.
    void client.invalidateQueries()
  }, [lang, client])
  useEffect(() => {
    if (theme === 'system') delete document.documentElement.dataset.theme
    else document.documentElement.dataset.theme = theme
  }, [theme])
  const setLang = useCallback((wanted: Lang) => {
    keep('lang', wanted)
    chooseLang(wanted)
  }, [])
  const setTheme = useCallback((wanted: Theme) => {
    keep('theme', wanted === 'system' ? undefined : wanted)
    chooseTheme(wanted)
  }, [])
  const value = useMemo(() => ({ lang, t: textsIn(lang), theme, setLang, setTheme }), [lang, theme, setLang, setTheme])
  return <Context value={value}>{children}</Context>
}

/** What whoever sits here chose: language and theme, with the sentences in that language. */
export function usePreferences(): Preferences {
  const found = useContext(Context)
  if (!found) throw new Error('no preferences around')
  return found
}

/** The sentences of the application in the chosen language. */
export function useTexts(): Texts {
  return usePreferences().t
}
