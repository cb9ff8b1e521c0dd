/** The names of the kinds of secrets that the language knows. */
import type { BuiltInKind } from '../confidentiality/types.ts'
import type { Words } from '../model.ts'

export const secretNames: Record<BuiltInKind | 'unread', Words> = {
  password: { fr: 'mot de passe ou code', en: 'password or code' },
  key: { fr: 'clé ou jeton', en: 'key or token' },
  access_pair: { fr: 'identifiant d’accès', en: 'access identifier' },
  connection: { fr: 'adresse avec mot de passe', en: 'address with a password' },
  cookie: { fr: 'cookie de session', en: 'session cookie' },
  card: { fr: 'numéro de carte bancaire', en: 'payment card number' },
  iban: { fr: 'coordonnées bancaires (IBAN)', en: 'bank account (IBAN)' },
  social_security: { fr: 'numéro de sécurité sociale', en: 'French social security number' },
  unread: { fr: 'texte trop long pour être lu en entier', en: 'text too long to be read whole' },
}
