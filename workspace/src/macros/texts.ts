import type { Lang } from '../texts/texts.ts'

const fr = {
  title: 'Réponses types',
  why: 'Des textes prêts, avec ce qu’ils font\u202f: chacun reste libre de les changer avant l’envoi.',
  none: ['Aucune réponse type.', 'Écrivez la première\u202f: elle se choisit avec la touche M, dans une demande.'],
  make: 'Nouvelle réponse type',
  problem: 'Les réponses types ne peuvent pas être lues.',
  list: 'Réponses types',
  name: 'Nom', tab: 'Pour', tabs: { reply: 'Réponse au client', note: 'Note interne' },
  fr: 'Texte en français', en: 'Texte en anglais',
  languages: 'Une langue suffit. Dans l’autre, l’agent est prévenu.',
  insert: 'Insérer un champ',
  fields: {
    'contact.name': 'nom de la personne', 'contact.email': 'adresse de la personne', 'customer.name': 'nom du client', 'customer.number': 'numéro du client', 'ticket.number': 'numéro de la demande',
    'ticket.subject': 'objet de la demande', 'ticket.link': 'lien vers la demande', 'agent.name': 'nom de l’agent', 'provider.name': 'nom de l’entreprise', 'service.name': 'nom du service',
    'promise.due': 'prochaine échéance', today: 'date du jour',
  } as Record<string, string>,
  then: 'Ensuite', assign: 'Attribution', assigns: { none: 'Ne rien changer', me: 'À l’agent qui s’en sert', nobody: 'Rendre à tous' },
  whose: 'Pour qui', whoses: { all: 'Tous les agents', team: 'Une équipe', me: 'Moi seul' }, team: 'Équipe', noTeam: 'Aucune équipe n’existe encore.',
  kinds: 'Natures de demande', departments: 'Services internes', any: 'Aucun choix\u202f: toutes.',
  used: (n: number) => (n === 0 ? 'jamais' : `${n} fois`), usedHead: 'Utilisée', last: (when: string) => `la dernière fois ${when}`,
  edit: 'Modifier', retire: 'Retirer', retireSure: (name: string) => `Retirer «\u00a0${name}\u00a0»\u202f? Ce qui a été écrit avec elle reste.`, retired: 'La réponse type est retirée.',
  save: 'Enregistrer', saved: 'La réponse type est enregistrée.', cancel: 'Annuler',
  changed: 'Un collègue vient de la modifier. La liste est à jour\u202f: reprenez-la depuis là. Votre texte reste ici.',
  unknown: (names: string) => `Ces champs n’existent pas\u202f: ${names}.`,
  incomplete: 'Donnez un nom, et un texte dans une langue au moins.',
  notYours: 'Une personne qui encadre peut la modifier.',
}
export type MacroTexts = typeof fr

const en: MacroTexts = {
  title: 'Ready-made answers',
  why: 'Texts that are ready, with what they do: everyone is free to change them before sending.',
  none: ['No ready-made answers.', 'Write the first: it is chosen with the M key, in a request.'],
  make: 'New ready-made answer',
  problem: 'The ready-made answers cannot be read.',
  list: 'Ready-made answers',
  name: 'Name', tab: 'For', tabs: { reply: 'Answer to the customer', note: 'Internal note' },
  fr: 'Text in French', en: 'Text in English',
  languages: 'One language is enough. In the other, the agent is warned.',
  insert: 'Insert a field',
  fields: {
    'contact.name': 'the person’s name', 'contact.email': 'the person’s address', 'customer.name': 'the customer’s name', 'customer.number': 'the customer’s number', 'ticket.number': 'number of the request',
    'ticket.subject': 'subject of the request', 'ticket.link': 'link to the request', 'agent.name': 'the agent’s name', 'provider.name': 'the company’s name', 'service.name': 'name of the service',
    'promise.due': 'what is due next', today: 'today’s date',
  },
  then: 'Then', assign: 'Assignment', assigns: { none: 'Change nothing', me: 'To the agent who uses it', nobody: 'Give back to everybody' },
  whose: 'For whom', whoses: { all: 'All agents', team: 'A team', me: 'Me alone' }, team: 'Team', noTeam: 'There is no team yet.',
  kinds: 'Kinds of request', departments: 'Departments', any: 'No choice: all.',
  used: (n) => (n === 0 ? 'never' : n === 1 ? 'once' : `${n} times`), usedHead: 'Used', last: (when) => `last ${when}`,
  edit: 'Change', retire: 'Take out of use', retireSure: (name) => `Take “${name}” out of use? What was written with it stays.`, retired: 'The ready-made answer is out of use.',
  save: 'Save', saved: 'The ready-made answer is saved.', cancel: 'Cancel',
  changed: 'A colleague has just changed it. The list is up to date: start from there. Your text stays here.',
  unknown: (names) => `These fields do not exist: ${names}.`,
  incomplete: 'Give a name, and a text in one language at least.',
  notYours: 'Somebody who leads can change it.',
}

/** The words of the administration of ready-made answers. */
export const macroTexts = (lang: Lang): MacroTexts => (lang === 'fr' ? fr : en)
