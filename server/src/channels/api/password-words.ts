import type { Lang } from '@guichet/protocol'
import type { PasswordProblem } from '#people/people.ts'

/** Why a new password is refused, and what would do. */
export const passwordWords: Record<Lang, Record<PasswordProblem, string>> = {
  fr: {
    short: 'Trop court\u202f: 8 caractères au moins, ou une phrase de 20.',
    kinds: 'Mêlez trois sortes de caractères, ou prenez une phrase d’au moins 20 caractères.',
    long: 'Trop long\u202f: 200 caractères au plus.',
    common: 'C’est un de ceux que l’on essaie d’abord. Choisissez-en un autre.',
    own: 'Il contient votre nom, votre adresse ou le nom de votre entreprise. Choisissez-en un autre.',
  },
  en: {
    short: 'Too short: at least 8 characters, or a phrase of 20.',
    kinds: 'Mix three kinds of characters, or take a phrase of at least 20 characters.',
    long: 'Too long: 200 characters at most.',
    common: 'It is one of those that are tried first. Choose another.',
    own: 'It holds your name, your address or the name of your company. Choose another.',
  },
}
