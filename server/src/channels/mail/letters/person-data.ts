import type { Lang } from '@guichet/policy/model'
import { dateInWords } from '@guichet/policy/words/instants'
import type { PersonDataLetter } from '#outbox/letter.ts'

const texts = {
  fr: {
    ready: (provider: string) => ({ subject: `Vos données chez ${provider} sont prêtes`, text: (until: string, link: string) => [`L’archive de vos données est prête. Vous pouvez la télécharger jusqu’au ${until}, dans votre espace :`, link, 'Vous seul y avez accès, une fois connecté.'] }),
    erasing: (provider: string) => ({ subject: `Effacement de vos données chez ${provider}`, text: ['Votre demande d’effacement est acceptée. Dans l’heure, votre nom, votre adresse et tout ce que vous avez écrit sont effacés ; il reste des numéros, des dates et des montants. Cela ne peut pas être défait.', 'Ce message est le dernier : nous n’aurons plus votre adresse.'] }),
    refused: (provider: string) => ({ subject: `Votre demande sur vos données chez ${provider}`, text: (why: string) => ['Nous ne pouvons pas y répondre favorablement. La raison :', why, 'Vous pouvez réclamer auprès de la CNIL (www.cnil.fr) ou saisir un juge.'] }),
    extended: (provider: string) => ({ subject: `Votre demande sur vos données chez ${provider}`, text: (why: string, until: string) => [`Nous avons besoin de plus de temps : vous aurez notre réponse au plus tard le ${until}. La raison :`, why, 'Vous pouvez réclamer auprès de la CNIL (www.cnil.fr) ou saisir un juge.'] }),
  },
  en: {
    ready: (provider: string) => ({ subject: `Your data at ${provider} is ready`, text: (until: string, link: string) => [`The archive of your data is ready. You can download it until ${until}, in your area:`, link, 'Only you have access to it, once signed in.'] }),
    erasing: (provider: string) => ({ subject: `Erasure of your data at ${provider}`, text: ['Your request for erasure is accepted. Within the hour your name, your address and all that you wrote are erased; numbers, dates and amounts remain. This cannot be undone.', 'This message is the last: we will not have your address any more.'] }),
    refused: (provider: string) => ({ subject: `Your request about your data at ${provider}`, text: (why: string) => ['We cannot do what you ask. The reason:', why, 'You may complain to the French authority, CNIL (www.cnil.fr), or go to court.'] }),
    extended: (provider: string) => ({ subject: `Your request about your data at ${provider}`, text: (why: string, until: string) => [`We need more time: you will have our answer by ${until}. The reason:`, why, 'You may complain to the French authority, CNIL (www.cnil.fr), or go to court.'] }),
  },
} as const

const nnbsp = (text: string, lang: Lang) => (lang === 'fr' ? text.replace(/ ([:;!?])/g, '\u202f$1') : text)

/** A letter about somebody's own data, in words. */
export function personDataWords({ content, language: lang }: PersonDataLetter, provider: string): { subject: string; paragraphs: string[] } {
  const t = texts[lang]
  const said = (subject: string, paragraphs: readonly string[]) => ({ subject, paragraphs: paragraphs.map((one) => (one.startsWith('http') ? one : nnbsp(one, lang))) })
  switch (content.what) {
    case 'ready': return said(t.ready(provider).subject, t.ready(provider).text(dateInWords(content.until, lang), content.link))
    case 'erasing': return said(t.erasing(provider).subject, t.erasing(provider).text)
    case 'refused': return said(t.refused(provider).subject, t.refused(provider).text(content.why))
    case 'extended': return said(t.extended(provider).subject, t.extended(provider).text(content.why, dateInWords(content.until, lang)))
  }
}
