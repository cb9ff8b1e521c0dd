/** The ribbon's own words; figures and instants come from the formats. */
export const fr = {
  now: 'maintenant',
  latest: 'au plus tard',
  passed: 'dépassée',
  from: 'De',
  to: 'À',
  why: 'Pourquoi',
  counted: 'Compté',
  total: 'Total',
  caption: 'Le détail du temps compté',
  ribbonOf: (from: string, to: string) => `Frise du temps, de ${from} à ${to}`,
  weekOf: (name: string) => `Semaine : ${name}`,
  kinds: {
    counted: 'Compté',
    coming: 'À venir',
    on_call: 'Astreinte',
    closed: 'Hors heures',
    holiday: 'Jour férié ou fermeture',
    paused: 'En pause',
  },
  pausedBy: {
    waiting_customer: 'En pause : nous attendons votre réponse',
    waiting_supplier: 'En pause : nous attendons un fournisseur',
  },
  open: 'Ouvert',
  closedAllDay: 'Fermé',
  day: 'Jour',
  hours: 'Heures',
  legend: 'Légende',
}

export const en: typeof fr = {
  now: 'now',
  latest: 'at the latest',
  passed: 'missed',
  from: 'From',
  to: 'To',
  why: 'Why',
  counted: 'Counted',
  total: 'Total',
  caption: 'The time counted, line by line',
  ribbonOf: (from, to) => `Timeline from ${from} to ${to}`,
  weekOf: (name) => `Week: ${name}`,
  kinds: {
    counted: 'Counted',
    coming: 'To come',
    on_call: 'On call',
    closed: 'Outside hours',
    holiday: 'Holiday or closing',
    paused: 'Paused',
  },
  pausedBy: {
    waiting_customer: 'Paused: we are waiting for your answer',
    waiting_supplier: 'Paused: we are waiting for a supplier',
  },
  open: 'Open',
  closedAllDay: 'Closed',
  day: 'Day',
  hours: 'Hours',
  legend: 'Key',
}

export const ribbonTexts = { fr, en }
