import type { Decision, Lang, NextStep } from '../model.ts'
import type { Policy } from '../policy.ts'
import { askInWords, type AskWords } from './asks.ts'
import { addressHref, addressInWords } from './addresses.ts'
import { cite, say, wordsIn } from './fill.ts'
import { headlineOf } from './outcome.ts'
import { promiseInWords, type PromiseWords, type Reading } from './promise.ts'
import { sentence, thin } from './typography.ts'

/** A decision as it is told to the person who asked: what, why, and what to do instead, in this order. */
export interface DecisionWords {
  /** What happens, with the deciding clauses: "Par courriel, nous ne pouvons pas prendre cette demande (art. 1)." */
  headline: string
  /** The policy's own reason. */
  because: string | null
  /** The way forward, when there is one. */
  instead: string | null
  /** Where the way forward leads: `https:`, `mailto:` or `tel:`. */
  href: string | null
  remarks: { text: string; clauses: string[] }[]
  asks: AskWords[]
  promises: PromiseWords[]
  /** Said of an accepted request for which the policy promises nothing: nothing is promised, and no number is invented. */
  nothingPromised: string | null
  clauses: string[]
}

/** The words of a decision. `reading` tells when and where it is read: times are then told with their day and, if need be, their zone. */
export function sayDecision(policy: Policy, decision: Decision, lang: Lang, reading: Reading = { now: decision.at }): DecisionWords {
  const cited = decision.outcome === 'accepted' ? '' : cite(decision.decisive, policy, lang)
  const proceeds = decision.outcome === 'accepted' || decision.outcome === 'held'
  return {
    headline: `${headlineOf(policy, decision, lang, reading)}${cited === '' ? '' : ` (${cited})`}.`,
    because: decision.reason ? say(decision.reason, policy, lang) : null,
    instead: decision.next ? insteadOf(policy, decision.next, lang) : null,
    href: decision.next ? leadsTo(policy, decision.next) : null,
    remarks: decision.remarks.map(({ words, clauses }) => ({ text: say(words, policy, lang), clauses })),
    asks: decision.asks.map((ask) => askInWords(policy, ask, lang)),
    promises: decision.commitments.map((commitment) => promiseInWords(policy, commitment, lang, reading)),
    nothingPromised: proceeds && decision.commitments.length === 0
      ? (lang === 'fr' ? 'Aucun délai n’est promis pour cette demande.' : 'No time is promised for this request.')
      : null,
    clauses: decision.clauses,
  }
}

function addressOf(policy: Policy, next: NextStep) {
  return policy.addresses.get(next.address ?? policy.channels.get(next.channel ?? '')?.address ?? '')
}

function leadsTo(policy: Policy, next: NextStep): string | null {
  const address = addressOf(policy, next)
  return address ? addressHref(address) : null
}

function insteadOf(policy: Policy, next: NextStep, lang: Lang): string | null {
  const fr = lang === 'fr'
  const said: string[] = []
  const address = addressOf(policy, next)
  const channel = policy.channels.get(next.channel ?? '')
  if (next.words) said.push(say(next.words, policy, lang))
  else if (channel) {
    const name = wordsIn(channel.label, policy, lang)
    const where = address ? ` (${addressInWords(address)})` : ''
    said.push(fr ? `Passez plutôt par${thin}: ${name}${where}.` : `Please use instead: ${name}${where}.`)
  } else if (address) said.push(fr ? `Adressez-vous ici${thin}: ${addressInWords(address)}.` : `Please go to: ${addressInWords(address)}.`)
  if (next.referral) {
    const who = say(next.referral, policy, lang)
    said.push(/[.!?]$/.test(who) ? sentence(who) : fr ? `Qui peut vous aider${thin}: ${who}.` : `Who can help: ${who}.`)
  }
  if (next.quote) said.push(fr ? 'Nous pouvons aussi établir un devis.' : 'We can also draw up a quote.')
  return said.length === 0 ? null : said.join(' ')
}
