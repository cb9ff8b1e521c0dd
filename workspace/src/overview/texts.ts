import type { FigureExclusion, FigurePart, FigurePeriod } from '@guichet/protocol'
import type { Lang } from '../texts/texts.ts'

const fr = {
  title: 'Vue d’ensemble',
  nowTitle: 'Maintenant',
  nowWhy: 'Chaque nombre ouvre la liste des demandes qu’il compte.',
  ago: (seconds: number) => (seconds < 5 ? 'À l’instant.' : `Comme il y a ${seconds} s.`),
  who: 'Qui', nobody: 'Personne', team: 'équipe, sans agent', all: 'Ensemble',
  late: 'En retard', hour: 'Dans l’heure', today: 'D’ici ce soir', tomorrow: 'D’ici demain soir', open: 'Ouvertes', waiting: 'dont en attente', solvedToday: 'Résolues aujourd’hui', solvedWeek: 'Résolues cette semaine',
  due: 'À échéance', load: 'Charge',
  numberOf: (what: string, who: string, n: number) => `${who}, ${what}\u202f: ${n}`,
  quietTitle: 'Rien d’ouvert', quiet: 'Aucune demande n’attend.',
  unread: 'Les chiffres n’ont pas pu être lus.',

  promises: 'Promesses',
  period: 'Période', from: 'Du', to: 'Au', basis: 'Rattachées à la période de',
  periods: { week: 'Cette semaine', last_week: 'La semaine dernière', month: 'Ce mois', last_month: 'Le mois dernier', dates: 'Mes dates' } satisfies Record<FigurePeriod, string>,
  bases: { outcome: 'leur issue', creation: 'l’ouverture de la demande' },
  datesWrong: 'Donnez un premier et un dernier jour, dans cet ordre, 400 jours au plus.',
  attributed: {
    outcome: (from: string, to: string) => `Du ${from} au ${to}\u202f: promesses dont l’issue est tombée dans la période, et celles encore dues dont la cible était passée avant sa fin.`,
    creation: (from: string, to: string) => `Du ${from} au ${to}\u202f: promesses des demandes ouvertes dans la période, quelle que soit la date de leur issue.`,
  },
  csv: 'Exporter (CSV)', print: 'Imprimer',
  none: ['Aucune promesse mesurée', 'Rien n’est arrivé à son terme dans cette période.'],
  kinds: { guaranteed: 'Garanties', objective: 'Objectifs', none: 'Indications', mean: 'Moyennes' },
  kindsWhy: {
    guaranteed: 'Chaque demande compte\u202f: part tenue dans le délai garanti.', objective: 'Ce que l’on vise\u202f: part dans l’objectif, sans engagement.',
    none: 'Donné à titre indicatif\u202f: part dans le délai indiqué.', mean: 'Jugées sur l’ensemble\u202f: la moyenne, face à sa cible. Aucune demande seule ne la rompt.',
  },
  heads: { tier: 'Niveau', promise: 'Promesse', target: 'Cible', share: 'Part tenue', result: 'Moyenne', n: 'n', median: 'Médiane', p90: '90\u202f% sous', max: 'Maximum', open: 'Encore dues', clauses: 'Articles' },
  shareOf: { guaranteed: 'Part tenue', objective: 'Part atteinte', none: 'Part dans le délai' },
  noTier: 'Sans niveau',
  metrics: {
    acknowledgement: 'Accusé de réception', first_reply: 'Première réponse', next_reply: 'Réponse suivante', intervention: 'Intervention', update: 'Nouvelles', workaround: 'Contournement',
    restoration: 'Rétablissement', resolution: 'Résolution', callback: 'Rappel', on_site: 'Sur site',
  } as Record<string, string>,
  verdict: { guaranteed: { yes: 'tenue', no: 'non tenue' }, objective: { yes: 'atteint', no: 'pas atteint' }, none: { yes: 'dans le délai', no: 'au-delà' }, mean: { yes: 'sous la cible', no: 'au-dessus de la cible' }, open: 'pas encore jugée' },
  atLeast: (amount: string) => `au moins ${amount}`,
  openNote: (n: number) => `${n} encore ${n > 1 ? 'dues' : 'due'}, cible passée\u202f: ${n > 1 ? 'elles comptent' : 'elle compte'} pour ce qu’elle${n > 1 ? 's ont' : ' a'} déjà atteint, au moins.`,
  inCalendar: (calendar: string) => `en heures de «\u202f${calendar}\u202f»`, elapsed: 'en temps écoulé',
  chosenShare: (percent: number) => `${percent}\u202f% promis`,
  days: (n: string) => `${n}\u202fj ouvrés`,
  show: 'Voir les demandes', hide: 'Masquer les demandes',
  notWhole: 'Les promesses d’avant la mise à jour du logiciel sont encore en train d’être relues\u202f: ces chiffres seront complets sous peu.',
  excluded: 'Laissées hors des chiffres', why: { spam: 'indésirables', merged: 'doublons fusionnés', cancelled: 'retirées, ou résolues avant', no_message: 'sans message du client' } satisfies Record<FigureExclusion, string>,

  ticketsOf: (what: string) => `Demandes\u202f: ${what}`, noTickets: 'Aucune demande.', more: 'Afficher la suite', close: 'Fermer',
  parts: { within: 'dans la cible', over: 'hors cible', open: 'encore due', running: 'en cours', excluded: 'hors des chiffres' } satisfies Record<FigurePart, string>,
  everyPart: 'Tout', outcome: 'Issue',
  ticketHeads: { ticket: 'Demande', customer: 'Client', agent: 'Agent', outcome: 'Issue', counted: 'Compté', times: 'De … à' },

  chartDays: 'Dans la cible et hors cible, par jour', chartHours: 'Demandes par heure d’arrivée', asTable: 'En tableau', day: 'Jour', hourHead: 'Heure', within: 'Dans la cible', over: 'Hors cible', arrivals: 'Demandes', weekday: 'Jour de semaine',
  chartDaysSays: (within: number, over: number) => `${within} dans la cible et ${over} hors cible sur la période.`,
  chartHoursSays: (n: number) => `${n} demande${n > 1 ? 's' : ''} sur la période.`,
  least: 'peu', most: (n: number) => `jusqu’à ${n}`,
}

