import type { AlertMail, AlertWhat } from '@guichet/protocol'
import type { Lang } from '../texts/texts.ts'

const nb = '\u202f'

const fr = {
  title: 'Ce qui vous concerne',
  somebody: 'Un collègue',
  what: {
    assigned: (who) => `${who} vous l’a confiée`, mentioned: (who) => `${who} vous a mentionné dans une note`, customer_wrote: () => 'le client a écrit', answered: (who) => `${who} a répondu au client`,
    solved: (who) => `${who} l’a résolue`, transferred: (who) => `${who} l’a transmise`, merged: (who) => `${who} l’a fusionnée dans une autre`, late: () => 'une promesse est en retard',
  } as Record<AlertWhat, (who: string) => string>,
  byItself: { assigned: 'elle vous a été confiée', solved: 'elle est résolue', answered: 'une réponse est partie', transferred: 'elle a été transmise', merged: 'elle a été fusionnée dans une autre', mentioned: 'une note vous mentionne' } as Partial<Record<AlertWhat, string>>,
  said: (number: number, what: string) => `Demande ${number}${nb}: ${what}.`,
  open: (number: number) => `Ouvrir la demande ${number}`,
  dismiss: (number: number) => `Ne plus afficher, demande ${number}`,
  unread: (n: number) => (n > 1 ? `${n} demandes suivies non lues` : 'une demande suivie non lue'),
  being: 'Être prévenu', why: 'Des demandes que vous suivez, qui vous sont confiées, où l’on vous nomme. À l’écran, vous l’êtes toujours.',
  mail: 'Par courriel', mails: { never: 'Jamais', at_once: 'Aussitôt', digest: 'Une fois par jour' } as Record<AlertMail['mail'], string>,
  hour: 'À quelle heure', hourOf: (hour: number) => `${hour} h`, zone: (zone: string) => `À l’heure du bureau (${zone}).`,
}

const en: typeof fr = {
  title: 'What concerns you',
  somebody: 'A colleague',
  what: {
    assigned: (who) => `${who} assigned it to you`, mentioned: (who) => `${who} mentioned you in a note`, customer_wrote: () => 'the customer wrote', answered: (who) => `${who} answered the customer`,
    solved: (who) => `${who} solved it`, transferred: (who) => `${who} handed it over`, merged: (who) => `${who} merged it into another`, late: () => 'a promise is late',
  },
  byItself: { assigned: 'it was assigned to you', solved: 'it is solved', answered: 'an answer has left', transferred: 'it was handed over', merged: 'it was merged into another', mentioned: 'a note mentions you' },
  said: (number, what) => `Request ${number}: ${what}.`,
  open: (number) => `Open request ${number}`,
  dismiss: (number) => `Dismiss, request ${number}`,
  unread: (n) => (n === 1 ? 'one followed request unread' : `${n} followed requests unread`),
  being: 'Being told', why: 'Of requests that you follow, that are assigned to you, where you are named. On the screen you always are.',
  mail: 'By e-mail', mails: { never: 'Never', at_once: 'At once', digest: 'Once a day' },
  hour: 'At what time', hourOf: (hour) => `${String(hour).padStart(2, '0')}:00`, zone: (zone) => `In the time of the desk (${zone}).`,
}

/** The words of what an agent is told. */
export function alertTexts(lang: Lang): typeof fr {
  return lang === 'fr' ? fr : en
}
