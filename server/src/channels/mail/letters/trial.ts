import type { TrialLetter } from '#outbox/letter.ts'

/** The letter by which an address of the provider is tried: nobody is to answer it, and it says so to whoever finds it. */
export function trialWords({ content: { token }, to, language }: TrialLetter): { subject: string; paragraphs: string[] } {
  return language === 'fr'
    ? {
        subject: `Essai de ${to.address} [${token}]`,
        paragraphs: [
          `Le guichet s’est écrit à lui-même\u202f: ce message est parti de ${to.address} pour voir s’il y revient.`,
          'Il ne devient pas une demande, et personne n’a à y répondre. Si vous le lisez dans une boîte aux lettres, c’est que le courriel de cette adresse y reste\u202f: il doit être transmis au guichet.',
        ],
      }
    : {
        subject: `Trial of ${to.address} [${token}]`,
        paragraphs: [
          `The desk has written to itself: this message left from ${to.address} to see whether it comes back there.`,
          'It becomes no request, and nobody is to answer it. If you read it in a mailbox, the mail of this address stays there: it must be forwarded to the desk.',
        ],
      }
}
