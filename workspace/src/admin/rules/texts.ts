import type { RuleDeed, RuleStart } from '@guichet/protocol'
import type { Lang } from '../../texts/texts.ts'

const minutes = (n: number, hour: string, day: string) => (n % 1_440 === 0 ? `${n / 1_440}\u00a0${day}` : n % 60 === 0 ? `${n / 60}\u00a0${hour}` : `${n}\u00a0min`)

const fr = {
  title: 'Règles',
  about: 'Ce que le guichet fait de lui-même quand quelque chose arrive. Département, priorité, niveau et délais n’en sont pas\u202f: c’est la politique qui les décide.',
  unread: 'Les règles n’ont pas pu être lues.',
  none: ['Aucune règle.', 'Une règle met par exemple une étiquette, ou prévient quelqu’un, quand un client écrit.'] as [string, string],
  make: 'Nouvelle règle', list: 'Règles, dans l’ordre où elles agissent',
  heads: { name: 'Règle', does: 'Ce qu’elle fait', state: 'État' },
  starts: {
    opened: 'Une demande est ouverte', customer_wrote: 'Le client écrit', agent_answered: 'Un agent répond', solved: 'Une demande est résolue', reopened: 'Une demande est rouverte',
    transferred: 'Une demande est transférée', late: 'Une promesse est dépassée', due: 'Une promesse arrive à échéance', woken: 'Une demande en sommeil revient',
  } satisfies Record<RuleStart, string>,
  within: (n: number) => `${minutes(n, 'h', n === 1_440 ? 'jour' : 'jours')} avant`,
  when: 'Quand', reach: 'Combien de temps avant', filter: 'Et si la demande répond à ce filtre', filterHint: 'Le langage de la recherche, par exemple client:Martin étiquette:vip. Vide\u202f: toutes. Il est lu au moment où la règle agit.',
  name: 'Nom de la règle', does: 'Alors',
  tag: 'Mettre ces étiquettes', untag: 'Ôter ces étiquettes', tagHint: 'Séparées par des espaces.',
  assign: 'Confier à', nobody: 'Ne rien changer', agents: 'Un agent', teams: 'Une équipe',
  watch: 'Ajouter à ceux qui suivent la demande', note: 'Écrire une note interne', mention: 'Nommer dans la note', mentionHint: 'Qui ne voit pas la demande n’est pas nommé.',
  save: 'Enregistrer', cancel: 'Annuler', saved: 'La règle est enregistrée.', tryOut: 'Essayer sur les sept derniers jours',
  incomplete: 'Donnez un nom et au moins une chose à faire.', mentionNote: 'Écrivez la note dans laquelle ils sont nommés.',
  changed: 'Un collègue a changé cette règle entre-temps\u202f: rouvrez-la pour voir ce qu’elle est devenue.',
  problems: { 'unknown-agent': 'Un des agents n’est plus en service.', 'unknown-team': 'Cette équipe n’existe plus.', 'too-many': 'Cent règles\u202f: c’est le plus qu’il puisse y en avoir.' } as Record<string, string>,
  tried: (tickets: number, times: number) => (tickets === 0 ? 'Elle n’aurait rien fait ces sept derniers jours.' : `Elle aurait agi sur ${tickets} demande${tickets > 1 ? 's' : ''}${times > tickets ? `, ${times}\u00a0fois en tout` : ''}. Rien n’a été fait.`),
  triedWhy: 'D’après les demandes telles qu’elles sont maintenant.', first: (n: number) => `Les ${n} dernières sont montrées.`, times: (n: number) => `${n}\u00a0fois`, asWas: 'L’essai ne vaut plus\u202f: la règle a changé.',
  isOn: (since: string) => `En marche depuis ${since}`, isOff: 'Arrêtée', on: 'Mettre en marche', off: 'Arrêter', switchedOn: 'La règle agit dès maintenant.', switchedOff: 'La règle n’agit plus.',
  setAside: (at: string, number: number | null) => `Arrêtée d’elle-même ${at}\u202f: plus de dix fois en une heure${number === null ? '' : ` sur la demande ${number}`}.`,
  ran: (n: number, last: string) => `${n}\u00a0fois, la dernière ${last}`, never: 'N’a encore rien fait',
  trouble: (n: number) => (n > 1 ? `${n} règles ne sont plus comprises. Ce qu’elles nomment n’existe plus\u202f: modifiez-les, ou arrêtez-les.` : 'Une règle n’est plus comprise. Ce qu’elle nomme n’existe plus\u202f: modifiez-la, ou arrêtez-la.'),
  standsStill: (since: string) => `N’agit plus depuis ${since}`, actsInPart: (since: string) => `N’agit plus qu’en partie depuis ${since}`, notUnderstood: 'N’est plus comprise', missed: 'Ce qui est arrivé depuis n’est pas rattrapé.',
  readOnly: 'Vous pouvez les lire. Les changer revient à qui administre.',
  up: 'Avant', down: 'Après', upOf: (name: string) => `${name}\u202f: agir avant la précédente`, downOf: (name: string) => `${name}\u202f: agir après la suivante`, moved: (name: string, place: number) => `${name}\u202f: place ${place}.`,
  edit: 'Modifier', retire: 'Retirer', history: 'Ce qu’elle a fait', retireSure: (name: string) => `Retirer «\u00a0${name}\u00a0»\u202f? Ce qu’elle a fait reste.`, retireYes: 'Oui, retirer', retired: 'La règle est retirée.',
  historyOf: (name: string) => `Ce que «\u00a0${name}\u00a0» a fait, quatre-vingt-dix jours`, historyNone: 'Rien encore.', more: 'Plus anciennes', close: 'Fermer',
  deeds: { tag: 'étiquettes', assign: 'attribution', watch: 'suivi', note: 'note', mention: 'agents nommés' } satisfies Record<RuleDeed, string>,
  refused: (deed: string, why: string) => `${deed}\u202f: non (${why})`,
  does_tag: (words: string) => `étiquettes ${words}`, does_agent: (who: string) => `confie à ${who}`, does_watch: (who: string) => `fait suivre par ${who}`, does_note: 'écrit une note', does_mention: (who: string) => `prévient ${who}`, gone: 'quelqu’un qui n’est plus là',
}

