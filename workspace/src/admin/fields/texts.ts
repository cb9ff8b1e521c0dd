import type { FieldType } from '@guichet/protocol'
import type { Lang } from '../../texts/texts.ts'

const fr = {
  title: 'Champs',
  about: 'Ce que votre guichet note des demandes pour son propre usage. Ce que la politique demande au client n’en est pas\u202f: c’est elle qui le dit.',
  unread: 'Les champs n’ont pas pu être lus.',
  none: ['Aucun champ.', 'Un champ garde par exemple un numéro de série, ou une date de fin de garantie.'] as [string, string],
  make: 'Nouveau champ', list: 'Champs, dans l’ordre où ils se montrent', retiredList: 'Champs retirés',
  retiredWhy: 'Ils ne se remplissent plus. Ce qui y a été noté reste lisible sur les demandes, et se retrouve par la recherche.',
  heads: { name: 'Champ', asked: 'Demandé', shown: 'Montré', tickets: 'Demandes', change: 'Modifier' },
  types: { text: 'Texte', long_text: 'Texte long', number: 'Nombre', date: 'Date', yes_no: 'Oui ou non', one: 'Un choix d’une liste', several: 'Plusieurs choix d’une liste', link: 'Lien' } satisfies Record<FieldType, string>,
  labelFr: 'Libellé en français', labelEn: 'Libellé en anglais', labelHint: 'L’autre langue peut rester vide\u202f: c’est alors celle-ci qui se lit.',
  helpFr: 'Aide en français', helpEn: 'Aide en anglais',
  name: 'Nom stable', nameHint: 'Pour la recherche (champ.nom:valeur) et les programmes. Lettres sans accent, chiffres, _. Il ne change plus.', type: 'Type', typeHint: 'Le type non plus.',
  unit: 'Unité', unitHint: 'Par exemple\u202f: Go, km, €.',
  choices: 'Choix', choiceFr: (n: number) => `Choix ${n} en français`, choiceEn: (n: number) => `Choix ${n} en anglais`, addChoice: 'Ajouter un choix', dropChoice: (name: string) => `Ôter ${name === '' ? 'ce choix' : `«\u00a0${name}\u00a0»`}`, retireChoice: (name: string) => `Retirer «\u00a0${name}\u00a0»`, restoreChoice: (name: string) => `Remettre «\u00a0${name}\u00a0»`,
  drop: 'Ôter', choicesHint: 'Un choix retiré reste lisible là où il a été pris.',
  kinds: 'Demandé pour', allKinds: 'Toutes les natures de demande', someKinds: 'Ces natures seulement', goneKind: (name: string) => `${name} (n’est plus dans la politique)`,
  department: 'Département', noDepartment: 'Aucun en particulier', departmentHint: 'Demandé seulement pour les demandes de ce département, vu seulement de ses agents.',
  shownTo: 'Montré', agentsOnly: 'Aux agents seulement', customerToo: 'Aussi au client, sur la page de sa demande, sans pouvoir le changer',
  required: 'Exigé pour résoudre', requiredHint: 'Aucun agent ne résout ni ne clôt une demande sans lui.',
  save: 'Enregistrer', cancel: 'Annuler', saved: 'Le champ est enregistré.',
  noLabel: 'Donnez un libellé dans une langue au moins.', noName: 'Le nom stable commence par une lettre, et n’a que des lettres sans accent, des chiffres et _.', noChoice: 'Donnez au moins un choix, avec un libellé.', noKind: 'Cochez au moins une nature.',
  problems: {
    'field-name-taken': 'Un champ, peut-être retiré, porte déjà ce nom.', 'too-many': 'C’est plus qu’il ne peut y en avoir\u202f: cent champs en service, deux cents choix.', 'field-definition-changed': 'Un collègue a modifié ce champ entre-temps\u202f: rouvrez-le pour voir ce qu’il est devenu.',
    'unknown-value': 'Une de ces natures n’est pas dans la politique en vigueur.', 'unknown-department': 'Ce département n’est pas dans la politique en vigueur.', 'field-in-use': 'Des demandes portent ce champ\u202f: il reste, pour qu’elles se lisent.',
  } as Record<string, string>,
  edit: 'Modifier', retire: 'Retirer', restore: 'Remettre en service', remove: 'Supprimer', of: (what: string, name: string) => `${what}, ${name}`,
  retireSure: (name: string, tickets: number) => `Retirer «\u00a0${name}\u00a0»\u202f? ${tickets === 0 ? 'Aucune demande ne le porte.' : tickets === 1 ? 'Une demande le porte\u202f: ce qui y est noté reste lisible.' : `${tickets} demandes le portent\u202f: ce qui y est noté reste lisible.`}`,
  retireYes: 'Oui, retirer', removeSure: (name: string) => `Supprimer «\u00a0${name}\u00a0» pour de bon\u202f?`, removeYes: 'Oui, supprimer',
  retired: 'Le champ est retiré.', restored: 'Le champ est de nouveau en service.', removed: 'Le champ est supprimé.',
  up: 'Avant', down: 'Après', upOf: (name: string) => `${name}\u202f: montrer avant le précédent`, downOf: (name: string) => `${name}\u202f: montrer après le suivant`, moved: (name: string, place: number) => `${name}\u202f: place ${place}.`,
  everywhere: 'partout', toAgents: 'agents', toCustomer: 'agents et client', only: (department: string) => `département ${department}`, isRequired: 'exigé pour résoudre', since: (when: string) => `retiré le ${when}`, unitOf: (unit: string) => `en ${unit}`, nChoices: (n: number) => `${n} choix`,
}

