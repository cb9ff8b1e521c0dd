import type { Lang } from '../texts/texts.ts'

const fr = {
  reads: (who: string) => `${who} lit cette demande`,
  reply: (who: string) => `${who} écrit une réponse`,
  note: (who: string) => `${who} écrit une note`,
  somebody: 'Un collègue',
  rowReads: (who: string) => `${who} la lit`,
  rowWrites: (who: string) => `${who} y écrit`,
  offline: 'Connexion perdue. Ce qui est affiché peut dater\u202f; ce que vous écrivez reste ici, rien n’est envoyé avant son retour.',
}
const en: typeof fr = {
  reads: (who) => `${who} is reading this request`,
  reply: (who) => `${who} is writing a reply`,
  note: (who) => `${who} is writing a note`,
  somebody: 'A colleague',
  rowReads: (who) => `${who} reads it`,
  rowWrites: (who) => `${who} writes in it`,
  offline: 'Connection lost. What is shown may be out of date; what you write stays here, nothing is sent before it is back.',
}

/** The words of what others do meanwhile. */
export function liveTexts(lang: Lang): typeof fr {
  return lang === 'fr' ? fr : en
}
