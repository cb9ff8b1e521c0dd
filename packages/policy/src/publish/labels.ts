import type { Lang } from '../model.ts'
import { apostrophe, nbsp, thin } from '../words/typography.ts'

/** The fixed words of a published policy. */
const fr = {
  version: 'Version', effective: 'en vigueur depuis le', zone: 'Fuseau horaire', source: 'Source', contents: 'Sommaire', tables: 'En pratique', declared: 'Précisions',
  by: (who: string, when: string) => `Précisé par ${who}, le ${when}.`,
  contacts: 'Nous joindre', channel: 'Moyen', address: 'Adresse', when: 'Quand', promised: 'Ce que nous y promettons', always: 'à tout moment', nothing: 'aucun délai promis', cost: `Coût de l${apostrophe}appel`,
  voicemail: 'répondeur', otherPromises: 'et les délais communs à tous les moyens', commonPromises: 'les délais communs à tous les moyens', severalPromises: (count: number) => `${count} délais, selon le cas`, clause: 'Article',
  hours: 'Horaires', day: 'Jour', open: 'Heures', today: `aujourd${apostrophe}hui`, weekOf: (name: string) => `Semaine${thin}: ${name}`,
  customerZone: 'À votre heure, là où vous êtes.', rest: (of: string) => `Le reste du temps${thin}: en dehors de «${nbsp}${of}${nbsp}».`, allDay: (holidays: string) => `24${nbsp}h sur${nbsp}24, tous les jours, ${holidays}.`,
  special: (until: string) => `Jours particuliers d${apostrophe}ici au ${until}`, date: 'Date', reason: 'Raison', usual: `comme à l${apostrophe}ordinaire`, otherLines: 'voir les autres lignes', hour: (hour: number) => `${hour}${nbsp}h`,
  priorities: 'Priorités',
  promises: 'Délais promis', what: 'Promesse', value: 'Délai', condition: 'Dans quel cas', bond: 'Engagement', byFacts: (what: string, facts: string) => `${what}, par ${facts}`,
  all: 'Dans tous les cas',
  glossary: 'Glossaire', term: 'Terme', meaning: 'Sens', also: 'aussi appelé',
  changes: (version: string) => `Ce qui a changé depuis la version ${version}`, noChange: `Rien n${apostrophe}a changé dans les règles.`,
  versions: 'Versions antérieures', effectiveFrom: (date: string) => `en vigueur à partir du ${date}`,
}

const en: typeof fr = {
  version: 'Version', effective: 'in force since', zone: 'Time zone', source: 'Source', contents: 'Contents', tables: 'In practice', declared: 'Statements',
  by: (who, when) => `Stated by ${who}, ${when}.`,
  contacts: 'How to reach us', channel: 'Way', address: 'Address', when: 'When', promised: 'What we promise there', always: 'at any time', nothing: 'no time promised', cost: 'Cost of the call',
  voicemail: 'answering machine', otherPromises: 'and the times common to every way', commonPromises: 'the times common to every way', severalPromises: (count) => `${count} times, depending on the case`, clause: 'Clause',
  hours: 'Hours', day: 'Day', open: 'Hours', today: 'today', weekOf: (name) => `Week: ${name}`,
  customerZone: 'On your own clock, where you are.', rest: (of) => `The rest of the time: outside “${of}”.`, allDay: (holidays) => `24${nbsp}hours a day, every day, ${holidays}.`,
  special: (until) => `Special days until ${until}`, date: 'Date', reason: 'Reason', usual: 'as usual', otherLines: 'see the other lines', hour: (hour) => `${hour}:00`,
  priorities: 'Priorities',
  promises: 'Promised times', what: 'Promise', value: 'Time', condition: 'In which case', bond: 'Commitment', byFacts: (what, facts) => `${what}, by ${facts}`,
  all: 'In every case',
  glossary: 'Glossary', term: 'Term', meaning: 'Meaning', also: 'also called',
  changes: (version) => `What changed since version ${version}`, noChange: 'Nothing changed in the rules.',
  versions: 'Earlier versions', effectiveFrom: (date) => `in force from ${date}`,
}

export const labels: Readonly<Record<Lang, typeof fr>> = { fr, en }

/** A label before what it names: "Coût de l’appel : ". */
export function before(label: string, lang: Lang): string {
  return `${label}${lang === 'fr' ? thin : ''}: `
}

/** What a call costs, as it stands beside the number: "Coût de l’appel : prix d’un appel local"; null when nothing is said of it. */
export function callCost(cost: string | null, lang: Lang): string | null {
  return cost === null ? null : before(labels[lang].cost, lang) + cost
}