type OverviewTexts = typeof fr

const en: OverviewTexts = {
  title: 'Overview',
  nowTitle: 'Now',
  nowWhy: 'Each number opens the list of the requests it counts.',
  ago: (seconds) => (seconds < 5 ? 'Just now.' : `As of ${seconds} s ago.`),
  who: 'Who', nobody: 'Nobody', team: 'team, no agent', all: 'Everyone',
  late: 'Late', hour: 'Within the hour', today: 'By tonight', tomorrow: 'By tomorrow night', open: 'Open', waiting: 'of them waiting', solvedToday: 'Solved today', solvedWeek: 'Solved this week',
  due: 'Due', load: 'Load',
  numberOf: (what, who, n) => `${who}, ${what}: ${n}`,
  quietTitle: 'Nothing open', quiet: 'No request waits for anybody.',
  unread: 'The figures could not be read.',

  promises: 'Promises',
  period: 'Period', from: 'From', to: 'To', basis: 'Counted in the period of',
  periods: { week: 'This week', last_week: 'Last week', month: 'This month', last_month: 'Last month', dates: 'My dates' },
  bases: { outcome: 'their outcome', creation: 'the opening of the request' },
  datesWrong: 'Give a first and a last day, in this order, 400 days at most.',
  attributed: {
    outcome: (from, to) => `${from} to ${to}: promises that came out in the period, and those still owed whose target had passed before its end.`,
    creation: (from, to) => `${from} to ${to}: promises of the requests opened in the period, whenever they came out.`,
  },
  csv: 'Export (CSV)', print: 'Print',
  none: ['No promise measured', 'Nothing came to its end in this period.'],
  kinds: { guaranteed: 'Guaranteed', objective: 'Objectives', none: 'Indications', mean: 'Averages' },
  kindsWhy: {
    guaranteed: 'Every request counts: the share kept within the guaranteed time.', objective: 'What is aimed at: the share within the objective, without commitment.',
    none: 'Given as an indication: the share within that time.', mean: 'Judged over all: the average against its target. No single request breaks it.',
  },
  heads: { tier: 'Tier', promise: 'Promise', target: 'Target', share: 'Share kept', result: 'Average', n: 'n', median: 'Median', p90: '90% under', max: 'Maximum', open: 'Still owed', clauses: 'Clauses' },
  shareOf: { guaranteed: 'Share kept', objective: 'Share reached', none: 'Share within' },
  noTier: 'No tier',
  metrics: {
    acknowledgement: 'Acknowledgement', first_reply: 'First reply', next_reply: 'Next reply', intervention: 'Intervention', update: 'Update', workaround: 'Workaround',
    restoration: 'Restoration', resolution: 'Resolution', callback: 'Call back', on_site: 'On site',
  },
  verdict: { guaranteed: { yes: 'kept', no: 'not kept' }, objective: { yes: 'reached', no: 'not reached' }, none: { yes: 'within', no: 'beyond' }, mean: { yes: 'under target', no: 'over target' }, open: 'not judged yet' },
  atLeast: (amount) => `at least ${amount}`,
  openNote: (n) => `${n} still owed past ${n > 1 ? 'their targets: they count' : 'its target: it counts'} with what ${n > 1 ? 'they have' : 'it has'} already reached, at least.`,
  inCalendar: (calendar) => `in hours of “${calendar}”`, elapsed: 'in elapsed time',
  chosenShare: (percent) => `${percent}% promised`,
  days: (n) => `${n} business days`,
  show: 'Show the requests', hide: 'Hide the requests',
  notWhole: 'The promises from before the software was updated are still being read again: these figures will be whole shortly.',
  excluded: 'Left out of the figures', why: { spam: 'unwanted', merged: 'merged duplicates', cancelled: 'withdrawn, or solved before', no_message: 'no message from the customer' },

  ticketsOf: (what) => `Requests: ${what}`, noTickets: 'No request.', more: 'Show more', close: 'Close',
  parts: { within: 'within target', over: 'over target', open: 'still owed', running: 'running', excluded: 'left out' },
  everyPart: 'All', outcome: 'Outcome',
  ticketHeads: { ticket: 'Request', customer: 'Customer', agent: 'Agent', outcome: 'Outcome', counted: 'Counted', times: 'From … to' },

  chartDays: 'Within and over target, by day', chartHours: 'Requests by hour of arrival', asTable: 'As a table', day: 'Day', hourHead: 'Hour', within: 'Within target', over: 'Over target', arrivals: 'Requests', weekday: 'Weekday',
  chartDaysSays: (within, over) => `${within} within target and ${over} over it in the period.`,
  chartHoursSays: (n) => `${n} request${n > 1 ? 's' : ''} in the period.`,
  least: 'few', most: (n) => `up to ${n}`,
}

export const overviewTexts = (lang: Lang): OverviewTexts => (lang === 'fr' ? fr : en)
