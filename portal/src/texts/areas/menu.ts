import type { Lang } from '@guichet/policy'

export const fr = {
  person: 'Mon compte',
}

export const en: typeof fr = {
  person: 'My account',
}

/** The names of the client area's places. */
export function menuTexts(lang: Lang): typeof fr {
  return lang === 'fr' ? fr : en
}
