import type { Lang } from '../model.ts'
import { apostrophe, thin } from '../words/typography.ts'

interface Labels {
  version: string; effective: string; zone: string; source: string; contents: string; contacts: string; hours: string; promises: string
  glossary: string; declared: string; always: string; channel: string; address: string; when: string; promised: string; now: string
  calendar: string; what: string; value: string; condition: string; bond: string; clause: string; term: string; meaning: string; also: string; nothing: string; cost: string
}

/** What a call costs, as it stands beside the number: "Coût de l’appel : prix d’un appel local"; null when nothing is said of it. */
export function callCost(cost: string | null, lang: Lang): string | null {
  return cost === null ? null : `${labels[lang].cost}${lang === 'fr' ? thin : ''}: ${cost}`
}

/** The fixed words of a published policy. */
export const labels: Record<Lang, Labels> = {
  fr: {
    version: 'Version', effective: 'en vigueur depuis le', zone: 'Fuseau horaire', source: 'Source', contents: 'Sommaire', contacts: 'Nous joindre', hours: `Heures d${apostrophe}ouverture`,
    promises: 'Délais promis', glossary: 'Glossaire', declared: 'Précisions', always: 'en permanence', channel: 'Moyen', address: 'Adresse', when: 'Ouvert', promised: 'Promis',
    now: 'En ce moment', calendar: 'Horaire', what: 'Promesse', value: 'Délai', condition: 'Dans quel cas', bond: 'Engagement', clause: 'Article', term: 'Terme', meaning: 'Sens', also: 'aussi appelé',
    nothing: 'aucun délai promis', cost: `Coût de l${apostrophe}appel`,
  },
  en: {
    version: 'Version', effective: 'in force since', zone: 'Time zone', source: 'Source', contents: 'Contents', contacts: 'How to reach us', hours: 'Opening hours',
    promises: 'Promised times', glossary: 'Glossary', declared: 'Statements', always: 'at all times', channel: 'Way', address: 'Address', when: 'Open', promised: 'Promised',
    now: 'Right now', calendar: 'Hours', what: 'Promise', value: 'Time', condition: 'In which case', bond: 'Commitment', clause: 'Clause', term: 'Term', meaning: 'Meaning', also: 'also called',
    nothing: 'no time promised', cost: 'Cost of the call',
  },
}
