import type { Lang } from '@guichet/policy'
import { typeset } from '@guichet/policy/words/formats'
import type { RecordProblemCode } from '@guichet/protocol'

interface Told { readonly field: string | null; readonly code: RecordProblemCode; readonly given?: string | null | undefined; readonly known?: string | null | undefined }
type Say = (given: string, known: string, field: string) => string

const unreadable: Record<Lang, Record<string, Say>> = {
  fr: {
    CSV_TOO_MANY: (_, known) => `Ce fichier a plus de ${known} lignes : coupez-le.`,
    CSV_TOO_MANY_CELLS: (_, known) => `Cette ligne a plus de ${known} cellules : un séparateur de trop, ou un texte qui en contient et qu’il faut mettre entre guillemets.`,
    CSV_QUOTE_NOT_CLOSED: () => 'Un guillemet ouvert ici n’est pas refermé : fermez-le.',
    CSV_MAX_RECORD_SIZE: () => 'Cette ligne est trop longue : un guillemet manque sans doute.',
  },
  en: {
    CSV_TOO_MANY: (_, known) => `This file has more than ${known} lines: cut it.`,
    CSV_TOO_MANY_CELLS: (_, known) => `This line has more than ${known} cells: one separator too many, or a text that holds one and belongs between quotation marks.`,
    CSV_QUOTE_NOT_CLOSED: () => 'A quotation mark opened here is not closed: close it.',
    CSV_MAX_RECORD_SIZE: () => 'This line is too long: a quotation mark is probably missing.',
  },
}
const spoilt: Record<Lang, string> = {
  fr: 'Cette ligne ne se lit pas : un guillemet y est mal placé. Doublez ceux qui font partie d’un texte.', en: 'This line cannot be read: a quotation mark is misplaced in it. Double those that are part of a text.',
}

const fr: Record<RecordProblemCode, Say> = {
  missing: (_, __, field) => `Il manque « ${field} » : donnez-en la valeur.`,
  'wrong-form': (given, known, field) => `« ${given} » ne convient pas pour « ${field} ».${known === '' ? '' : ` Attendu : ${known}.`}`,
  'unknown-field': (given, known) => `« ${given} » n’est pas connu ici. Il y a : ${known}.`,
  'unknown-value': (given, known, field) => `La politique ne connaît pas « ${given} » pour « ${field} ». Elle connaît : ${known}.`,
  'unknown-customer': (given) => `Aucun client « ${given} » : prenez d’abord les clients, de la même source, ou donnez leur numéro.`,
  'unknown-contract': (given) => `Aucun contrat « ${given} » : prenez d’abord les contrats, de la même source.`,
  'unknown-movement': (given) => `Aucun mouvement « ${given} » de ce contrat et de ce droit : nommez celui qu’il faut corriger.`,
  'unknown-ticket': (given) => `Ce client n’a pas de demande n° ${given} : ôtez ce numéro ou corrigez-le.`,
  'unknown-quota': (given, known) => (known === '' ? `La politique ne compte aucun droit, donc pas « ${given} ».` : `La politique ne compte pas « ${given} ». Elle compte : ${known}.`),
  'other-customer': (given) => `« ${given} » est d’un autre client que celui de cet enregistrement : corrigez l’un ou l’autre.`,
  taken: (given, _, field) => (given === '' ? `Cette valeur de « ${field} » est déjà celle d’un autre.` : `« ${given} » est déjà à un autre : donnez-lui le même identifiant, ou une autre valeur.`),
  'ends-before': (given) => `La fin (${given}) est avant le début : corrigez l’une des deux dates.`,
  'granted-by-policy': (given) => `« ${given} » ne s’achète pas : la politique l’accorde à chaque période.`,
  'already-recorded': () => 'Ce mouvement est déjà inscrit avec un autre contenu : inscrivez une correction.',
  'is-a-correction': (given) => `« ${given} » est lui-même une correction : corrigez le mouvement d’origine.`,
  repeated: (given, known) => (known === '' ? `La colonne « ${given} » est là deux fois : ôtez-en une.` : `« ${given} » est déjà à la ligne ${known} : gardez une seule des deux.`),
  'unreadable-line': (given, known, field) => (unreadable.fr[given] ?? (() => spoilt.fr))(given, known, field),
  columns: (_, known, field) => (field === '' ? `Ce fichier est vide. Sa première ligne nomme les colonnes : ${known}.` : `Il manque la colonne « ${field} ». Les colonnes : ${known}.`),
}

const en: Record<RecordProblemCode, Say> = {
  missing: (_, __, field) => `“${field}” is missing: give its value.`,
  'wrong-form': (given, known, field) => `“${given}” does not fit for “${field}”.${known === '' ? '' : ` Expected: ${known}.`}`,
  'unknown-field': (given, known) => `“${given}” is not known here. There are: ${known}.`,
  'unknown-value': (given, known, field) => `The policy does not know “${given}” for “${field}”. It knows: ${known}.`,
  'unknown-customer': (given) => `There is no customer “${given}”: take in the customers first, from the same source, or give their number.`,
  'unknown-contract': (given) => `There is no contract “${given}”: take in the contracts first, from the same source.`,
  'unknown-movement': (given) => `There is no movement “${given}” of this contract and this right: name the one to correct.`,
  'unknown-ticket': (given) => `This customer has no request no. ${given}: take that number out, or correct it.`,
  'unknown-quota': (given, known) => (known === '' ? `The policy counts no right, so not “${given}”.` : `The policy does not count “${given}”. It counts: ${known}.`),
  'other-customer': (given) => `“${given}” belongs to another customer than the one of this record: correct one or the other.`,
  taken: (given, _, field) => (given === '' ? `This value of “${field}” is already somebody else’s.` : `“${given}” is already somebody else’s: give it the same identifier, or another value.`),
  'ends-before': (given) => `It ends (${given}) before it begins: correct one of the two dates.`,
  'granted-by-policy': (given) => `“${given}” is not bought: the policy grants it in each period.`,
  'already-recorded': () => 'This movement is recorded already with other contents: record a correction.',
  'is-a-correction': (given) => `“${given}” is a correction itself: correct the original movement.`,
  repeated: (given, known) => (known === '' ? `The column “${given}” is there twice: take one out.` : `“${given}” stands already on line ${known}: keep one of the two.`),
  'unreadable-line': (given, known, field) => (unreadable.en[given] ?? (() => spoilt.en))(given, known, field),
  columns: (_, known, field) => (field === '' ? `This file is empty. Its first line names the columns: ${known}.` : `The column “${field}” is missing. The columns: ${known}.`),
}

/** What is wrong with a record and what to do about it, in a language. */
export function problemInWords({ code, field, given, known }: Told, lang: Lang): string {
  return typeset((lang === 'fr' ? fr : en)[code](given ?? '', known ?? '', field ?? ''), lang)
}
