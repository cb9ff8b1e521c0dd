/** What a policy that notifies must say: to whom, through what, and what becomes of the address that a customer sets (SEED-18). */
import type { Aspect, NotificationAnswer } from '../notifications/types.ts'
import type { Rule } from '../policy.ts'
import type { Context } from '../read/context.ts'

export type Unsaid = 'to' | 'personal' | 'through' | 'own_address' | 'own_replaces' | 'fallback' | 'on_bounce'

export function checkNotifications(ctx: Context, rules: readonly Rule<NotificationAnswer>[]): void {
  if (ctx.unread.has('notifications')) return
  const first = rules[0]
  if (!first) {
    const type = ctx.places.get(`notification ${ctx.facts.get('notification')?.options[0]?.value ?? ''}`)
    if (type) ctx.findings.add('notification-unsaid', type, { key: 'to' })
    return
  }
  const said = (aspect: Aspect): boolean => rules.some(({ answer }) => answer.aspect === aspect)
  const missing = (...keys: Exclude<Unsaid, 'through'>[]): Unsaid[] => keys.filter((key) => !said(key))
  const unsaid = missing('to', 'personal')
  if (!said('client_area') && !said('mail')) unsaid.push('through')
  if (rules.some(({ answer }) => answer.aspect === 'mail' && answer.yes)) unsaid.push(...missing('own_address', 'on_bounce'))
  if (rules.some(({ answer }) => answer.aspect === 'own_address' && answer.yes)) unsaid.push(...missing('own_replaces', 'fallback'))
  for (const key of unsaid) ctx.findings.add('notification-unsaid', first, { key }, first.clause)
}
