import type { Lang } from '@guichet/policy/model'

/** The fixed words of letters. Everything else in a letter comes from the policy, an agent, or the requester. */
export interface LetterTexts {
  hello: (name: string | undefined) => string
  acknowledgement: { subject: string; recorded: (number: number) => string; keepSubject: string }
  answer: { subject: string }
  /** After an answer without a ticket; the same for everybody (AUTH-11). */
  further: (link: string) => string
  follow: (link: string) => string
  signIn: { subject: (provider: string) => string; use: (minutes: number) => string; unasked: string }
  wrote: (author: string, when: string) => string
  automatic: string
}

export const letterTexts: Record<Lang, LetterTexts> = {
  fr: {
    hello: (name) => (name ? `Bonjour ${name},` : 'Bonjour,'),
    acknowledgement: {
      subject: 'Votre demande est enregistrée',
      recorded: (number) => `Votre demande porte le numéro ${number}.`,
      keepSubject: 'Pour la compléter, répondez à ce message.',
    },
    answer: { subject: 'Réponse à votre message' },
    further: (link) => `Pour toute action sur vos services, passez par l’espace client\u202f: ${link}`,
    follow: (link) => `Suivre votre demande\u202f: ${link}`,
    signIn: {
      subject: (provider) => `Votre lien de connexion à l’espace client de ${provider}`,
      use: (minutes) => `Ce lien ouvre votre espace client. Il sert une seule fois, pendant ${minutes} minutes\u202f:`,
      unasked: 'Vous ne l’avez pas demandé\u202f? Ignorez ce message\u202f: sans ce lien, personne ne peut se connecter.',
    },
    wrote: (author, when) => `Le ${when}, ${author} a écrit\u202f:`,
    automatic: 'Message envoyé automatiquement.',
  },
  en: {
    hello: (name) => (name ? `Hello ${name},` : 'Hello,'),
    acknowledgement: {
      subject: 'Your request is recorded',
      recorded: (number) => `Your request has the number ${number}.`,
      keepSubject: 'To add to it, reply to this message.',
    },
    answer: { subject: 'Answer to your message' },
    further: (link) => `For anything that acts on your services, use the customer area: ${link}`,
    follow: (link) => `Follow your request: ${link}`,
    signIn: {
      subject: (provider) => `Your sign-in link to the customer area of ${provider}`,
      use: (minutes) => `This link opens your customer area. It works once, for ${minutes} minutes:`,
      unasked: 'You did not ask for it? Ignore this message: without this link nobody can sign in.',
    },
    wrote: (author, when) => `On ${when}, ${author} wrote:`,
    automatic: 'This message was sent automatically.',
  },
}
