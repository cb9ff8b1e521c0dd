import { domainToASCII } from 'node:url'

/**
 * The one form under which an address is compared and stored: exact local part, domain in lower-case
 * A-labels (AUTH-02). Undefined when it is no address that a person could have.
 */
export function foldAddress(address: string): string | undefined {
  const at = address.lastIndexOf('@')
  const local = address.slice(0, at)
  if (at < 1 || address.length > 254 || !/^[^\s"<>(),:;\\@[\]\p{Cc}\p{Cf}]{1,64}$/u.test(local)) return undefined
  const domain = domainToASCII(address.slice(at + 1).replace(/\.$/, '')).toLowerCase()
  return /^[a-z0-9-]+(\.[a-z0-9-]+)+$/.test(domain) ? `${local}@${domain}` : undefined
}
