/** Quotes in words: what is done with one, how it stands, what stands against it. */
import type { Lang } from '../model.ts'
import type { QuoteState } from '../money/bill.ts'
import type { QuoteAct, QuoteProblem } from '../money/quote.ts'
import type { Policy } from '../policy.ts'
import { list } from './amounts.ts'
import { wordsIn } from './fill.ts'
import { apostrophe } from './typography.ts'

type Both = { fr: string; en: string }

export const acts: Record<QuoteAct, Both> = {
  send: { fr: 'Envoyer le devis', en: 'Send the quote' },
  accept: { fr: 'Accepter le devis', en: 'Accept the quote' },
  refuse: { fr: 'Refuser le devis', en: 'Refuse the quote' },
  start: { fr: 'Commencer le travail', en: 'Start the work' },
  bill_preparation: { fr: `Facturer l${apostrophe}établissement du devis`, en: 'Charge for drawing up the quote' },
}
export const states: Record<QuoteState, Both> = {
  none: { fr: 'sans devis', en: 'no quote' },
  sent: { fr: 'devis envoyé', en: 'quote sent' },
  accepted: { fr: 'devis accepté', en: 'quote accepted' },
  refused: { fr: 'devis refusé', en: 'quote refused' },
  expired: { fr: 'devis périmé', en: 'quote expired' },
}
export const problems: Record<QuoteProblem, Both> = {
  incomplete: { fr: 'le devis est incomplet', en: 'the quote is incomplete' },
  estimate_not_multiple: { fr: `l${apostrophe}estimation n${apostrophe}est pas un nombre entier de tranches`, en: 'the estimate is not a whole number of slices' },
  cost_differs: { fr: `le coût n${apostrophe}est pas celui que donne le prix`, en: 'the cost is not what the price gives' },
  rate_differs: { fr: `le taux n${apostrophe}est pas celui du prix`, en: 'the rate is not that of the price' },
  barred: { fr: 'ce travail ne peut jamais être facturé', en: 'this work may never be charged' },
  not_sent_so: { fr: `un devis ne s${apostrophe}envoie pas ainsi`, en: 'a quote is not sent that way' },
  not_answered_so: { fr: `un devis ne s${apostrophe}accepte ni ne se refuse par ce canal`, en: 'a quote is neither accepted nor refused through this channel' },
  not_entitled: { fr: `l${apostrophe}identité n${apostrophe}est pas assez établie`, en: 'identity is not established well enough' },
  not_open: { fr: `aucun devis n${apostrophe}attend de réponse`, en: 'no quote waits for an answer' },
  expired: { fr: 'le devis est périmé', en: 'the quote has expired' },
  not_accepted: { fr: `le devis n${apostrophe}est pas accepté`, en: 'the quote is not accepted' },
  free: { fr: `l${apostrophe}établissement du devis est gratuit`, en: 'drawing up the quote is free' },
  price_unknown: { fr: `aucun prix n${apostrophe}est établi pour ce travail`, en: 'no price is established for this work' },
}
export const known: Record<string, Both> = {
  work: { fr: 'les travaux', en: 'the work' },
  guarantees: { fr: 'les garanties', en: 'the guarantees' },
  cost: { fr: 'le coût', en: 'the cost' },
  estimate: { fr: 'le temps estimé', en: 'the estimated time' },
  rate: { fr: 'le taux horaire', en: 'the hourly rate' },
  by: { fr: 'le canal de la réponse', en: 'the channel of the answer' },
}
export const media: Record<string, Both> = { post: { fr: 'courrier', en: 'post' }, fax: { fr: 'télécopie', en: 'fax' }, mail: { fr: 'courriel', en: 'e-mail' }, person: { fr: 'remise en main propre', en: 'handed over' } }

export const actInWords = (act: QuoteAct, lang: Lang): string => acts[act][lang]
export const stateInWords = (state: QuoteState, lang: Lang): string => states[state][lang]
export const problemInWords = (problem: QuoteProblem, lang: Lang): string => problems[problem][lang]

/** "il manque le taux horaire et le coût"; empty for none. A part that the policy names is called so. */
export function partsInWords(parts: readonly string[], policy: Policy, lang: Lang): string {
  if (parts.length === 0) return ''
  const own = policy.families.quotes.flatMap(({ answer }) => [...(answer.parts ?? []), ...(answer.hourlyParts ?? [])])
  const names = parts.map((name) => {
    const label = own.find((part) => part.name === name)?.label
    return label ? wordsIn(label, policy, lang) : (known[name]?.[lang] ?? name)
  })
  return `${lang === 'fr' ? 'il manque' : 'missing:'} ${list(names, lang)}`
}

/** "par télécopie", "par ticket". */
export function deliveryInWords(way: string, policy: Policy, lang: Lang): string {
  const channel = policy.channels.get(way)
  const name = channel ? wordsIn(channel.label, policy, lang) : (media[way]?.[lang] ?? way)
  return lang === 'fr' ? `par ${name}` : `by ${name}`
}
