import type { Lang } from '../texts/texts.ts'

export const fr = {
  title: 'Courriels sortants',
  list: 'Courriels sortants, les derniers d’abord',
  to: 'À',
  subject: 'Objet',
  state: 'État',
  when: 'Quand',
  ticket: 'Demande',
  next: (when: string) => `nouvel essai ${when}`,
  attempts: (n: number) => (n > 1 ? `${n} essais` : '1 essai'),
}

export const en: typeof fr = {
  title: 'Outgoing mail',
  list: 'Outgoing mail, the latest first',
  to: 'To',
  subject: 'Subject',
  state: 'State',
  when: 'When',
  ticket: 'Request',
  next: (when) => `next attempt ${when}`,
  attempts: (n) => (n === 1 ? '1 attempt' : `${n} attempts`),
}

/** The sentences of the mail that leaves. */
export function outgoingTexts(lang: Lang): typeof fr {
  return lang === 'fr' ? fr : en
}
