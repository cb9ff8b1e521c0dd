import type { Lang } from '@guichet/policy'

const thin = '\u202f'

export const fr = {
  with: (label: string) => `Se connecter avec ${label}`,
  or: 'Ou par votre organisation',
  retry: 'Réessayer',
  otherWays: 'Se connecter autrement',
  silent: {
    title: (label: string) => `${label} ne répond pas`,
    text: (label: string) => `C’est ${label} qui confirme qui vous êtes, et nous n’arrivons pas à le joindre. Cela ne vient pas de vous${thin}: réessayez dans quelques minutes.`,
  },
  odd: {
    title: (label: string) => `${label} n’a pas pu confirmer qui vous êtes`,
    text: (label: string) => `${label} a donné une réponse que nous ne pouvons pas accepter. Réessayez${thin}; si cela se répète, prévenez la personne qui s’occupe de cette connexion chez vous, avec la référence ci-dessous.`,
  },
  expired: {
    title: 'Cette connexion a trop attendu',
    text: () => `Elle a été commencée il y a plus de dix minutes, ou dans un autre navigateur. Recommencez${thin}: rien n’est perdu.`,
  },
  denied: {
    title: 'Vous n’êtes pas connecté',
    text: (label: string) => `${label} n’a pas donné son accord, ou vous avez annulé. Vous pouvez recommencer.`,
  },
  unverified: {
    title: 'Votre adresse n’est pas confirmée',
    text: (label: string) => `${label} ne dit pas que votre adresse électronique est bien la vôtre. Confirmez-la chez ${label}, puis recommencez.`,
  },
  unknown: {
    title: 'Aucun compte ne correspond',
    text: (label: string) => `${label} vous a reconnu, mais nous n’avons pas de compte à votre adresse. Demandez à la personne qui gère les comptes chez vous de vous ajouter.`,
  },
  another: {
    title: 'Ce compte est déjà lié à quelqu’un d’autre',
    text: (label: string) => `Votre adresse a servi à une autre personne de ${label}. Écrivez-nous${thin}: nous vérifions avec votre organisation avant de changer quoi que ce soit.`,
  },
  gone: {
    title: 'Ce compte n’est plus ouvert',
    text: () => 'Le compte auquel vous étiez lié a été fermé. Demandez à la personne qui gère les comptes chez vous.',
  },
  full: {
    title: 'Il n’y a plus de place',
    text: () => `Votre organisation a atteint le nombre de personnes prévu. La personne qui gère les comptes chez vous peut libérer une place.`,
  },
}

export const en: typeof fr = {
  with: (label) => `Sign in with ${label}`,
  or: 'Or through your organisation',
  retry: 'Try again',
  otherWays: 'Sign in another way',
  silent: {
    title: (label) => `${label} does not answer`,
    text: (label) => `${label} confirms who you are, and we cannot reach it. This is not your doing: try again in a few minutes.`,
  },
  odd: {
    title: (label) => `${label} could not confirm who you are`,
    text: (label) => `${label} gave an answer that we cannot accept. Try again; if it happens again, tell the person in charge of this connection on your side, with the reference below.`,
  },
  expired: {
    title: 'This sign-in waited too long',
    text: () => 'It was begun more than ten minutes ago, or in another browser. Begin again: nothing is lost.',
  },
  denied: {
    title: 'You are not signed in',
    text: (label) => `${label} did not agree, or you cancelled. You can begin again.`,
  },
  unverified: {
    title: 'Your address is not confirmed',
    text: (label) => `${label} does not say that your e-mail address is yours. Confirm it at ${label}, then begin again.`,
  },
  unknown: {
    title: 'There is no such account',
    text: (label) => `${label} knows you, but we have no account with your address. Ask the person who manages accounts on your side to add you.`,
  },
  another: {
    title: 'This account is linked to somebody else',
    text: (label) => `Your address was used by another person at ${label}. Write to us: we check with your organisation before anything changes.`,
  },
  gone: {
    title: 'This account is closed',
    text: () => 'The account that you were linked to was closed. Ask the person who manages accounts on your side.',
  },
  full: {
    title: 'There is no place left',
    text: () => 'Your organisation has as many people as it may have. The person who manages accounts on your side can free a place.',
  },
}

/** The words of the ways in that other sites give. */
export function entranceTexts(lang: Lang): typeof fr {
  return lang === 'fr' ? fr : en
}
