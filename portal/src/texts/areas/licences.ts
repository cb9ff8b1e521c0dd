import type { Lang } from '@guichet/policy'

export const fr = {
  licencesTitle: 'Vos licences',
  tierNow: (tier: string) => `Votre niveau de support : ${tier}.`,
  licencesNone: 'Aucune licence n’est reconnue pour l’instant.',
  licenceHead: 'Licence',
  whyHead: 'Reconnue parce que',
  why: { delivered: 'elle a été livrée à votre adresse', recorded: 'nous l’avons inscrite à votre nom', entered: (when: string) => `sa clé a été entrée le ${when}` },
  keyTitle: 'Entrer une clé',
  key: 'Clé de licence',
  keyWhy: 'Une seule fois : elle ne vous sera plus demandée.',
  keyAddress: 'Une licence livrée à l’adresse de votre compte est reconnue sans rien faire.',
  keyEnter: 'Entrer la clé',
  keyProblem: { empty: 'Tapez la clé telle qu’elle vous a été livrée.', unknown: 'Cette clé n’ouvre rien ici. Vérifiez-la lettre par lettre sur le courriel de livraison ; si elle est juste, écrivez-nous avec votre numéro de commande.', slow: 'Trop d’essais. Attendez un peu, puis recommencez.' },
  keyDone: (licence: string) => `La licence ${licence} est reconnue.`,
  tierRises: (from: string, to: string) => `Votre niveau passe de ${from} à ${to}, à partir de maintenant.`,
  tierSame: (tier: string) => `Votre niveau reste ${tier}.`,
  onTierChange: {
    from_opening: 'Vos demandes ouvertes prennent aussi ce niveau : leurs délais sont comptés depuis leur ouverture.',
    from_upgrade: 'Vos demandes ouvertes prennent aussi ce niveau : leurs délais sont comptés à partir de maintenant.',
    new_only: 'Il vaut pour vos prochaines demandes ; celles qui sont ouvertes gardent leurs délais.',
  },
  raised: (numbers: string) => `Demandes concernées : ${numbers}.`,
}

export const en: typeof fr = {
  licencesTitle: 'Your licences',
  tierNow: (tier) => `Your support level: ${tier}.`,
  licencesNone: 'No licence is recognised so far.',
  licenceHead: 'Licence',
  whyHead: 'Recognised because',
  why: { delivered: 'it was delivered to your address', recorded: 'we recorded it under your name', entered: (when) => `its key was entered on ${when}` },
  keyTitle: 'Enter a key',
  key: 'Licence key',
  keyWhy: 'Once only: it will not be asked again.',
  keyAddress: 'A licence delivered to the address of your account is recognised by itself.',
  keyEnter: 'Enter the key',
  keyProblem: { empty: 'Type the key as it was delivered to you.', unknown: 'This key opens nothing here. Check it letter by letter in the delivery e-mail; if it is right, write to us with your order number.', slow: 'Too many tries. Wait a little, then go on.' },
  keyDone: (licence) => `The licence ${licence} is recognised.`,
  tierRises: (from, to) => `Your level goes from ${from} to ${to}, from now on.`,
  tierSame: (tier) => `Your level stays ${tier}.`,
  onTierChange: {
    from_opening: 'Your open requests take this level too: their times are counted from their opening.',
    from_upgrade: 'Your open requests take this level too: their times are counted from now.',
    new_only: 'It holds for your next requests; those that are open keep their times.',
  },
  raised: (numbers) => `Requests concerned: ${numbers}.`,
}

/** The words of licences: which count and why, a key to enter. */
export function licencesTexts(lang: Lang): typeof fr {
  return lang === 'fr' ? fr : en
}
