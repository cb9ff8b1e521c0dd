import type { Lang } from '@guichet/policy/model'
import { instantInWords } from '@guichet/policy/words/instants'
import type { PersonLetter, PersonMatter } from '#outbox/letter.ts'
import type { Block } from './layout.ts'
import { nameForStrangers } from './names.ts'

const nb = '\u00a0'

interface Given { readonly provider: string; readonly by: string; readonly customer: string; readonly address: string; readonly until: string; readonly when: string }
interface Words { readonly subject: string; readonly says: string; readonly after?: string }

const fr: Record<PersonMatter, (given: Given) => Words> = {
  agent_invited: ({ provider, by, until }) => ({
    subject: `${by} vous ouvre le bureau de ${provider}`,
    says: `${by} vous a ajouté aux agents de ${provider}. Choisissez votre mot de passe par ce lien, valable une fois, jusqu’au ${until}${nb}:`,
    after: `Vous ne connaissez pas cette entreprise${nb}? Ignorez ce message${nb}: sans ce lien, personne n’entre à votre nom.`,
  }),
  agent_password: ({ provider, by, until }) => ({
    subject: `Choisissez un nouveau mot de passe pour le bureau de ${provider}`,
    says: `${by} vous envoie ce lien pour choisir un nouveau mot de passe. Il est valable une fois, jusqu’au ${until}, et ferme vos sessions${nb}:`,
    after: `Vous n’avez rien demandé${nb}? Parlez-en à ${by} avant de suivre ce lien.`,
  }),
  invited: ({ provider, by, customer, until }) => ({
    subject: `${by} vous ouvre l’espace client de ${customer}`,
    says: `${by} vous a ajouté aux personnes de ${customer} chez ${provider}. Ce lien confirme votre adresse, vous fait entrer et vous laisse choisir comment vous entrerez ensuite. Il est valable une fois, jusqu’au ${until}${nb}:`,
    after: `Vous ne connaissez pas cette entreprise${nb}? Ignorez ce message${nb}: sans ce lien, personne n’entre à votre nom.`,
  }),
  address_confirm: ({ provider, until }) => ({
    subject: `Confirmez votre nouvelle adresse pour ${provider}`,
    says: `Cette adresse a été donnée comme la nouvelle adresse d’un compte chez ${provider}. Si c’est vous, confirmez-la ici avant le ${until}${nb}:`,
    after: `Vous n’avez rien demandé${nb}? Ne suivez pas ce lien${nb}: rien ne changera.`,
  }),
  address_asked: ({ provider, address, when }) => ({
    subject: `On demande à changer l’adresse de votre compte chez ${provider}`,
    says: `Le ${when}, quelqu’un qui était entré avec votre compte a demandé que votre adresse devienne ${address}. Si c’est vous, vous n’avez rien à faire ici. Sinon, arrêtez la demande par ce lien${nb}:`,
    after: 'Le lien ferme aussi toutes vos sessions.',
  }),
  address_changed: ({ address, until }) => ({
    subject: 'L’adresse de votre compte a changé',
    says: `L’adresse de votre compte est désormais ${address}. Si ce n’est pas vous, rétablissez la vôtre par le lien de notre message précédent («${nb}On demande à changer l’adresse…${nb}»), jusqu’au ${until}.`,
    after: 'Pendant ce temps, aucun acte dangereux n’est fait sur votre compte sans que nous vous rappelions.',
  }),
  address_done: ({ until }) => ({
    subject: 'Votre nouvelle adresse est en place',
    says: `Cette adresse est maintenant celle de votre compte. L’ancienne a été prévenue. Jusqu’au ${until}, nous vous rappelons avant tout acte dangereux.`,
  }),
  address_stopped: ({ when }) => ({
    subject: 'Le changement d’adresse est arrêté',
    says: `Le ${when}, le changement d’adresse de votre compte a été arrêté${nb}: votre adresse est celle-ci, et toutes les sessions sont fermées. Choisissez un nouveau mot de passe si vous en avez un.`,
  }),
}

const en: Record<PersonMatter, (given: Given) => Words> = {
  agent_invited: ({ provider, by, until }) => ({
    subject: `${by} opens the desk of ${provider} to you`,
    says: `${by} has added you to the agents of ${provider}. Choose your password by this link. It works once, until ${until}:`,
    after: 'You do not know this company? Ignore this message: without this link nobody enters in your name.',
  }),
  agent_password: ({ provider, by, until }) => ({
    subject: `Choose a new password for the desk of ${provider}`,
    says: `${by} sends you this link to choose a new password. It works once, until ${until}, and ends your sessions:`,
    after: `You asked for nothing? Speak to ${by} before you follow this link.`,
  }),
  invited: ({ provider, by, customer, until }) => ({
    subject: `${by} opens the client area of ${customer} to you`,
    says: `${by} has added you to the people of ${customer} at ${provider}. This link confirms your address, lets you in, and lets you choose how you will enter from then on. It works once, until ${until}:`,
    after: 'You do not know this company? Ignore this message: without this link nobody enters in your name.',
  }),
  address_confirm: ({ provider, until }) => ({
    subject: `Confirm your new address for ${provider}`,
    says: `This address was given as the new address of an account at ${provider}. If it was you, confirm it here before ${until}:`,
    after: 'You asked for nothing? Do not follow this link: nothing will change.',
  }),
  address_asked: ({ provider, address, when }) => ({
    subject: `Somebody asks to change the address of your account at ${provider}`,
    says: `On ${when}, somebody who had entered with your account asked that your address become ${address}. If it was you, there is nothing to do here. If not, stop it by this link:`,
    after: 'The link also closes all your sessions.',
  }),
  address_changed: ({ address, until }) => ({
    subject: 'The address of your account has changed',
    says: `The address of your account is now ${address}. If it was not you, put yours back by the link of our message before this one (“Somebody asks to change the address…”), until ${until}.`,
    after: 'Meanwhile nothing dangerous is done on your account before we have called you back.',
  }),
  address_done: ({ until }) => ({
    subject: 'Your new address is in place',
    says: `This address is now that of your account. The old one was told. Until ${until} we call you back before anything dangerous is done.`,
  }),
  address_stopped: ({ when }) => ({
    subject: 'The change of address was stopped',
    says: `On ${when}, the change of your account’s address was stopped: your address is this one, and all sessions are closed. Choose a new password if you have one.`,
  }),
}

/** Subject and blocks of a letter that concerns a person. */
export function personWords({ content, language }: PersonLetter, { provider, zone }: { provider: string; zone: string }): { subject: string; blocks: Block[] } {
  const inWords = (at: number | undefined, lang: Lang) => (at === undefined ? '' : instantInWords(at, { zone, lang }))
  const { subject, says, after } = (language === 'fr' ? fr : en)[content.what]({
    provider, by: nameForStrangers(content.by ?? '') || provider, customer: content.customer ?? '', address: content.address ?? '', until: inWords(content.until, language), when: inWords(content.at, language),
  })
  return {
    subject,
    blocks: [
      { kind: 'paragraph', text: says }, ...(content.link === undefined ? [] : [{ kind: 'link', href: content.link } as const]),
      ...(after === undefined ? [] : [{ kind: 'paragraph', text: after } as const]),
    ],
  }
}
