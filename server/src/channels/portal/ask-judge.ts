import { admissibleValues } from '@guichet/policy'
import type { Facts } from '@guichet/policy'
import type { Desk } from '#policies/policies.ts'
import { judge, type Judged } from '#triage/decide.ts'
import { serviceControl, serviceNamed, servicesOf } from './ask-service.ts'
import type { Asked } from './asked.ts'
import type { SentForm } from './upload.ts'

export const emailForm = /^[^\s@]{1,64}@[^\s@]{1,190}\.[^\s@.]{1,63}$/

/** Who asks, as far as the form can tell. */
export function senderOf({ visitor, texts }: Asked) {
  const { contact } = visitor
  if (contact) return { trust: contact.trust, contactId: contact.id, ...(contact.acting ? { customerId: contact.customer.id } : {}), address: contact.email }
  const address = texts.email?.trim()
  return { trust: 'T0' as const, ...(address !== undefined && emailForm.test(address) ? { address } : {}) }
}

/** What was said, completed by what follows from it, and what the policy answers to it. */
export interface Weighed { readonly asked: Asked; readonly judged: Judged }

/**
 * Asks the policy about what was said so far. A service that was typed by its name is that service; where one kind of request
 * alone is open to the visitor, it is that one.
 */
export async function weigh(desk: Desk, said: Asked, sent?: SentForm): Promise<Weighed> {
  let asked = said
  let judged = await ask(desk, asked, sent)
  const typed = asked.texts[serviceControl]
  const named = typed && judged.serviceId === undefined ? serviceNamed(servicesOf(judged, asked), typed) : undefined
  if (named) {
    asked = { ...asked, serviceId: named.id }
    judged = await ask(desk, asked, sent)
  }
  const only = onlyKind(judged, asked)
  if (only === undefined) return { asked, judged }
  return { asked, judged: await ask(desk, { ...asked, answers: { ...asked.answers, kind: only } }, sent) }
}

function onlyKind({ policy, facts }: Judged, { answers, visitor }: Asked): string | undefined {
  if ('kind' in answers || !policy.facts.has('kind')) return undefined
  const open = admissibleValues(policy, facts, 'kind', visitor.now)
  return open.length === 1 ? open[0] : undefined
}

/** Questions that a file answers are answered by the files that are joined. */
function filesAsAnswers({ policy }: Asked, count: number): Facts {
  if (count === 0) return {}
  return Object.fromEntries([...policy.facts.values()].filter((fact) => fact.type === 'file' && fact.name !== 'attachments').map((fact) => [fact.name, count]))
}

async function ask(desk: Desk, asked: Asked, sent: SentForm | undefined): Promise<Judged> {
  const { visitor, texts, serviceId } = asked
  const judged = await judge(desk, {
    providerId: visitor.provider.id, channel: asked.channel, receivedAt: visitor.now, sender: senderOf(asked), language: visitor.lang,
    subject: texts.subject?.trim() ?? '', text: texts.description?.trim() ?? '', attachments: sent?.files ?? [],
    facts: { ...asked.answers, ...filesAsAnswers(asked, sent?.files.length ?? 0) },
    ...(serviceId && serviceId !== 'none' ? { serviceId } : {}),
  })
  // Whoever is on the form found its policy a moment ago.
  if (!judged) throw new Error('the policy of a form is not in force')
  return judged
}