const en: typeof fr = {
  title: 'Rules',
  about: 'What the desk does by itself when something happens. Department, priority, tier and deadlines are none of it: the policy decides those.',
  unread: 'The rules could not be read.',
  none: ['No rules.', 'A rule sets a tag, say, or tells somebody, when a customer writes.'],
  make: 'New rule', list: 'Rules, in the order in which they act',
  heads: { name: 'Rule', does: 'What it does', state: 'State' },
  starts: {
    opened: 'A request is opened', customer_wrote: 'The customer writes', agent_answered: 'An agent answers', solved: 'A request is solved', reopened: 'A request is reopened', transferred: 'A request is transferred',
    late: 'A promise is late', due: 'A promise falls due', woken: 'A snoozed request comes back',
  },
  within: (n) => `${minutes(n, 'h', n === 1_440 ? 'day' : 'days')} before`,
  when: 'When', reach: 'How long before', filter: 'And if the request meets this filter', filterHint: 'The language of search, such as customer:Martin tag:vip. Empty: all. It is read when the rule acts.',
  name: 'Name of the rule', does: 'Then',
  tag: 'Set these tags', untag: 'Take these tags away', tagHint: 'With spaces between them.',
  assign: 'Give to', nobody: 'Change nothing', agents: 'An agent', teams: 'A team',
  watch: 'Add to those who watch the request', note: 'Write an internal note', mention: 'Name in the note', mentionHint: 'Whoever does not see the request is not named.',
  save: 'Save', cancel: 'Cancel', saved: 'The rule is saved.', tryOut: 'Try it on the last seven days',
  incomplete: 'Give a name and at least one thing to do.', mentionNote: 'Write the note in which they are named.',
  changed: 'A colleague changed this rule in the meantime: open it again to see what it has become.',
  problems: { 'unknown-agent': 'One of the agents is no longer here.', 'unknown-team': 'That team no longer exists.', 'too-many': 'A hundred rules are the most there can be.' },
  tried: (tickets, times) => (tickets === 0 ? 'It would have done nothing these last seven days.' : `It would have acted on ${tickets} request${tickets > 1 ? 's' : ''}${times > tickets ? `, ${times} times in all` : ''}. Nothing was done.`),
  triedWhy: 'By the requests as they stand now.', first: (n) => `The last ${n} are shown.`, times: (n) => `${n} times`, asWas: 'This trial no longer holds: the rule has changed.',
  isOn: (since) => `On since ${since}`, isOff: 'Off', on: 'Switch on', off: 'Switch off', switchedOn: 'The rule acts from now on.', switchedOff: 'The rule no longer acts.',
  setAside: (at, number) => `Stopped by itself ${at}: more than ten times in an hour${number === null ? '' : ` on request ${number}`}.`,
  ran: (n, last) => `${n} time${n > 1 ? 's' : ''}, the last ${last}`, never: 'Has done nothing yet',
  trouble: (n) => (n > 1 ? `${n} rules are no longer understood. What they name no longer exists: change them, or switch them off.` : 'One rule is no longer understood. What it names no longer exists: change it, or switch it off.'),
  standsStill: (since) => `Acts no more since ${since}`, actsInPart: (since) => `Acts only in part since ${since}`, notUnderstood: 'No longer understood', missed: 'What happened since is not made up for.',
  readOnly: 'You may read them. Changing them is for who administers.',
  up: 'Earlier', down: 'Later', upOf: (name) => `${name}: act before the one above`, downOf: (name) => `${name}: act after the one below`, moved: (name, place) => `${name}: place ${place}.`,
  edit: 'Change', retire: 'Remove', history: 'What it did', retireSure: (name) => `Remove “${name}”? What it did stays.`, retireYes: 'Yes, remove', retired: 'The rule is removed.',
  historyOf: (name) => `What “${name}” did, ninety days`, historyNone: 'Nothing yet.', more: 'Older', close: 'Close',
  deeds: { tag: 'tags', assign: 'assignment', watch: 'watchers', note: 'note', mention: 'agents named' },
  refused: (deed, why) => `${deed}: no (${why})`,
  does_tag: (words) => `tags ${words}`, does_agent: (who) => `gives to ${who}`, does_watch: (who) => `lets ${who} watch`, does_note: 'writes a note', does_mention: (who) => `tells ${who}`, gone: 'somebody who left',
}

export type RuleTexts = typeof fr

/** The words of the page of rules. */
export function ruleTexts(lang: Lang): RuleTexts {
  return lang === 'fr' ? fr : en
}
