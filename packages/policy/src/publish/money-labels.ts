import type { CivilPeriod } from '../calendar/stretch.ts'
import type { Lang } from '../model.ts'
import { apostrophe, nbsp, thin } from '../words/typography.ts'

const fr = {
  title: 'Prix et frais', prices: 'Prix', work: 'Pour quoi', net: 'Hors taxe', gross: 'Avec la taxe', how: 'Comment il se compte', clause: 'Article',
  free: 'gratuit', barred: 'jamais facturé', quoteOnly: 'sur devis', ofQuote: 'le prix du devis accepté',
  hourly: (amount: string) => `${amount} l${apostrophe}heure`,
  freeTime: (time: string) => `les ${time} du début sont offertes`, unit: { up: (time: string) => `par tranche de ${time}, toute tranche commencée est due`, nearest: (time: string) => `arrondi à la tranche de ${time} la plus proche`, down: (time: string) => `par tranche entière de ${time}` },
  minimum: (time: string) => `au moins ${time}`, capEstimate: `jamais plus que l${apostrophe}estimation du devis accepté`, cap: (time: string) => `jamais plus de ${time}`,
  order: { round_first: `arrondi d${apostrophe}abord, plafonné ensuite`, cap_first: `plafonné d${apostrophe}abord, arrondi ensuite` },
  atLeast: (amount: string) => `au moins ${amount} en tout`, atMost: (amount: string) => `au plus ${amount} en tout`, atMostQuote: 'jamais plus que le devis accepté',
  quote: `seulement après votre accord sur un devis`, due: { on_execution: 'dû une fois le travail fait', on_acceptance: `dû à l${apostrophe}acceptation`, at_once: 'dû aussitôt' },
  surcharges: 'Majorations', when: 'Quand', surcharge: 'Majoration', once: 'une fois', noSurcharge: 'Aucune majoration.', combine: { add: `Les majorations s${apostrophe}ajoutent.`, multiply: 'Les majorations se multiplient.', highest: 'Seule la plus forte compte.' },
  factor: 'Coefficient', taxes: 'Taxe', rate: 'Taux', since: (date: string) => `depuis le ${date}`,
  fees: 'Frais', fee: 'Frais', noFee: 'Aucuns frais.', conditions: 'Règle', per: { call: 'par appel', incident: 'par incident' }, decidedBy: (who: string) => `décidés par ${who}, jamais automatiques`, contest: (time: string) => `contestables pendant ${time}`,
  announced: `jamais sans que le prix ait été annoncé avant`, unless: (when: string) => `sauf si${thin}: ${when}`, neverFor: (when: string) => `jamais pour${thin}: ${when}`, feesAdd: `Plusieurs frais s${apostrophe}ajoutent.`, feesHighest: 'De plusieurs frais, seul le plus élevé est dû.',
  credits: 'Avoirs', credit: 'Si', worth: 'Vous recevez', limit: 'Limites', noMoreThan: (what: string) => `au plus ${what}`, claim: (time: string) => `à demander dans les ${time}`, late: (target: string, per: string, started: boolean) => `au-delà du délai «${nbsp}${target}${nbsp}», pour chaque tranche ${started ? 'commencée ' : ''}de ${per}`, below: (share: string, period: CivilPeriod) => `disponibilité sous ${share} sur un ${{ month: 'mois', quarter: 'trimestre', year: 'an' }[period]}`,
  of: (what: string) => ` de ${what}`, ofContract: (name: string) => ` de «${nbsp}${name}${nbsp}»`,
  quotas: 'Ce qui est compris', right: 'Droit', holds: 'Contient', counted: 'Comment il se décompte', empty: 'Une fois épuisé', noLimit: { time: `Le temps n${apostrophe}est pas limité.`, requests: `Le nombre de demandes n${apostrophe}est pas limité.` }, contract: 'selon votre contrat',
  units: (time: string) => `par ${time} commencées`, lasts: (time: string) => `valable ${time}`, carried: 'le reste est reporté', carriedFor: (count: number) => `le reste est reporté sur ${count > 1 ? `${count} périodes` : 'une période'}`, carriedOn: (count: number) => `puis le reste est reporté d’autant, ${count > 1 ? `${count} fois` : 'une fois'}`, lost: 'le reste est perdu', atMostCarried: (what: string) => `, ${what} au plus`,
  whenEmpty: { refuse: `la demande n${apostrophe}est pas prise`, priced: 'facturé au prix ci-dessus', ask_quote: 'sur devis', held: 'la demande attend' },
}

