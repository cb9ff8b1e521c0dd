import type { Lang } from '../model.ts'
import type { Figure } from '../policy.ts'
import { addressHref, addressInWords } from './addresses.ts'
import { money, number, percent } from './amounts.ts'
import { businessDays, duration } from './durations.ts'
import { dateInWords, timeOfDay } from './instants.ts'
import { stretchInWords } from './stretches.ts'

/** The parts of a figure that have a placeholder of their own: the tax of an amount and the amount with it, the interruption that an availability allows. */
export function figureParts(figure: Figure): string[] {
  if (figure.form === 'percent') return figure.downtime === undefined ? [] : ['downtime']
  if (figure.form !== 'money') return []
  return [...(figure.gross === undefined ? [] : ['gross']), ...(figure.vat === undefined ? [] : ['vat'])]
}

/** A figure in words, or one of its parts: "60,00 € HT", "71,76 € TTC", "19,6 %". undefined: it has no such part. */
export function figureInWords(figure: Figure, part: string | undefined, currency: string, lang: Lang): string | undefined {
  if (part === undefined) return wholeInWords(figure, currency, lang)
  if (figure.form === 'percent') return part === 'downtime' && figure.downtime !== undefined ? duration(figure.downtime, lang) : undefined
  if (figure.form !== 'money') return undefined
  if (part === 'gross' && figure.gross !== undefined) return money(figure.gross, currency, lang, 'included')
  return part === 'vat' && figure.vat !== undefined ? percent(figure.vat, lang) : undefined
}

/** Where a figure that is an address leads. */
export function figureLink(figure: Figure): { href?: string } {
  if (figure.form !== 'url' && figure.form !== 'mail' && figure.form !== 'phone') return {}
  return { href: addressHref({ form: figure.form, value: figure.value }) }
}

function wholeInWords(figure: Figure, currency: string, lang: Lang): string {
  switch (figure.form) {
    case 'money': return money(figure.amount, currency, lang, figure.tax)
    case 'count': return number(figure.value, lang)
    case 'percent': return percent(figure.value, lang)
    case 'duration': return duration(figure.value, lang)
    case 'business_days': return businessDays(figure.value, lang)
    case 'stretch': return stretchInWords(figure.value, lang)
    case 'date': return dateInWords(figure.value, lang)
    case 'time': {
      const [hours = 0, minutes = 0, seconds = 0] = figure.value.split(':').map(Number)
      return timeOfDay(hours * 3600 + minutes * 60 + seconds, lang)
    }
    case 'phone': case 'url': case 'mail': return addressInWords({ form: figure.form, value: figure.value })
    case 'text': return figure.value
  }
}
