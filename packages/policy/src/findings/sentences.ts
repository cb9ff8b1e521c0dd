/** Builds the sentences of a finding, with French typography. */
import type { Finding } from '../model.ts'

type Said = Pick<Finding, 'severity' | 'message' | 'wayOut'>

/** Thin no-break space before double punctuation, no-break space inside guillemets. */
function french(text: string): string {
  return text.replace(/ ([;:!?])(?=\s|$)/g, '\u202f$1').replace(/« /g, '«\u00a0').replace(/ »/g, '\u00a0»')
}

function say(severity: Finding['severity']) {
  return (fr: string, en: string, wayOutFr: string, wayOutEn: string): Said => ({ severity, message: { fr: french(fr), en }, wayOut: { fr: french(wayOutFr), en: wayOutEn } })
}

export const error = say('error')
export const warning = say('warning')
export const info = say('info')
