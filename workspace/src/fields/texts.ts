import type { FieldType } from '@guichet/protocol'
import type { Lang } from '../texts/texts.ts'

const fr = {
  title: 'Champs', nothing: 'rien', yes: 'oui', no: 'non', choose: '—',
  required: 'à remplir pour résoudre', shown: 'Le client le lit', old: 'ne se remplit plus ici',
  saving: 'Enregistrement…', unsaved: 'Pas encore enregistré\u202f: Entrée l’enregistre.', unsavedLong: 'Pas encore enregistré\u202f: Ctrl Entrée l’enregistre.',
  set: (who: string, when: string) => `${who}, ${when}`, open: (name: string) => `Ouvrir le lien ${name}`, newTab: '(nouvel onglet)',
  changed: (who: string, what: string) => `${who} a noté entre-temps «\u00a0${what}\u00a0».`, someone: 'Quelqu’un', keep: 'Garder ce que j’ai écrit', take: 'Prendre ce qui a été noté',
  wrong: { number: 'Écrivez un nombre, avec six décimales au plus.', link: 'Écrivez une adresse entière, qui commence par https://.', other: 'Ce champ ne prend pas cette valeur.' } as Partial<Record<FieldType, string>> & { other: string },
  before: (names: string) => `Avant de résoudre, il reste à remplir\u202f: ${names}.`, fill: 'Remplir', fillOf: (name: string) => `Remplir ${name}`,
  refused: { 'field-value': 'Ce champ ne prend pas cette valeur.', 'field-not-asked': 'Ce champ ne se remplit plus sur cette demande.', 'field-required': 'Une demande résolue garde ce champ rempli.', 'unknown-field': 'Ce champ n’existe plus.' } as Record<string, string>,
}

const en: typeof fr = {
  title: 'Fields', nothing: 'nothing', yes: 'yes', no: 'no', choose: '—',
  required: 'to be filled in to solve', shown: 'The customer reads it', old: 'no longer filled in here',
  saving: 'Saving…', unsaved: 'Not saved yet: Enter saves it.', unsavedLong: 'Not saved yet: Ctrl Enter saves it.',
  set: (who, when) => `${who}, ${when}`, open: (name) => `Open the link ${name}`, newTab: '(new tab)',
  changed: (who, what) => `${who} has noted “${what}” meanwhile.`, someone: 'Somebody', keep: 'Keep what I wrote', take: 'Take what was noted',
  wrong: { number: 'Write a number, with six decimals at most.', link: 'Write a whole address that begins with https://.', other: 'This field does not take this value.' },
  before: (names) => `Before it is solved, there remains to fill in: ${names}.`, fill: 'Fill in', fillOf: (name) => `Fill in ${name}`,
  refused: { 'field-value': 'This field does not take this value.', 'field-not-asked': 'This field is no longer filled in on this request.', 'field-required': 'A solved request keeps this field filled in.', 'unknown-field': 'This field is no longer there.' },
}

/** The words of a provider's own fields on a request. */
export function fieldTexts(lang: Lang): typeof fr {
  return lang === 'fr' ? fr : en
}