const en: typeof fr = {
  title: 'Prices and fees', prices: 'Prices', work: 'For what', net: 'Without tax', gross: 'With tax', how: 'How it is counted', clause: 'Clause',
  free: 'free of charge', barred: 'never charged', quoteOnly: 'on a quote', ofQuote: 'the price of the accepted quote',
  hourly: (amount) => `${amount} an hour`,
  freeTime: (time) => `the first ${time} are free`, unit: { up: (time) => `in slices of ${time}, any slice begun is due`, nearest: (time) => `rounded to the nearest ${time}`, down: (time) => `in whole slices of ${time}` },
  minimum: (time) => `at least ${time}`, capEstimate: 'never more than the estimate of the accepted quote', cap: (time) => `never more than ${time}`,
  order: { round_first: 'rounded first, capped after', cap_first: 'capped first, rounded after' },
  atLeast: (amount) => `at least ${amount} in all`, atMost: (amount) => `at most ${amount} in all`, atMostQuote: 'never more than the accepted quote',
  quote: 'only once you have agreed to a quote', due: { on_execution: 'due once the work is done', on_acceptance: 'due on acceptance', at_once: 'due at once' },
  surcharges: 'Surcharges', when: 'When', surcharge: 'Surcharge', once: 'once', noSurcharge: 'No surcharge.', combine: { add: 'Surcharges add up.', multiply: 'Surcharges multiply.', highest: 'Only the highest counts.' },
  factor: 'Factor', taxes: 'Tax', rate: 'Rate', since: (date) => `since ${date}`,
  fees: 'Fees', fee: 'Fee', noFee: 'No fees.', conditions: 'Rule', per: { call: 'per call', incident: 'per incident' }, decidedBy: (who) => `ruled on by ${who}, never automatic`, contest: (time) => `may be contested for ${time}`,
  announced: 'never without the price having been announced before', unless: (when) => `unless: ${when}`, neverFor: (when) => `never for: ${when}`, feesAdd: 'Several fees add up.', feesHighest: 'Of several fees only the highest is due.',
  credits: 'Credits', credit: 'If', worth: 'You receive', limit: 'Limits', noMoreThan: (what) => `at most ${what}`, claim: (time) => `to be claimed within ${time}`, late: (target, per, started) => `beyond the time “${target}”, for each ${per}${started ? ' begun' : ''}`, below: (share, period) => `availability below ${share} over a ${period}`,
  of: (what) => ` of ${what}`, ofContract: (name) => ` of “${name}”`,
  quotas: 'What is included', right: 'Right', holds: 'Holds', counted: 'How it is used', empty: 'Once used up', noLimit: { time: 'Time is not limited.', requests: 'The number of requests is not limited.' }, contract: 'as stated in your contract',
  units: (time) => `by ${time} begun`, lasts: (time) => `valid for ${time}`, carried: 'what is left is carried over', carriedFor: (count) => `what is left is carried over for ${count > 1 ? `${count} periods` : 'one period'}`, carriedOn: (count) => `then what is left is carried over for as long again, ${count > 1 ? `${count} times` : 'once'}`, lost: 'what is left is lost', atMostCarried: (what) => `, at most ${what}`,
  whenEmpty: { refuse: 'the request is not taken', priced: 'charged at the price above', ask_quote: 'on a quote', held: 'the request waits' },
}

/** The fixed words of the tables of prices, fees, credits and included rights. */
export const moneyLabels: Readonly<Record<Lang, typeof fr>> = { fr, en }
