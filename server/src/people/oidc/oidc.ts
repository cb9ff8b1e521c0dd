/** Other sites that vouch for people (OpenID Connect): who they are, what they say, and who that is here. */
export { settleAccount } from './account.ts'
export type { Vouched } from './account.ts'
export { addConnection, comesInFreely, findConnection, listConnections, onlyWayOf, removeConnection } from './connections.ts'
export type { Connection, NewConnection } from './connections.ts'
export { foldDomain, isPublicDomain } from './domains.ts'
export { beginAtSite, endAtSite, readSite, readState, returnAddress, SiteError } from './site.ts'
export type { Claims, SiteProblem, State } from './site.ts'
