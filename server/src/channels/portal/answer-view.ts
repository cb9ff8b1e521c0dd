import { sayDecision } from '@guichet/policy'
import type { Decision, Policy } from '@guichet/policy'
import type { AnswerView } from '#portal/pages/answer.tsx'
import { textsIn } from '#portal/texts/texts.ts'
import type { Visitor } from './visitor.ts'

/** A decision as the page tells it: what, why, what to do instead; for a ticket, its number and how to follow it. */
export function answerOf(policy: Policy, decision: Decision, visitor: Visitor, ticket?: { number: number; email?: string }): AnswerView {
  const { lang, provider, contact, now, readerZone } = visitor
  const t = textsIn(lang)
  const home = `/${provider.slug}/${lang}`
  const said = sayDecision(policy, decision, lang, { now, readerZone })
  const form = wayForward(policy, decision, home)
  // A visitor whom the policy sends back to the form that it has just refused: what is missing is who they are.
  const signIn = !ticket && !contact && (decision.steps.at(-1)?.stage === 'identification' || form !== undefined)
  const way = form ?? said.href
  return {
    recorded: ticket !== undefined,
    headline: ticket ? t.recorded(ticket.number) : said.headline,
    because: [ticket && decision.outcome === 'held' ? said.headline : null, said.because].filter((part) => part !== null).join(' ') || undefined,
    promises: said.promises.map((promise) => promise.text),
    remarks: [...(ticket && said.nothingPromised ? [said.nothingPromised] : []), ...said.remarks.map((remark) => remark.text)],
    asks: said.asks.filter((_, i) => decision.asks[i]?.ifMissing !== 'optional').map((ask) => ask.text),
    clauses: ticket ? decision.clauses : decision.decisive,
    ...(signIn
      ? { instead: { text: said.instead ?? t.signInFirst, href: `${home}/sign-in?back=${encodeURIComponent(`${home}/ask`)}`, label: t.signIn } }
      : !ticket && said.instead !== null ? { instead: { text: said.instead, ...(way ? { href: way, label: t.next } : {}) } } : {}),
    ...(ticket ? { follow: contact ? { text: t.nextFollow, href: `${home}/tickets/${ticket.number}` } : { text: t.nextMail(ticket.email ?? '') } } : {}),
  }
}

/** Our own form, when the policy sends there. */
function wayForward(policy: Policy, decision: Decision, home: string): string | undefined {
  const channel = policy.channels.get(decision.next?.channel ?? decision.to ?? '')
  return channel?.medium === 'portal' ? `${home}/ask?channel=${encodeURIComponent(channel.name)}` : undefined
}
