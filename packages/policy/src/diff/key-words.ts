/** The words of the language itself, in words for people. */
import type { Lang } from '../model.ts'
import { apostrophe } from '../words/typography.ts'

export const keywords: Record<string, readonly [fr: string, en: string]> = {
  always: ['toujours', 'always'], open: ['ouvert', 'open'], closed: ['fermé', 'closed'], discretionary: ['à notre appréciation', 'at our discretion'],
  redirect: ['à faire par un autre canal', 'to be made on another channel'], covered: ['couvert', 'covered'], limited: ['aide limitée', 'limited help'],
  excluded: ['non couvert', 'not covered'], offered: ['possible', 'possible'], refused: ['pas possible', 'not possible'], refuse: ['refus', 'refused'],
  ask: ['à compléter', 'to be completed'], block: ['exigé', 'required'], admit_and_ask: ['demandé en retour, sans attendre', 'asked back, without waiting'], optional: ['facultatif', 'optional'],
  remark: ['accepté avec une remarque', 'accepted with a remark'], any: ['sans restriction', 'any'], latest: ['la dernière', 'the latest'], latest_major: ['la dernière version majeure', 'the latest major version'],
  latest_minor: ['la dernière version mineure', 'the latest minor version'], guaranteed: ['garanti', 'guaranteed'], objective: ['objectif', 'objective'], none: ['aucun', 'none'],
  counted_over_target: ['quand le temps compté dépasse le délai', 'when more was counted than promised'],
  now_past_deadline: [`dès que l${apostrophe}échéance est passée`, 'as soon as the deadline has passed'],
  receipt: ['la réception', 'receipt'], handling: ['la prise en charge', 'the start of handling'],
  waiting_customer: ['en attente du client', 'waiting for the customer'], waiting_supplier: [`en attente d${apostrophe}un fournisseur`, 'waiting for a supplier'],
  human_reply: [`réponse d${apostrophe}une personne`, 'reply by a person'], any_reply: ['toute réponse', 'any reply'], taken_in_charge: ['prise en charge', 'taken in charge'], work_started: ['début du travail', 'start of work'],
  workaround_given: ['solution provisoire donnée', 'workaround given'], restored: ['service rétabli', 'service restored'], solved: ['résolu', 'solved'], called_back: ['rappel fait', 'called back'], arrived: ['arrivée sur place', 'arrived on site'],
  first_match: ['la première règle qui convient', 'the first rule that holds'], most_specific: ['la règle la plus précise', 'the most specific rule'],
  due: ['par échéance', 'by what is due first'], opened: [`par ordre d${apostrophe}arrivée`, 'by what was opened first'],
  keep: [`elles gardent l${apostrophe}ancienne version`, 'they keep the earlier version'], adopt: ['elles suivent la nouvelle version', 'they follow the new version'],
  from_opening: [`dès l${apostrophe}ouverture de la demande`, 'from the opening of the request'], from_upgrade: ['dès le changement', 'from the change'], from_change: ['dès le changement', 'from the change'], new_only: ['pour les nouvelles demandes', 'for new requests'],
  support: ['le support', 'support'], requester: ['le demandeur', 'the requester'], either: [`l${apostrophe}un ou l${apostrophe}autre`, 'either'],
  customer: ['le client', 'the customer'], contract: ['le contrat', 'the contract'], service: ['le service', 'the service'], channel: ['le canal', 'the channel'], staff: [`l${apostrophe}équipe`, 'staff'], history: [`l${apostrophe}historique`, 'history'],
  portal: ['site', 'site'], mail: ['courriel', 'e-mail'], phone: ['téléphone', 'telephone'], chat: ['messagerie instantanée', 'chat'], forum: ['forum', 'forum'], list: ['liste de diffusion', 'mailing list'], social: ['réseaux sociaux', 'social networks'],
  post: ['courrier postal', 'post'], fax: ['télécopie', 'fax'], person: ['une personne', 'a person'], api: ['API', 'API'], monitoring: ['supervision', 'monitoring'],
  tier: ['traitée au niveau', 'dealt with at level'], kind: ['traitée comme', 'dealt with as'],
  estimate: ['le temps estimé', 'the estimated time'], rate: ['le taux horaire', 'the hourly rate'], work: ['les travaux', 'the work'], guarantees: ['les garanties', 'the guarantees'], cost: ['le coût', 'the cost'],
  delivery_address: ['adresse de la commande', 'address of the order'], key: ['clé', 'key'], fold_all: ['sans importance', 'of no account'], fold_domain: ['sans importance dans le domaine', 'of no account in the domain'], exact: ['comptent', 'count'], allow: ['possible', 'possible'],
  fr: ['français', 'French'], en: ['anglais', 'English'], month: ['mois', 'month'], quarter: ['trimestre', 'quarter'], year: ['an', 'year'], each: ['chaque demande', 'each request'],
  allowed: ['possible', 'possible'], confirm: ['après confirmation', 'once confirmed'], new_ticket: ['par une nouvelle demande', 'by a new request'], agent: ['un agent', 'an agent'], timer: ['le temps écoulé', 'the time that passed'],
  solve: ['déclarer résolue', 'call it solved'], remind: ['rappeler', 'remind'], raise: ['signaler', 'raise'], close: ['clore', 'close'], conversion: ['la conversion', 'the conversion'], first_message: ['le premier message', 'the first message'],
  transcript: ['la conversation', 'the transcript'], identity: [`l${apostrophe}identité`, 'the identity'], attachments: ['les pièces jointes', 'the attachments'], follow: ['suivre ses demandes', 'follow their own requests'], follow_all: ['suivre toutes les demandes', 'follow every request'],
  accept_quotes: ['accepter un devis', 'accept a quote'], order: ['commander', 'order'], declare_contacts: ['déclarer des contacts', 'declare contacts'], see_invoices: ['voir les factures', 'see invoices'],
}

