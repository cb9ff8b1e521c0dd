import type { FieldView } from '#portal/parts/field.tsx'
import { askingTexts } from '#portal/texts/areas/asking.ts'
import { textsIn } from '#portal/texts/texts.ts'
import { isInUse } from '#people/people.ts'
import type { Judged } from '#triage/decide.ts'
import { dayOf } from '#triage/facts.ts'
import { prefix } from './answers.ts'
import type { Asked } from './asked.ts'

type Service = NonNullable<Judged['requester']['profile']>['services'][number]

/** The control of the name of a service, where the policy asks for it in words. */
export const serviceControl = `${prefix}service`
const mostShown = 8

/** The services of who is signed in, that there still are. */
export function servicesOf(judged: Judged, { visitor }: Asked): readonly Service[] {
  return visitor.contact ? (judged.requester.profile?.services ?? []).filter((one) => isInUse(one, dayOf(judged.policy, visitor.now), visitor.now)) : []
}

const fold = (text: string) => text.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase().replaceAll(/[^\p{L}\p{N}]+/gu, ' ').trim()

/** The service that goes by exactly this name, address or order number. */
export function serviceNamed(services: readonly Service[], typed: string): Service | undefined {
  const asked = fold(typed)
  const found = asked === '' ? [] : services.filter((one) => [one.name, one.address, one.orderNumber].some((name) => name !== null && fold(name) === asked))
  return found.length === 1 ? found[0] : undefined
}

const pairs = (text: string) => new Set(Array.from({ length: Math.max(0, text.length - 1) }, (_, i) => text.slice(i, i + 2)))

/** How much two names share, from 0 to 1. */
function likeness(a: string, b: string): number {
  const [left, right] = [pairs(fold(a)), pairs(fold(b))]
  return left.size + right.size === 0 ? 0 : (2 * left.intersection(right).size) / (left.size + right.size)
}

/** Which of their services it is about: asked first, because the rest may depend on it. */
export function serviceQuestion(judged: Judged, asked: Asked): FieldView | null {
  const services = servicesOf(judged, asked)
  if (services.length === 0 || asked.serviceId === 'none' || services.some((one) => one.id === asked.serviceId)) return null
  const { lang } = asked.visitor
  const t = textsIn(lang)
  const kinds = judged.policy.facts.get('asset')?.options ?? []
  const named = (kind: string) => kinds.find((option) => option.value === kind)?.label[lang] ?? kind
  return {
    name: 'serviceId', kind: 'choice', label: t.service, value: '', required: true,
    options: [...services.map((one) => ({ value: one.id, label: one.name, help: named(one.kind) })), { value: 'none', label: t.serviceNone }],
  }
}

/** Whether a name was typed that none of their services has, and they have not said to keep it (S5-9). */
export function unknownService(judged: Judged, asked: Asked): boolean {
  const typed = asked.texts[serviceControl]?.trim() ?? ''
  return typed !== '' && asked.texts.pickService !== 'none' && servicesOf(judged, asked).length > 0 && judged.serviceId === undefined
}

/** The field of a service's name, with the names there are; after one that is none of them, with those that look like it. */
export function withServices(field: FieldView, judged: Judged, asked: Asked): FieldView {
  const services = servicesOf(judged, asked)
  if (field.name !== serviceControl || services.length === 0) return field
  const suggested = { ...field, suggestions: services.map((one) => one.name) }
  if (!unknownService(judged, asked)) return suggested
  const t = askingTexts(asked.visitor.lang)
  const typed = asked.texts[serviceControl]?.trim() ?? ''
  const near = services.toSorted((a, b) => likeness(b.name, typed) - likeness(a.name, typed)).slice(0, mostShown)
  return {
    ...suggested,
    pick: { name: 'pickService', legend: t.serviceUnknown, options: [...near.map((one) => ({ value: one.id, label: one.name })), { value: 'none', label: t.serviceKeep(typed) }] },
  }
}
