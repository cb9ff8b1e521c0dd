import type { RetentionKind } from './retention-kinds.ts'

interface KindWords { readonly name: string; readonly after: string; readonly why: string }
const kind = (name: string, after: string, why: string): KindWords => ({ name, after, why })

const kindsFr: Record<RetentionKind, KindWords> = {
  tickets: kind('Le contenu des demandes closes', 'après la clôture', 'prescription de droit commun, cinq ans (code civil, art. 2224 ; code de commerce, art. L110-4)'),
  attachments: kind('Les pièces jointes des demandes closes', 'après la clôture', 'le temps de revenir sur une réponse récente'),
  raw_mails: kind('Les courriels tels qu’ils sont arrivés', 'après leur réception', 'preuve de ce qui a été envoyé et de son expéditeur'),
  requests: kind('Les messages qui n’ont pas donné de demande', 'après leur réception', 'le temps de contester une réponse'),
  letters: kind('Le texte des courriels que nous envoyons', 'après leur envoi', 'preuve de ce qui a été dit'),
  machines: kind('Les adresses IP', 'après leur enregistrement', 'sécurité des comptes et preuve de l’auteur (CNIL, délibération 2021-122)'),
  sessions: kind('Les connexions terminées', 'après leur fin', 'vous montrer vos connexions récentes'),
  access_log: kind('Le journal des consultations par le support', 'après la consultation', 'contrôle des accès, de six mois à un an (CNIL, délibération 2021-122)'),
  drafts: kind('Les brouillons', 'après la dernière modification', 'reprendre une demande commencée'),
  uploads: kind('Les fichiers déposés sans être envoyés', 'après le dépôt', 'terminer une demande'),
  archives: kind('Les archives de vos données', 'après leur préparation', 'vous laisser le temps de les télécharger'),
  register: kind('Le registre de ce qui est demandé sur les données', 'après la réponse', 'prouver que chaque demande a reçu une réponse'),
  former_contacts: kind('Les personnes qui ont quitté leur entreprise', 'après leur départ', 'répondre d’une demande faite peu avant le départ'),
}

const kindsEn: Record<RetentionKind, KindWords> = {
  tickets: kind('The content of closed requests', 'after they were closed', 'five years of general prescription (French civil code, art. 2224; commercial code, art. L110-4)'),
  attachments: kind('Attachments of closed requests', 'after they were closed', 'time to come back to a recent answer'),
  raw_mails: kind('Mails as they came in', 'after they were received', 'proof of what was sent, and by whom'),
  requests: kind('Messages that became no request', 'after they were received', 'time to dispute an answer'),
  letters: kind('The text of the mails that we send', 'after they were sent', 'proof of what was said'),
  machines: kind('IP addresses', 'after they were recorded', 'security of accounts and proof of the author (CNIL, decision 2021-122)'),
  sessions: kind('Sign-ins that ended', 'after their end', 'to show you your recent sign-ins'),
  access_log: kind('The log of what the support read', 'after it was read', 'control of access, six months to a year (CNIL, decision 2021-122)'),
  drafts: kind('Drafts', 'after their last change', 'to go on with a request that was begun'),
  uploads: kind('Files dropped and never sent', 'after they were dropped', 'to finish a request'),
  archives: kind('Archives of your data', 'after they were made', 'to leave you time to download them'),
  register: kind('The register of what is asked about data', 'after the answer', 'to prove that each got an answer'),
  former_contacts: kind('People who left their company', 'after they left', 'to answer for a request made shortly before'),
}

