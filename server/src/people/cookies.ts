import type { World } from '#server/tables.ts'

/** The cookie that holds a session's token: one per provider and kind of person, sent below the provider's address only. */
export function cookieName(slug: string, kind: 'agent' | 'contact'): string {
  return `guichet_${slug}_${kind}`
}

/** The cookie of an agent's sign-in that waits for its second proof; it opens nothing. */
export function agentPendingCookie(slug: string): string {
  return `guichet_${slug}_agent_pending`
}

/** How that cookie is set. `SameSite=Lax`: a link in a mail still finds its reader signed in; another site's form does not (AB-23). */
export function cookieOptions(world: World, slug: string, expiresAt: number) {
  return {
    path: `/${slug}`, httpOnly: true, sameSite: 'lax' as const, secure: world.settings.baseUrl.startsWith('https:'),
    maxAge: Math.max(0, Math.floor((expiresAt - world.time.now()) / 1_000)),
  }
}
