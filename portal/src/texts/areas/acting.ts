import type { Lang } from '@guichet/policy'

export const fr = {
  // Who acts for us
  grantsTitle: 'Qui agit pour vous',
  grantsNone: 'Personne d’autre que vous n’agit pour votre entreprise.',
  grantsLead: 'Une agence ou un revendeur peut suivre et faire vos demandes à votre place, sans votre mot de passe.',
  grantNumber: 'Numéro de client de l’agence',
  grantUntil: 'Jusqu’au',
  grantUntilWhy: 'Le dernier jour compris. Vide : jusqu’à ce que vous y mettiez fin.',
  grantUntilWrong: 'Une date à venir, comme 2027-03-31.',
  grantAdd: 'Autoriser',
  grantUnknown: 'Aucune entreprise ne peut agir pour vous sous ce numéro. Vérifiez-le auprès d’elle.',
  grantSlow: 'Beaucoup de numéros essayés en peu de temps. Attendez une heure, puis recommencez.',
  grantEnd: (name: string) => `Mettre fin, ${name}`,
  until: (when: string) => `jusqu’au ${when}`,
  endless: 'sans terme',
  // Acting
  actingTitle: 'Agir pour un client',
  actingLead: 'Vous ne voyez alors que ce client, et vos demandes disent pour qui vous les faites.',
  actingNone: 'Aucun client ne vous a autorisé à agir pour lui.',
  actingFor: (name: string) => `Agir pour ${name}`,
  actingNow: (name: string) => `Vous agissez pour ${name}.`,
  actingStop: 'Redevenir soi-même',
  actingGone: 'Vous ne pouvez pas, ou plus, agir pour ce client.',
  // Partner zone
  partnerTitle: 'Zone partenaire',
  partnerLead: 'Vos demandes, et celles des clients pour lesquels vous agissez.',
  partnerWays: 'Vos demandes passent par',
  partnerRedirected: (channel: string) => `Par ${channel}, vos demandes ne sont pas prises :`,
  partnerOf: (name: string) => `Demandes de ${name}`,
  partnerOwn: 'Vos demandes',
  partnerNone: 'Aucune demande.',
}

export const en: typeof fr = {
  grantsTitle: 'Who acts for you',
  grantsNone: 'Nobody but you acts for your company.',
  grantsLead: 'An agency or a reseller can follow and make your requests in your place, without your password.',
  grantNumber: 'Customer number of the agency',
  grantUntil: 'Until',
  grantUntilWhy: 'The last day included. Empty: until you end it.',
  grantUntilWrong: 'A date to come, such as 2027-03-31.',
  grantAdd: 'Authorise',
  grantUnknown: 'No company can act for you under this number. Check it with them.',
  grantSlow: 'Many numbers tried in a short time. Wait an hour, then go on.',
  grantEnd: (name) => `End it, ${name}`,
  until: (when) => `until ${when}`,
  endless: 'without end',
  actingTitle: 'Act for a customer',
  actingLead: 'You then see this customer alone, and your requests say for whom you make them.',
  actingNone: 'No customer has authorised you to act for them.',
  actingFor: (name) => `Act for ${name}`,
  actingNow: (name) => `You are acting for ${name}.`,
  actingStop: 'Be yourself again',
  actingGone: 'You may not, or no longer, act for this customer.',
  partnerTitle: 'Partner zone',
  partnerLead: 'Your requests, and those of the customers for whom you act.',
  partnerWays: 'Your requests go through',
  partnerRedirected: (channel) => `By ${channel}, your requests are not taken:`,
  partnerOf: (name) => `Requests of ${name}`,
  partnerOwn: 'Your requests',
  partnerNone: 'No request.',
}

/** The words of acting for another: who may act for us, for whom we act, the zone of partners. */
export function actingTexts(lang: Lang): typeof fr {
  return lang === 'fr' ? fr : en
}
