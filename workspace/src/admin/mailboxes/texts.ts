import type { Mailboxes, RelayResult } from '@guichet/protocol'
import type { Lang } from '../../texts/texts.ts'

const fr = {
  title: 'Courriel', about: 'Par où le courriel arrive, par où il repart, et s’il revient.', unread: 'Les adresses n’ont pas pu être lues.',
  incoming: 'Ce qui arrive', incomingWhy: 'Les adresses de la politique se changent avec elle\u202f; les autres viennent de l’installation.', list: 'Adresses du courriel',
  none: ['Aucune adresse.', 'La politique ne déclare pas de canal par courriel.'] as [string, string],
  heads: { address: 'Adresse', channel: 'Canal', from: 'D’où elle vient', last: 'Dernier reçu', day: '24\u00a0heures', week: '7\u00a0jours', aside: 'Mis de côté', refused: 'Refusés' }, figuresWhy: 'Courriels reçus depuis 24\u00a0heures et depuis sept jours\u202f; de ces derniers, ceux qui sont encore mis de côté et ceux que la politique a refusés.', ofPolicy: 'de la politique', ofInstallation: 'de l’installation', noneIn: 'aucun depuis 90 jours',
  outgoing: 'Ce qui part', via: (host: string, port: number | null) => `Par ${host}${port === null ? '' : `, port ${port}`}`, secure: 'chiffré dès la connexion', offered: 'chiffré dès que le serveur le propose', signsIn: 'avec un identifiant', noSign: 'sans identifiant',
  states: { unset: 'Aucun serveur de départ n’est réglé (SMTP_URL)\u202f: rien ne part, tout attend.', demonstration: 'Dans la démonstration, rien ne part\u202f: les courriels restent ici.' } satisfies Record<Exclude<Mailboxes['outgoing']['state'], 'set'>, string>,
  settings: 'Le serveur de départ se règle à l’installation, pas ici.',
  lastOut: (when: string) => `Dernier courriel parti\u202f: ${when}.`, noneOut: 'Aucun courriel n’est parti depuis 90 jours.',
  waiting: (n: number) => (n === 0 ? 'Aucun n’attend.' : `${n} en attente.`), failed: (n: number) => (n === 0 ? 'Aucun échec en sept jours.' : `${n} échec${n > 1 ? 's' : ''} en sept jours.`), seeOutgoing: 'Courriels sortants',
  check: 'Essayer la connexion', checking: 'Connexion en cours…', checkWhy: 'Le guichet se connecte comme pour un courriel, et n’envoie rien.', said: (words: string) => `Réponse du serveur\u202f: «\u00a0${words}\u00a0».`,
  results: {
    fine: 'La connexion fonctionne.', unset: 'Aucun serveur de départ n’est réglé.', demonstration: 'Dans la démonstration, il n’y a pas de serveur de départ.', 'unknown-host': 'Ce nom de serveur n’existe pas, ou le DNS ne répond pas.',
    unreachable: 'Personne ne répond à cette adresse et à ce port\u202f: le serveur est arrêté, ou un pare-feu ferme le passage.', 'too-slow': 'Le serveur n’a pas répondu en huit secondes.',
    'not-safe': 'La connexion chiffrée échoue\u202f: certificat refusé, ou port qui ne parle pas le chiffrement attendu.', 'wrong-login': 'Le serveur refuse l’identifiant ou le mot de passe.', refused: 'Le serveur refuse de parler avec le guichet.',
  } satisfies Record<RelayResult, string>,
}

const en: typeof fr = {
  title: 'Mail', about: 'Where mail comes in, by where it leaves, and whether it comes back.', unread: 'The addresses could not be read.',
  incoming: 'What comes in', incomingWhy: 'The addresses of the policy change with it; the others are the installation’s.', list: 'Mail addresses',
  none: ['No addresses.', 'The policy declares no channel by mail.'],
  heads: { address: 'Address', channel: 'Channel', from: 'Whose it is', last: 'Last received', day: '24 hours', week: '7 days', aside: 'Put aside', refused: 'Refused' }, figuresWhy: 'Mail received in the last 24 hours and in seven days; of the latter, those that are still put aside and those that the policy refused.', ofPolicy: 'the policy’s', ofInstallation: 'the installation’s', noneIn: 'none in 90 days',
  outgoing: 'What leaves', via: (host, port) => `By ${host}${port === null ? '' : `, port ${port}`}`, secure: 'encrypted from the start', offered: 'encrypted as soon as the server offers it', signsIn: 'with a login', noSign: 'without a login',
  states: { unset: 'No outgoing server is set (SMTP_URL): nothing leaves, everything waits.', demonstration: 'In the demonstration nothing leaves: mail stays here.' },
  settings: 'The outgoing server is set at installation, not here.',
  lastOut: (when) => `Last mail that left: ${when}.`, noneOut: 'No mail has left in 90 days.',
  waiting: (n) => (n === 0 ? 'None waits.' : `${n} waiting.`), failed: (n) => (n === 0 ? 'No failure in seven days.' : `${n} failure${n > 1 ? 's' : ''} in seven days.`), seeOutgoing: 'Outgoing mail',
  check: 'Try the connection', checking: 'Connecting…', checkWhy: 'The desk connects as it would for a letter, and sends nothing.', said: (words) => `The server answered: “${words}”.`,
  results: {
    fine: 'The connection works.', unset: 'No outgoing server is set.', demonstration: 'There is no outgoing server in the demonstration.', 'unknown-host': 'There is no server of that name, or DNS does not answer.',
    unreachable: 'Nobody answers at that address and port: the server is down, or a firewall is in the way.', 'too-slow': 'The server did not answer within eight seconds.',
    'not-safe': 'The encrypted connection fails: the certificate is refused, or the port does not speak that encryption.', 'wrong-login': 'The server refuses the login or the password.', refused: 'The server refuses to talk to the desk.',
  },
}

/** The words of the page of mail. */
export function mailboxTexts(lang: Lang): typeof fr {
  return lang === 'fr' ? fr : en
}
