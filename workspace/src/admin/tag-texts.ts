import type { Lang } from '../texts/texts.ts'

const fr = {
  title: 'Étiquettes', about: 'Les mots qui classent les demandes. Chaque agent en met\u202f; ici on en prend soin. Un changement vaut pour toutes les demandes, et reste dans leur historique.',
  unread: 'Les étiquettes n’ont pas pu être lues.', none: ['Aucune étiquette.', 'La première qu’un agent met sur une demande s’affiche ici.'] as [string, string], find: 'Trouver', nothingFound: 'Aucune étiquette ne contient ces lettres.',
  heads: { name: 'Étiquette', tickets: 'Demandes', change: 'Changer' }, becoming: 'changement en cours',
  rename: 'Renommer', renameOf: (name: string) => `Renommer «\u00a0${name}\u00a0»`, remove: 'Retirer', removeOf: (name: string) => `Retirer «\u00a0${name}\u00a0»`, join: 'Réunir', newName: 'Nouveau nom', nameHint: 'Lettres, chiffres, points et tirets\u202f; quarante au plus.',
  joins: (name: string, n: number) => `«\u00a0${name}\u00a0» existe déjà (${n} demande${n > 1 ? 's' : ''})\u202f: les deux n’en feront qu’une.`,
  sure: (n: number) => (n === 0 ? 'Aucune demande ne la porte.' : `${n} demande${n > 1 ? 's' : ''} ne la ${n > 1 ? 'porteront' : 'portera'} plus.`),
  done: (n: number) => (n === 0 ? 'C’est fait.' : `${n} demande${n > 1 ? 's' : ''} ${n > 1 ? 'suivent' : 'suit'}.`), wrongName: 'Ce nom ne convient pas\u202f: lettres, chiffres, points et tirets, quarante au plus.', sameName: 'C’est déjà son nom.',
}

const en: typeof fr = {
  title: 'Tags', about: 'The words by which requests are sorted. Every agent sets them; here they are looked after. A change holds for all requests, and stays in their history.',
  unread: 'The tags could not be read.', none: ['No tags.', 'The first one that an agent sets on a request is shown here.'], find: 'Find', nothingFound: 'No tag holds these letters.',
  heads: { name: 'Tag', tickets: 'Requests', change: 'Change' }, becoming: 'being changed',
  rename: 'Rename', renameOf: (name) => `Rename “${name}”`, remove: 'Remove', removeOf: (name) => `Remove “${name}”`, join: 'Join', newName: 'New name', nameHint: 'Letters, figures, dots and dashes; forty at most.',
  joins: (name, n) => `“${name}” is there already (${n} request${n > 1 ? 's' : ''}): the two become one.`,
  sure: (n) => (n === 0 ? 'No request bears it.' : `${n} request${n > 1 ? 's' : ''} will no longer bear it.`),
  done: (n) => (n === 0 ? 'Done.' : `${n} request${n > 1 ? 's' : ''} follow${n > 1 ? '' : 's'}.`), wrongName: 'This name will not do: letters, figures, dots and dashes, forty at most.', sameName: 'That is its name already.',
}

/** The words of the page of tags. */
export function tagTexts(lang: Lang): typeof fr {
  return lang === 'fr' ? fr : en
}
