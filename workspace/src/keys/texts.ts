import type { Lang } from '../texts/texts.ts'
import type { KeyPlace, ShortcutName } from './names.ts'

const fr = {
  title: 'Raccourcis du clavier',
  why: 'Ils se taisent pendant que vous écrivez.',
  change: 'Changer les touches',
  places: { list: 'Dans la liste', ticket: 'Sur une demande', everywhere: 'Partout' } satisfies Record<KeyPlace, string>,
  names: {
    down: 'Demande suivante', up: 'Demande précédente', filter: 'Filtrer la liste', select: 'Cocher la demande', bulk: 'Agir sur les demandes cochées', unread: 'Marquer comme non lue', next: 'Ouvrir la suivante', previous: 'Ouvrir la précédente',
    reply: 'Répondre', note: 'Écrire une note', take: 'Prendre', assign: 'Confier à…', wait: 'Attendre le client', solve: 'Résoudre', snooze: 'Reporter',
    tags: 'Étiqueter', macros: 'Macros', merge: 'Fusionner', transfer: 'Transmettre', wake: 'Ne plus reporter', wait_supplier: 'Attendre un fournisseur', resume: 'Reprendre', reopen: 'Rouvrir', close: 'Clore', reprioritise: 'Changer la priorité',
    facts: 'Rectifier les faits', milestone: 'Noter une étape', discretion: 'À titre gracieux', checklist: 'Liste à cocher', fields: 'Remplir les champs', watch: 'Suivre, ne plus suivre', work: 'Noter du temps', spam: 'Indésirable', undo: 'Annuler le dernier acte', unfold: 'Déplier toute la conversation', leave: 'Fermer, revenir', search: 'Rechercher', help: 'Ces raccourcis',
  } satisfies Record<ShortcutName, string>,
  fixed: { open: 'Ouvrir', send: 'Envoyer', command: 'Tout faire' },
  enter: 'Entrée', escape: 'Échap', none: 'Aucune touche',
  preferences: 'Préférences',
  mine: 'Vos touches',
  mineWhy: 'Elles vous suivent d’un poste à l’autre. Activez un bouton, puis appuyez sur la touche voulue\u202f; Échap renonce.',
  press: 'Appuyez sur une touche…',
  set: (name: string, key: string) => `Changer la touche de «\u00a0${name}\u00a0», à présent ${key}`,
  off: 'Sans touche', offOf: (name: string) => `Sans touche\u202f: ${name}`,
  resetOne: (name: string, key: string) => `Proposée ${key}\u202f: ${name}`,
  reset: 'Remettre les touches proposées',
  proposed: 'Proposée',
  refused: {
    kept: 'Cette touche sert à se déplacer ou à écrire\u202f; choisissez-en une autre.',
    unusable: 'Cette touche ne peut pas servir seule\u202f; choisissez une lettre, un chiffre ou un signe.',
    taken: (key: string, other: string) => `La touche ${key} sert déjà à «\u00a0${other}\u00a0». Changez d’abord celle-là.`,
  },
  changed: (name: string, key: string) => `«\u00a0${name}\u00a0»\u202f: ${key}.`,
  removed: (name: string) => `«\u00a0${name}\u00a0» n’a plus de touche.`,
  resetDone: 'Les touches proposées sont revenues.',
  look: 'Langue et apparence', working: 'Façon de travailler',
  density: 'Lignes de la liste', densities: { compact: 'Serrées (36 px)', comfortable: 'Aérées (44 px)' },
  undo: 'Délai pour reprendre une réponse envoyée', undoOf: (seconds: number) => (seconds === 0 ? 'Aucun\u202f: elle part aussitôt' : `${seconds} secondes`),
  nextAfterDone: 'Ouvrir la demande suivante quand celle-ci est résolue ou close',
  kept: 'Préférence enregistrée.',
}

const en: typeof fr = {
  title: 'Keyboard shortcuts',
  why: 'They are silent while you write.',
  change: 'Change the keys',
  places: { list: 'In the list', ticket: 'On a request', everywhere: 'Everywhere' },
  names: {
    down: 'Next request', up: 'Previous request', filter: 'Filter the list', select: 'Tick the request', bulk: 'Act on the ticked requests', unread: 'Mark as unread', next: 'Open the next one', previous: 'Open the previous one',
    reply: 'Reply', note: 'Write a note', take: 'Take', assign: 'Assign to…', wait: 'Wait for the customer', solve: 'Solve', snooze: 'Put off',
    tags: 'Tag', macros: 'Macros', merge: 'Merge', transfer: 'Hand over', wake: 'Put off no longer', wait_supplier: 'Wait for a supplier', resume: 'Resume', reopen: 'Reopen', close: 'Close', reprioritise: 'Change the priority',
    facts: 'Put the facts right', milestone: 'Note a step', discretion: 'As a courtesy', checklist: 'Checklist', fields: 'Fill in the fields', watch: 'Follow, stop following', work: 'Note time', spam: 'Unwanted', undo: 'Undo the last act', unfold: 'Unfold the whole conversation', leave: 'Close, go back', search: 'Search', help: 'These shortcuts',
  },
  fixed: { open: 'Open', send: 'Send', command: 'Do anything' },
  enter: 'Enter', escape: 'Esc', none: 'No key',
  preferences: 'Preferences',
  mine: 'Your keys',
  mineWhy: 'They follow you from machine to machine. Press a button, then the key you want; Esc gives up.',
  press: 'Press a key…',
  set: (name, key) => `Change the key of “${name}”, now ${key}`,
  off: 'No key', offOf: (name) => `No key: ${name}`,
  resetOne: (name, key) => `Proposed ${key}: ${name}`,
  reset: 'Put the proposed keys back',
  proposed: 'Proposed',
  refused: {
    kept: 'This key moves about or writes; choose another.',
    unusable: 'This key cannot serve alone; choose a letter, a digit or a sign.',
    taken: (key, other) => `The key ${key} already means “${other}”. Change that one first.`,
  },
  changed: (name, key) => `“${name}”: ${key}.`,
  removed: (name) => `“${name}” has no key any more.`,
  resetDone: 'The proposed keys are back.',
  look: 'Language and appearance', working: 'Ways of working',
  density: 'Lines of the list', densities: { compact: 'Tight (36 px)', comfortable: 'Airy (44 px)' },
  undo: 'Time to take a sent answer back', undoOf: (seconds) => (seconds === 0 ? 'None: it leaves at once' : `${seconds} seconds`),
  nextAfterDone: 'Open the next request once this one is solved or closed',
  kept: 'Preference kept.',
}

/** The words of the keys and of the page where they are chosen. */
export function keyTexts(lang: Lang): typeof fr {
  return lang === 'fr' ? fr : en
}
