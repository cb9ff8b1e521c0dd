import type { BulkRunState } from '@guichet/protocol'
import type { Lang } from '../texts/texts.ts'
import type { ActName } from './form.ts'

const count = (n: number, one: string, many: string, locale: string) => `${n.toLocaleString(locale)} ${n === 1 || (n === 0 && locale === 'fr-FR') ? one : many}`
const requests = (n: number) => count(n, 'demande', 'demandes', 'fr-FR')
const ones = (n: number) => count(n, 'request', 'requests', 'en-GB')

const fr = {
  title: 'Actes groupés', about: 'Ce qui a été fait à plusieurs demandes à la fois. Gardé trente jours.',
  none: ['Aucun acte groupé.', 'Choisissez des demandes dans une liste (X, ou Maj et les flèches), puis «\u00a0Agir\u00a0».'],
  unread: 'Les actes groupés n’ont pas pu être lus.', gone: 'Cet acte n’est pas, ou plus, ici.',
  on: (n: number) => (n === 1 ? 'Agir sur une demande' : `Agir sur ${requests(n)}`), onAll: (n: number) => `Agir sur toute la liste (${requests(n)})`,
  act: 'Acte',
  acts: { assign: 'Confier à…', transfer: 'Transmettre', tag: 'Étiqueter', snooze: 'Reporter', watch: 'Suivre', unwatch: 'Ne plus suivre', prioritise: 'Changer la priorité', solve: 'Résoudre', close: 'Clore', spam: 'Classer comme indésirable' } satisfies Record<ActName, string>,
  whom: 'À qui', nobody: 'Personne', unchanged: 'Inchangé', department: 'Service interne', team: 'Équipe', agent: 'Agent', note: 'Note pour ceux qui les reçoivent', noteHint: 'La même dans chaque demande. Les clients ne la voient pas.',
  add: 'Étiquettes à ajouter', remove: 'Étiquettes à retirer', tagHint: 'Une virgule sépare.', until: 'Jusqu’au', untilHint: (zone: string) => `À l’heure de ce poste (${zone}). Les promesses continuent de courir.`,
  priority: 'Priorité', reason: 'Pourquoi', optional: 'facultatif', text: 'Ce que vous dites aux clients', textHint: 'Le même texte part à chacun, aussitôt. Sans texte, les demandes qui attendent une réponse seront refusées.', closeHint: 'Une demande close ne se rouvre pas.',
  spamHint: 'Elles quittent les listes, rien n’est plus promis, rien ne sera répondu.',
  missing: { whom: 'Choisissez à qui.', note: 'Écrivez la note.', tags: 'Écrivez au moins une étiquette.', when: 'Choisissez un moment à venir.', reason: 'Dites pourquoi.', priority: 'Choisissez une priorité.' },
  see: 'Voir ce que cela ferait', seeing: 'Essai en cours…', change: 'Modifier', leave: 'Fermer',
  previewTitle: 'Voici ce qui se passerait',
  looked: (n: number, of: number) => `Essayé sur ${requests(n)}, réparties sur les ${of.toLocaleString('fr-FR')}. Les chiffres qui suivent sont de celles-là.`,
  would: (n: number) => (n === 0 ? 'Aucune demande ne changerait.' : n === 1 ? 'Une demande changerait.' : `${requests(n)} changeraient.`),
  same: (n: number) => (n === 1 ? 'Une est déjà ainsi.' : `${n.toLocaleString('fr-FR')} sont déjà ainsi.`),
  letters: (n: number) => (n === 0 ? 'Aucune lettre ne partirait.' : n === 1 ? 'Une lettre partirait, aussitôt et sans retour.' : `${n.toLocaleString('fr-FR')} lettres partiraient, aussitôt et sans retour.`),
  goneOnes: (n: number) => (n === 1 ? 'Une de celles que vous aviez choisies n’est plus là.' : `${n} de celles que vous aviez choisies ne sont plus là.`),
  refused: 'Refusées', keptTitle: 'Impossibles à annuler', refusedCount: (title: string, n: number) => `${title}\u202f: ${requests(n)}`, others: (n: number) => `et ${n.toLocaleString('fr-FR')} autres`, ticket: (n: number) => `N°\u00a0${n}`, newTab: '(nouvel onglet)',
  confirm: 'Aussi là où il faut confirmer', frozen: 'Sont concernées les demandes que la liste contient au moment où vous confirmez.',
  go: (n: number) => (n === 1 ? 'Le faire sur une demande' : `Le faire sur ${requests(n)}`), nothing: 'Il n’y a rien à faire.',
  states: { running: 'En cours', stopped: 'Arrêté', done: 'Terminé', undoing: 'Annulation en cours', undone: 'Annulé' } satisfies Record<BulkRunState, string>,
  progress: 'Avancement', far: (n: number, of: number) => `${n.toLocaleString('fr-FR')} sur ${of.toLocaleString('fr-FR')}`,
  heard: (percent: number, n: number, of: number) => `${percent}\u00a0%, ${n.toLocaleString('fr-FR')} sur ${of.toLocaleString('fr-FR')}`,
  sums: { done: 'faites', unchanged: 'déjà ainsi', refused: 'refusées', undone: 'annulées', kept: 'impossibles à annuler', waiting: 'pas commencées' },
  stop: 'Arrêter', undo: (n: number) => (n === 1 ? 'Annuler celle qui a été faite' : `Annuler les ${n.toLocaleString('fr-FR')} faites`), background: 'Continuer pendant ce temps', all: 'Tous les actes groupés',
  backgroundSaid: 'L’acte continue. Vous le retrouvez dans «\u00a0Actes groupés\u00a0».', stoppedWhy: 'Arrêté\u202f: vos droits ne le permettent plus.',
  began: (who: string, when: string) => `${who}, ${when}`, chosenBy: (words: string) => `Liste\u202f: ${words}`, heads: { what: 'Acte', who: 'Par qui', state: 'État', sums: 'Demandes' }, back: 'Retour à la liste',
  more: (n: number) => requests(n),
}
const en: typeof fr = {
  title: 'Bulk acts', about: 'What was done to several requests at once. Kept for thirty days.',
  none: ['No bulk act.', 'Choose requests in a list (X, or Shift and the arrows), then “Act”.'],
  unread: 'The bulk acts could not be read.', gone: 'This act is not here, or not any more.',
  on: (n) => (n === 1 ? 'Act on one request' : `Act on ${ones(n)}`), onAll: (n) => `Act on the whole list (${ones(n)})`,
  act: 'Act',
  acts: { assign: 'Assign to…', transfer: 'Hand over', tag: 'Tag', snooze: 'Put off', watch: 'Follow', unwatch: 'Stop following', prioritise: 'Change the priority', solve: 'Solve', close: 'Close', spam: 'Mark as unwanted' },
  whom: 'To whom', nobody: 'Nobody', unchanged: 'Unchanged', department: 'Department', team: 'Team', agent: 'Agent', note: 'Note for those who get them', noteHint: 'The same in each request. Customers do not see it.',
  add: 'Tags to add', remove: 'Tags to take away', tagHint: 'A comma separates.', until: 'Until', untilHint: (zone) => `By the time of this machine (${zone}). Promises go on.`,
  priority: 'Priority', reason: 'Why', optional: 'optional', text: 'What you tell the customers', textHint: 'The same text leaves for each, at once. Without a text, requests that wait for an answer will be refused.', closeHint: 'A closed request is not reopened.',
  spamHint: 'They leave the lists, nothing is promised any more, nothing will be answered.',
  missing: { whom: 'Choose to whom.', note: 'Write the note.', tags: 'Write at least one tag.', when: 'Choose a time to come.', reason: 'Say why.', priority: 'Choose a priority.' },
  see: 'See what it would do', seeing: 'Trying…', change: 'Change', leave: 'Close',
  previewTitle: 'This is what would happen',
  looked: (n, of) => `Tried on ${ones(n)}, spread over all ${of.toLocaleString('en-GB')}. The figures below are of those.`,
  would: (n) => (n === 0 ? 'No request would change.' : n === 1 ? 'One request would change.' : `${ones(n)} would change.`),
  same: (n) => (n === 1 ? 'One is so already.' : `${n.toLocaleString('en-GB')} are so already.`),
  letters: (n) => (n === 0 ? 'No letter would leave.' : n === 1 ? 'One letter would leave, at once and for good.' : `${n.toLocaleString('en-GB')} letters would leave, at once and for good.`),
  goneOnes: (n) => (n === 1 ? 'One of those you chose is no longer there.' : `${n} of those you chose are no longer there.`),
  refused: 'Refused', keptTitle: 'Could not be undone', refusedCount: (title, n) => `${title}: ${ones(n)}`, others: (n) => `and ${n.toLocaleString('en-GB')} others`, ticket: (n) => `No. ${n}`, newTab: '(new tab)',
  confirm: 'Also where it must be confirmed', frozen: 'It concerns the requests that the list holds as you confirm.',
  go: (n) => (n === 1 ? 'Do it to one request' : `Do it to ${ones(n)}`), nothing: 'There is nothing to do.',
  states: { running: 'Under way', stopped: 'Stopped', done: 'Done', undoing: 'Being undone', undone: 'Undone' },
  progress: 'Progress', far: (n, of) => `${n.toLocaleString('en-GB')} of ${of.toLocaleString('en-GB')}`,
  heard: (percent, n, of) => `${percent}%, ${n.toLocaleString('en-GB')} of ${of.toLocaleString('en-GB')}`,
  sums: { done: 'done', unchanged: 'so already', refused: 'refused', undone: 'undone', kept: 'could not be undone', waiting: 'not begun' },
  stop: 'Stop', undo: (n) => (n === 1 ? 'Undo the one that was done' : `Undo the ${n.toLocaleString('en-GB')} that were done`), background: 'Go on meanwhile', all: 'All bulk acts',
  backgroundSaid: 'The act goes on. You find it in “Bulk acts”.', stoppedWhy: 'Stopped: your rights no longer allow it.',
  began: (who, when) => `${who}, ${when}`, chosenBy: (words) => `List: ${words}`, heads: { what: 'Act', who: 'By whom', state: 'State', sums: 'Requests' }, back: 'Back to the list',
  more: (n) => ones(n),
}

const both = { fr, en }
/** The words of acts on many requests. */
export const bulkTexts = (lang: Lang): typeof fr => both[lang]
export type BulkTexts = typeof fr
