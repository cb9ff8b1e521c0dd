import type { Lang } from '../texts/texts.ts'

const fr = {
  invite: (name: string) => `Bienvenue, ${name}`,
  reset: 'Choisissez un nouveau mot de passe',
  why: (email: string) => `Choisissez le mot de passe avec lequel vous entrerez, sous l’adresse ${email}.`,
  rule: 'Huit caractères de trois sortes au moins, ou une phrase d’au moins vingt.',
  password: 'Mot de passe',
  show: 'Montrer le mot de passe',
  choose: 'Choisir ce mot de passe',
  missing: 'Choisissez un mot de passe.',
  done: 'C’est fait. Connectez-vous\u202f:',
  expired: ['Ce lien ne vaut plus.', 'Il a servi, un autre l’a remplacé, ou son temps est passé. Demandez-en un autre à qui vous l’a envoyé.'],
  unread: 'Le lien n’a pas pu être lu.',
  through: (label: string) => `Vous entrez par ${label}\u202f: il n’y a pas de mot de passe à choisir ici.`,
  toSignIn: 'Aller à la connexion',
}

const en: typeof fr = {
  invite: (name) => `Welcome, ${name}`,
  reset: 'Choose a new password',
  why: (email) => `Choose the password with which you will come in, under the address ${email}.`,
  rule: 'Eight characters of at least three kinds, or a phrase of twenty or more.',
  password: 'Password',
  show: 'Show the password',
  choose: 'Choose this password',
  missing: 'Choose a password.',
  done: 'Done. Sign in:',
  expired: ['This link is worth nothing any more.', 'It was used, another replaced it, or its time is over. Ask whoever sent it for another.'],
  unread: 'The link could not be read.',
  through: (label) => `You come in through ${label}: there is no password to choose here.`,
  toSignIn: 'Go to signing in',
}

/** The sentences of the page on which an agent chooses a password. */
export function welcomeTexts(lang: Lang): typeof fr {
  return lang === 'fr' ? fr : en
}
