import type { Lang } from '@guichet/policy'

export const fr = {
  person: 'Mon compte',
  own: 'Votre espace',
}

export const en: typeof fr = {
  person: 'My account',
  own: 'Your space',
}

/** The names of the client area's places. */
export function menuTexts(lang: Lang): typeof fr {
  return lang === 'fr' ? fr : en
}
