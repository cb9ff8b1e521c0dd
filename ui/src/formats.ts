/** Dates, durations, hours and money as both faces write them: the engine's own formats, so that a page and a promise say the same. */
export * from '@guichet/policy/words/formats'
