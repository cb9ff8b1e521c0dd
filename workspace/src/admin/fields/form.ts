import type { Field, FieldChangeBody, FieldType } from '@guichet/protocol'
import type { FieldsPageTexts } from './texts.ts'

/** A choice as it is written; `key` is empty until it is kept: it comes of its label then, and stays. */
export interface WrittenChoice { id: number; key: string; fr: string; en: string; retired: boolean }

/** A field as it is written. */
export interface Written {
  labelFr: string; labelEn: string; helpFr: string; helpEn: string
  /** Null as long as it follows the label. */
  name: string | null
  type: FieldType; unit: string; choices: readonly WrittenChoice[]; every: boolean; kinds: readonly string[]; department: string; customer: boolean; required: boolean
}

export const empty: Written = { labelFr: '', labelEn: '', helpFr: '', helpEn: '', name: null, type: 'text', unit: '', choices: [], every: true, kinds: [], department: '', customer: false, required: false }

export const isListed = (type: FieldType): boolean => type === 'one' || type === 'several'

/** A field as its form has it. */
export function writtenOf(field: Field): Written {
  return {
    labelFr: field.label.fr ?? '', labelEn: field.label.en ?? '', helpFr: field.help.fr ?? '', helpEn: field.help.en ?? '', name: field.name, type: field.type, unit: field.unit ?? '',
    choices: field.choices.map(({ key, label, retired }, id) => ({ id, key, fr: label.fr ?? '', en: label.en ?? '', retired })), every: field.kinds.length === 0, kinds: field.kinds, department: field.department ?? '',
    customer: field.shownTo === 'customer', required: field.required,
  }
}

/** A name for programs made of words: letters without accents, figures, _. */
export function nameFrom(words: string, first: RegExp = /^[^a-z]+/): string {
  const plain = words.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase().replaceAll('œ', 'oe').replaceAll('æ', 'ae').replaceAll(/[^a-z0-9]+/g, '_').replace(first, '')
  return plain.slice(0, 40).replace(/_+$/, '')
}

export const nameOf = ({ name, labelFr, labelEn }: Written): string => name ?? nameFrom(labelFr.trim() === '' ? labelEn : labelFr)

/** Choices with their keys: of the words for new ones, never one that is there already. */
function keyed(choices: readonly WrittenChoice[]): FieldChangeBody['choices'] {
  const taken = new Set(choices.map(({ key }) => key).filter((key) => key !== ''))
  return choices.filter(({ fr, en }) => fr.trim() !== '' || en.trim() !== '').map(({ key, fr, en, retired }) => {
    const wanted = key === '' ? nameFrom(fr.trim() === '' ? en : fr, /^_+/) || 'choix' : key
    let own = wanted
    for (let n = 2; key === '' && taken.has(own); n += 1) own = `${wanted.slice(0, 36)}_${n}`
    taken.add(own)
    return { key: own, label: { fr: fr.trim(), en: en.trim() }, retired }
  })
}

/** What is sent of it, or what is missing in words. */
export function bodyOf(written: Written, isNew: boolean, t: FieldsPageTexts): Omit<FieldChangeBody, 'seen'> | string {
  const { labelFr, labelEn, helpFr, helpEn, type, unit, every, kinds, department, customer, required } = written
  if (labelFr.trim() === '' && labelEn.trim() === '') return t.noLabel
  if (isNew && !/^[a-z][a-z0-9_]{0,39}$/.test(nameOf(written))) return t.noName
  const choices = isListed(type) ? keyed(written.choices) : []
  if (isListed(type) && !choices.some(({ retired }) => !retired)) return t.noChoice
  if (!every && kinds.length === 0) return t.noKind
  return {
    label: { fr: labelFr.trim(), en: labelEn.trim() }, help: { fr: helpFr.trim(), en: helpEn.trim() }, unit: type === 'number' && unit.trim() !== '' ? unit.trim() : null, choices,
    kinds: every ? [] : [...kinds], department: department === '' ? null : department, shownTo: customer ? 'customer' : 'agents', required,
  }
}
