import type { Address } from '../policy.ts'
import { phone } from './amounts.ts'

/** An address as it is shown: a URL without its scheme, a telephone number in groups. */
export function addressInWords({ form, value }: Pick<Address, 'form' | 'value'>): string {
  if (form === 'phone') return phone(value)
  return form === 'url' ? value.replace(/^https?:\/\//, '').replace(/\/$/, '') : value
}

/** Where an address leads: `https:`, `mailto:` or `tel:`. */
export function addressHref({ form, value }: Pick<Address, 'form' | 'value'>): string {
  if (form === 'phone') return `tel:${value.replaceAll(/[^+\d]/g, '')}`
  return form === 'mail' ? `mailto:${value}` : value
}
