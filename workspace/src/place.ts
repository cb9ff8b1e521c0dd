/** Where we are: the provider whose desk this is, from the address `/{provider}/desk/…`. */

/** The provider's part of an address; empty when there is none. */
export function providerOf(path: string): string {
  return /^\/([a-z0-9][a-z0-9-]*)\/desk(\/|$)/.exec(path)?.[1] ?? ''
}

/** The provider of this page. */
export const slug = providerOf(location.pathname)

/** Whether another site gave the first proof of who we are, and a second is asked for here. */
export const owesSecond = new URLSearchParams(location.search).has('second')

/** The address under which every page of this desk lies. */
export const home = `/${slug}/desk`

/** The address of something of this provider's API. */
export function apiPath(path: string): string {
  return `/${slug}/api/v1/${path}`
}
