import type { Lang } from '../texts/texts.ts'

const fr = {
  found: 'Trouvé', recent: 'Récent', settings: 'Réglages',
  theme: (name: string) => `Apparence\u202f: ${name.toLocaleLowerCase('fr')}`,
  language: 'Passer à l’anglais (English)',
  security: 'Sécurité de mon compte',
  give: (name: string) => `Confier à ${name}`,
  searching: 'Recherche en cours…',
}
const en: typeof fr = {
  found: 'Found', recent: 'Recent', settings: 'Settings',
  theme: (name) => `Appearance: ${name.toLowerCase()}`,
  language: 'Switch to French (français)',
  security: 'Security of my account',
  give: (name) => `Assign to ${name}`,
  searching: 'Searching…',
}

/** The words of the command bar that are its own. */
export function commandTexts(lang: Lang): typeof fr {
  return lang === 'fr' ? fr : en
}