export const keyNames: Record<string, readonly [fr: string, en: string]> = {
  label: ['nom', 'name'], words: ['texte', 'text'], reason: ['raison', 'reason'], instead: ['à la place', 'instead'], next: ['à la place', 'instead'], why: ['pourquoi', 'why'], when: [`s${apostrophe}applique à`, 'applies to'],
  needs: ['exigé', 'required'], otherwise: ['sinon', 'otherwise'], by: ['par', 'by'], during: ['pendant', 'during'], within: ['délai', 'time'], counted: ['compté', 'counted'], statistic: ['mesuré sur', 'measured on'], bond: ['engagement', 'commitment'],
  at_least: ['au moins', 'at least'], at_most: ['au plus', 'at most'], atLeast: ['au moins', 'at least'], atMost: ['au plus', 'at most'], over: ['plus de', 'over'], under: ['moins de', 'under'], max: ['le plus grand de', 'the largest of'], min: ['le plus petit de', 'the smallest of'], sum: ['somme de', 'sum of'],
  amount: ['montant', 'amount'], rate: ['taux', 'rate'], rates: ['taux', 'rates'], percent: ['pour cent', 'percent'], of: ['de', 'of'], per: ['par', 'per'], unit: ['unité', 'unit'], minimum: ['minimum', 'minimum'], cap: ['plafond', 'cap'], quote: ['devis', 'quote'],
  do: ['action', 'action'], to: ['vers', 'to'], from: ['depuis', 'from'], after: ['après', 'after'], channel: ['canal', 'channel'], channels: ['canaux', 'channels'], address: ['adresse', 'address'], tools: ['outils', 'tools'], chosen_by: ['choisi par', 'chosen by'], chosenBy: ['choisi par', 'chosen by'],
  steps: ['étapes', 'steps'], guards: ['conditions', 'conditions'], holds: ['contient', 'holds'], expires: ['expire', 'expires'], rights: ['droits', 'rights'], roles: ['rôles', 'roles'], answer: ['réponse', 'answer'], is: ['valeur', 'value'],
  fact: ['information', 'information'], addressCase: ['majuscules d’une adresse', 'capitals of an address'], keyReuse: ['clé déjà utilisée', 'key used before'], askAgain: ['demandée à chaque fois', 'asked each time'], pattern: ['forme', 'form'], unique: ['propre à un client', 'of one customer only'],
  referral: ['qui peut aider', 'who can help'], secrets: ['secrets', 'secrets'], name: ['nom', 'name'], metric: ['mesure', 'metric'], evidence: ['preuves', 'evidence'], contest: ['contestation', 'contest'], combine: ['cumul', 'combination'], tax: ['taxe', 'tax'],
  starts: ['part de', 'starts at'], carries: ['emporte', 'takes along'], states: ['états', 'states'], commitsUpTo: [`engage jusqu${apostrophe}à`, 'commits up to'], declaredBy: ['déclarés par', 'declared by'], byDefault: ['à défaut', 'by default'],
}

/** A keyword of the language in words; any other text as it is. */
export function keyword(text: string, lang: Lang): string {
  return keywords[text]?.[lang === 'fr' ? 0 : 1] ?? text
}

/** The name of a key of the language in words; an unknown one as words: "free_time" is "free time". */
export function nameOfKey(key: string, lang: Lang): string {
  return keyNames[key]?.[lang === 'fr' ? 0 : 1] ?? key.replaceAll('_', ' ').replaceAll(/(?<=[a-z])[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`)
}
