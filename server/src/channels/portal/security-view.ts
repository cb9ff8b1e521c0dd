import { passwordOf, readBrowser, recentSignIns, secondFactorsOf, sessionsOf } from '#people/people.ts'
import type { SignedContact } from '#people/people.ts'
import type { Desk } from '#policies/policies.ts'
import type { SecurityView } from '#portal/pages/security.tsx'
import type { SessionLine, TraceLine } from '#portal/parts/sessions.tsx'
import { securityTexts } from '#portal/texts/areas/security.ts'
import type { Lang } from '@guichet/policy'
import { recoveryOf } from '#server/identity/identity.ts'
import { dateAndTime } from './moments.ts'
import type { Visitor } from './visitor.ts'

/** A browser in words: of what its header says, only names that we know come out. */
export function browserInWords(userAgent: string | null | undefined, lang: Lang): string {
  const t = securityTexts(lang)
  const { name, system } = readBrowser(userAgent)
  if (name !== undefined && system !== undefined) return t.browserOn(name, system)
  return name ?? system ?? t.unknownBrowser
}

function howInWords(way: string, second: string | null | undefined, lang: Lang): string {
  const t = securityTexts(lang)
  const first = t.ways[way as keyof typeof t.ways] ?? way
  return second && second !== way ? `${first}, ${t.seconds2[second as keyof typeof t.seconds2] ?? second}` : first
}

/** Everything that the page of security shows. */
export async function securityViewOf(desk: Desk, visitor: Visitor, contact: SignedContact, more: Pick<SecurityView, 'notice' | 'problem' | 'passkeysPossible'>): Promise<SecurityView> {
  const { lang, provider } = visitor
  const t = securityTexts(lang)
  const who = { contactId: contact.id }
  const at = (instant: number) => dateAndTime(visitor, instant)
  const [password, factors, sessions, recent, recovery] = await Promise.all([
    passwordOf(desk, provider.id, contact.id), secondFactorsOf(desk, provider.id, who), sessionsOf(desk, provider.id, who), recentSignIns(desk, provider.id, who), recoveryOf(desk, provider, contact.id),
  ])
  return {
    ...more,
    password: password && at(password.changedAt), totp: factors.totp ? at(factors.totp.createdAt) : undefined, codesLeft: factors.backupCodesLeft, any: factors.any,
    passkeys: factors.passkeys.map((key) => ({ id: key.id, name: key.name, meta: t.passkeyMeta(at(key.createdAt), key.lastUsedAt === null ? undefined : at(key.lastUsedAt), key.host) })),
    sessions: sessions.map((one): SessionLine => ({
      id: one.id, here: one.id === contact.sessionId, browser: browserInWords(one.browser, lang), machine: one.machine ?? '—', opened: at(one.openedAt), seen: at(one.seenAt), how: howInWords(one.way, one.second, lang),
    })),
    recent: recent.map(({ type, at: when, data }): TraceLine => ({
      when: at(when), browser: browserInWords(textOf(data.browser), lang), machine: textOf(data.machine) ?? '—', failed: type !== 'session.opened',
      how: type === 'session.opened' ? howInWords(textOf(data.way) ?? 'link', textOf(data.second), lang) : type === 'session.failed' ? t.failedPassword : t.failedSecond,
    })),
    recovery: recovery && at(recovery.dueAt),
  }
}

const textOf = (value: unknown) => (typeof value === 'string' ? value : undefined)
