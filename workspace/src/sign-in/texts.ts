import type { Lang } from '../texts/texts.ts'

export const fr = {
  title: (provider: string) => `Se connecter à ${provider}`,
  again: 'Votre session a pris fin',
  againWhy: 'Reconnectez-vous : la page reste telle quelle, avec tout ce que vous avez écrit.',
  email: 'Adresse électronique',
  password: 'Mot de passe',
  show: 'Afficher le mot de passe',
  button: 'Se connecter',
  out: 'Se déconnecter',
  security: 'Sécurité',
  missing: 'Donnez votre adresse et votre mot de passe.',
  or: 'Ou',
  passkey: 'Utiliser une clé d’accès',
  passkeyNone: 'Aucune clé d’accès n’a répondu. Réessayez, ou prenez un autre moyen.',
  with: (label: string) => `Se connecter avec ${label}`,
  secondTotp: 'Donnez le code à six chiffres que montre votre application.',
  secondOther: 'Prouvez une seconde fois que c’est vous.',
  code: 'Code',
  backupCode: 'Code de secours',
  orBackup: 'Ou un de vos codes de secours.',
  codeMissing: 'Donnez le code.',
  prove: 'Continuer',
  beginAgain: 'Recommencer avec un autre compte',
}

export const en: typeof fr = {
  title: (provider) => `Sign in to ${provider}`,
  again: 'Your session has ended',
  againWhy: 'Sign in again: the page stays as it is, with all that you wrote.',
  email: 'Email address',
  password: 'Password',
  show: 'Show the password',
  button: 'Sign in',
  out: 'Sign out',
  security: 'Security',
  missing: 'Give your address and your password.',
  or: 'Or',
  passkey: 'Use a passkey',
  passkeyNone: 'No passkey answered. Try again, or take another way.',
  with: (label: string) => `Sign in with ${label}`,
  secondTotp: 'Give the six-digit code that your application shows.',
  secondOther: 'Prove a second time that it is you.',
  code: 'Code',
  backupCode: 'Backup code',
  orBackup: 'Or one of your backup codes.',
  codeMissing: 'Give the code.',
  prove: 'Continue',
  beginAgain: 'Begin again with another account',
}

/** The sentences of the forms for signing in. */
export function signInTexts(lang: Lang): typeof fr {
  return lang === 'fr' ? fr : en
}
