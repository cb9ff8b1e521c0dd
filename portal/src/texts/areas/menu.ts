import type { Lang } from '@guichet/policy'

export const fr = {
  person: 'Mon compte',
  own: 'Votre espace',
  people: 'Personnes',
  profile: 'Profil',
  licences: 'Licences',
  acting: 'Agir pour un client',
  partner: 'Zone partenaire',
  actsFor: (own: string) => `Vous agissez pour ce client ; vous êtes de ${own}.`,
}

export const en: typeof fr = {
  person: 'My account',
  own: 'Your space',
  people: 'People',
  profile: 'Profile',
  licences: 'Licences',
  acting: 'Act for a customer',
  partner: 'Partner zone',
  actsFor: (own) => `You are acting for this customer; you belong to ${own}.`,
}

/** The names of the client area's places. */
export function menuTexts(lang: Lang): typeof fr {
  return lang === 'fr' ? fr : en
}
