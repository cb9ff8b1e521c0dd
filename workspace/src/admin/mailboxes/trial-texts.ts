import type { MailTrial } from '@guichet/protocol'
import type { Lang } from '../../texts/texts.ts'

const length = (seconds: number) => (seconds < 60 ? `${seconds}\u00a0s` : `${Math.floor(seconds / 60)}\u00a0min${seconds % 60 === 0 ? '' : ` ${seconds % 60}\u00a0s`}`)
type Left = MailTrial['left']
const notLeft = {
  fr: ['Elle n’est pas encore partie d’ici\u202f: essayez la connexion au serveur de départ, plus bas.', 'Le guichet réessaie de lui-même. Si elle part plus tard, elle est reconnue quand elle revient.'],
  en: ['It has not left from here yet: try the connection to the outgoing server, below.', 'The desk tries again by itself. If it leaves later, it is known when it comes back.'],
}

const fr = {
  title: 'Écrire à soi-même', why: 'Le guichet envoie une lettre de l’adresse à elle-même, par son serveur de départ, et attend qu’elle revienne. Elle ne devient pas une demande, et personne n’y répond.',
  impossible: 'Rien ne part d’ici\u202f: aucune adresse ne peut s’écrire.', unread: 'Les essais n’ont pas pu être lus.', never: 'Pas encore essayée.',
  send: 'Envoyer une lettre d’essai', sendOf: (address: string) => `Envoyer une lettre d’essai à ${address}`,
  handed: (when: string, by: string) => `Confiée à l’envoi, ${when}, par ${by}.`, left: (when: string) => `Acceptée par le serveur suivant, ${when}.`,
  standing: { waiting: 'Elle attend de partir.', trying: 'Le serveur suivant n’en veut pas encore\u202f: le guichet réessaie.', refused: 'Le serveur suivant la refuse.', gone: 'La lettre n’est plus gardée.' } satisfies Record<Exclude<Left, 'left'>, string>,
  awaited: 'On attend qu’elle revienne, cinq minutes au plus.', back: (seconds: number) => `Revenue après ${length(seconds)}.`, cameTo: (address: string) => `Elle est arrivée par ${address}.`, lost: 'Pas revenue après cinq minutes.',
  toCheck: 'À vérifier\u202f:',
  checks: {
    left: [
      'Les MX de son domaine, ci-dessous\u202f: mènent-ils ici, ou à un serveur qui transmet ici\u202f?', 'Si le courriel passe par un autre serveur\u202f: sa règle de transfert vers le guichet, et son journal.',
      'Une boîte aux lettres ou un filtre où elle serait restée, dans les indésirables par exemple.', 'Le pare-feu devant la porte du courriel de cette machine.',
    ],
    waiting: notLeft.fr, trying: notLeft.fr, refused: ['Ce que dit le serveur suivant, ci-dessus\u202f: l’adresse existe-t-elle là où il la cherche\u202f?', 'Le droit d’écrire au nom de ce domaine\u202f: SPF et DMARC, ci-dessous.'],
    gone: ['Envoyez-en une autre\u202f: celle-ci n’est plus gardée.'],
  } satisfies Record<Left, string[]>,
  problems: { 'nothing-leaves': 'Rien ne part d’ici\u202f: aucun serveur de départ n’est réglé.', 'trial-running': 'Une lettre à cette adresse est déjà attendue.', 'too-many-attempts': 'Assez d’essais pour l’instant\u202f: attendez quelques minutes.', 'not-found': 'Cette adresse n’est plus une des vôtres.' } as Record<string, string>,
}

const en: typeof fr = {
  title: 'Writing to oneself', why: 'The desk sends a letter from the address to itself, by its outgoing server, and waits until it comes back. It becomes no request, and nobody answers it.',
  impossible: 'Nothing leaves from here: no address can write to itself.', unread: 'The trials could not be read.', never: 'Not tried yet.',
  send: 'Send a trial letter', sendOf: (address) => `Send a trial letter to ${address}`,
  handed: (when, by) => `Handed over to be sent, ${when}, by ${by}.`, left: (when) => `Taken by the next server, ${when}.`,
  standing: { waiting: 'It waits to leave.', trying: 'The next server does not want it yet: the desk tries again.', refused: 'The next server refuses it.', gone: 'The letter is no longer kept.' },
  awaited: 'It is waited for, five minutes at most.', back: (seconds) => `Back after ${length(seconds)}.`, cameTo: (address) => `It came in at ${address}.`, lost: 'Not back after five minutes.',
  toCheck: 'To check:',
  checks: {
    left: [
      'The MX of its domain, below: do they lead here, or to a server that hands mail on to here?', 'If mail goes through another server: its rule that forwards to the desk, and its log.',
      'A mailbox or a filter where it may have stayed, among spam for one.', 'The firewall before the mail door of this machine.',
    ],
    waiting: notLeft.en, trying: notLeft.en, refused: ['What the next server says, above: does the address exist where it looks for it?', 'The right to write in the name of this domain: SPF and DMARC, below.'],
    gone: ['Send another one: this one is no longer kept.'],
  },
  problems: { 'nothing-leaves': 'Nothing leaves from here: no outgoing server is set.', 'trial-running': 'A letter to this address is waited for already.', 'too-many-attempts': 'Enough trials for now: wait some minutes.', 'not-found': 'This address is no longer one of yours.' },
}

/** The words of letters that an address sends to itself. */
export function trialTexts(lang: Lang): typeof fr {
  return lang === 'fr' ? fr : en
}