const en: typeof fr = {
  title: 'Fields',
  about: 'What your desk notes of requests for its own use. What the policy asks of the customer is none of it: the policy says that.',
  unread: 'The fields could not be read.',
  none: ['No fields.', 'A field keeps a serial number, say, or the day a warranty ends.'],
  make: 'New field', list: 'Fields, in the order in which they are shown', retiredList: 'Retired fields',
  retiredWhy: 'They are no longer filled in. What was noted in them stays to be read on requests, and is found by the search.',
  heads: { name: 'Field', asked: 'Asked', shown: 'Shown to', tickets: 'Requests', change: 'Change' },
  types: { text: 'Text', long_text: 'Long text', number: 'Number', date: 'Date', yes_no: 'Yes or no', one: 'One choice of a list', several: 'Several choices of a list', link: 'Link' },
  labelFr: 'Label in French', labelEn: 'Label in English', labelHint: 'The other language may stay empty: this one is then read.',
  helpFr: 'Help in French', helpEn: 'Help in English',
  name: 'Stable name', nameHint: 'For the search (field.name:value) and for programs. Letters without accents, figures, _. It does not change any more.', type: 'Type', typeHint: 'Nor does the type.',
  unit: 'Unit', unitHint: 'For example: GB, km, €.',
  choices: 'Choices', choiceFr: (n) => `Choice ${n} in French`, choiceEn: (n) => `Choice ${n} in English`, addChoice: 'Add a choice', dropChoice: (name) => `Remove ${name === '' ? 'this choice' : `“${name}”`}`, retireChoice: (name) => `Retire “${name}”`, restoreChoice: (name) => `Bring back “${name}”`,
  drop: 'Remove', choicesHint: 'A retired choice stays to be read where it was taken.',
  kinds: 'Asked for', allKinds: 'All kinds of request', someKinds: 'These kinds only', goneKind: (name) => `${name} (no longer in the policy)`,
  department: 'Department', noDepartment: 'None in particular', departmentHint: 'Asked only of requests of that department, seen only by its agents.',
  shownTo: 'Shown', agentsOnly: 'To agents only', customerToo: 'To the customer too, on the page of their request, to read only',
  required: 'Required to solve', requiredHint: 'No agent solves or closes a request without it.',
  save: 'Save', cancel: 'Cancel', saved: 'The field is saved.',
  noLabel: 'Give a label in one language at least.', noName: 'The stable name begins with a letter, and has only letters without accents, figures and _.', noChoice: 'Give at least one choice, with a label.', noKind: 'Tick at least one kind.',
  problems: {
    'field-name-taken': 'A field, perhaps retired, has this name already.', 'too-many': 'That is more than there can be: a hundred fields in use, two hundred choices.', 'field-definition-changed': 'A colleague changed this field in the meantime: open it again to see what it has become.',
    'unknown-value': 'One of these kinds is not in the policy in force.', 'unknown-department': 'That department is not in the policy in force.', 'field-in-use': 'Requests bear this field: it stays, so that they can be read.',
  },
  edit: 'Change', retire: 'Retire', restore: 'Bring back', remove: 'Delete', of: (what, name) => `${what}, ${name}`,
  retireSure: (name, tickets) => `Retire “${name}”? ${tickets === 0 ? 'No request bears it.' : tickets === 1 ? 'One request bears it: what is noted there stays to be read.' : `${tickets} requests bear it: what is noted there stays to be read.`}`,
  retireYes: 'Yes, retire', removeSure: (name) => `Delete “${name}” for good?`, removeYes: 'Yes, delete',
  retired: 'The field is retired.', restored: 'The field is in use again.', removed: 'The field is deleted.',
  up: 'Earlier', down: 'Later', upOf: (name) => `${name}: show before the one above`, downOf: (name) => `${name}: show after the one below`, moved: (name, place) => `${name}: place ${place}.`,
  everywhere: 'everywhere', toAgents: 'agents', toCustomer: 'agents and customer', only: (department) => `department ${department}`, isRequired: 'required to solve', since: (when) => `retired on ${when}`, unitOf: (unit) => `in ${unit}`, nChoices: (n) => `${n} choice${n > 1 ? 's' : ''}`,
}

export type FieldsPageTexts = typeof fr

/** The words of the page of fields. */
export function fieldsPageTexts(lang: Lang): FieldsPageTexts {
  return lang === 'fr' ? fr : en
}