/** What retention and archives are called, for people. */
export const privacyWords = {
  fr: {
    kinds: kindsFr,
    days: (n: number) => (n % 365 === 0 && n > 0 ? `${n / 365} an${n > 365 ? 's' : ''}` : n === 1_826 ? '5 ans' : n === 1_096 ? '3 ans' : n === 3_653 ? '10 ans' : `${n} jour${n > 1 ? 's' : ''}`),
    archive: {
      title: (provider: string) => `Vos données chez ${provider}`,
      made: (when: string) => `Archive préparée le ${when}. Le fichier data.json contient la même chose pour un programme ; les pièces jointes sont dans le dossier files.`,
      masked: 'Les noms et les adresses d’autres personnes sont masqués. Les secrets (mots de passe, clés) ne sont jamais montrés, à personne.',
      identity: 'Qui vous êtes pour nous', customer: 'Le client pour qui vous demandez', tickets: 'Vos demandes', ticket: (n: number, subject: string) => `Demande n° ${n} : ${subject}`,
      note: 'Note interne', files: 'Pièces jointes', answers: 'Ce qui a été répondu aux questions', fields: 'Ce que le support en a noté', history: 'Ce qui s’est passé', noFile: 'supprimée à l’échéance',
      consents: 'Ce que vous avez accepté, et quand', requests: 'Messages qui n’ont pas donné de demande', elsewhere: 'Ce que vous avez écrit dans les demandes d’autres personnes',
      own: 'Connexions, préférences et brouillons', licences: 'Licences', letters: 'Courriels que nous vous avons envoyés', events: 'Journal de votre compte',
      asked: 'Ce que vous avez demandé sur vos données', consulted: 'Consulté par le support', none: 'Rien.', yes: 'oui', no: 'non',
      when: 'Date', what: 'Quoi', who: 'Par qui', channel: 'Voie', version: 'Version de la politique', machine: 'Machine', outcome: 'Suite', number: 'Demande', text: 'Texte', state: 'État',
      by: { you: 'vous', support: 'le support', other: 'une autre personne', system: 'automatiquement' },
      agent: 'le support',
      tables: {
        sessions: 'Connexions', sign_in_links: 'Liens de connexion', passwords: 'Mot de passe', passkeys: 'Clés d’accès', totp_keys: 'Applications de codes', backup_codes: 'Codes de secours',
        recoveries: 'Récupérations du second facteur', pending_sign_ins: 'Connexions en cours', oidc_accounts: 'Connexion par un autre site', oidc_pending: 'Connexion par un autre site, en cours',
        address_changes: 'Changements d’adresse', support_pins: 'Code téléphonique', contact_teams: 'Équipes', drafts: 'Brouillons', ticket_reads: 'Demandes lues',
      } as Record<string, string>,
    },
  },
  en: {
    kinds: kindsEn,
    days: (n: number) => (n % 365 === 0 && n > 0 ? `${n / 365} year${n > 365 ? 's' : ''}` : n === 1_826 ? '5 years' : n === 1_096 ? '3 years' : n === 3_653 ? '10 years' : `${n} day${n > 1 ? 's' : ''}`),
    archive: {
      title: (provider: string) => `Your data at ${provider}`,
      made: (when: string) => `Archive made on ${when}. The file data.json holds the same for a program; attachments are in the folder files.`,
      masked: 'Names and addresses of other people are hidden. Secrets (passwords, keys) are never shown, to anybody.',
      identity: 'Who you are to us', customer: 'The customer for whom you ask', tickets: 'Your requests', ticket: (n: number, subject: string) => `Request no. ${n}: ${subject}`,
      note: 'Internal note', files: 'Attachments', answers: 'What was answered to questions', fields: 'What the support noted of it', history: 'What happened', noFile: 'deleted after its time',
      consents: 'What you accepted, and when', requests: 'Messages that became no request', elsewhere: 'What you wrote in the requests of others',
      own: 'Sign-ins, preferences and drafts', licences: 'Licences', letters: 'Mails that we sent you', events: 'Log of your account',
      asked: 'What you asked about your data', consulted: 'Consulted by the support', none: 'Nothing.', yes: 'yes', no: 'no',
      when: 'Date', what: 'What', who: 'By whom', channel: 'Way', version: 'Version of the policy', machine: 'Machine', outcome: 'Outcome', number: 'Request', text: 'Text', state: 'State',
      by: { you: 'you', support: 'the support', other: 'another person', system: 'automatically' },
      agent: 'the support',
      tables: {
        sessions: 'Sign-ins', sign_in_links: 'Sign-in links', passwords: 'Password', passkeys: 'Passkeys', totp_keys: 'Code applications', backup_codes: 'Backup codes',
        recoveries: 'Recoveries of the second factor', pending_sign_ins: 'Sign-ins under way', oidc_accounts: 'Sign-in by another site', oidc_pending: 'Sign-in by another site, under way',
        address_changes: 'Changes of address', support_pins: 'Telephone PIN', contact_teams: 'Teams', drafts: 'Drafts', ticket_reads: 'Requests read',
      } as Record<string, string>,
    },
  },
} as const
