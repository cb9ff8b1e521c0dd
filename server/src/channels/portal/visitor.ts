import type { FastifyRequest } from 'fastify'
import type { Lang, Policy } from '@guichet/policy'
import { dateInWords } from '@guichet/policy/words/formats'
import type { Frame } from '#portal/frame.tsx'
import { cookieName, findProvider, findSession, logoPath, rightsOf } from '#people/people.ts'
import type { Provider, SignedContact } from '#people/people.ts'
import type { Desk } from '#policies/policies.ts'
import { countUnread } from '#notices/notices.ts'
import { withRole } from '#triage/contact-rights.ts'

/** Who looks at a page, at which provider, in which language, under which policy. */
export interface Visitor {
  readonly provider: Provider
  readonly lang: Lang
  readonly policy: Policy | undefined
  readonly contact: SignedContact | undefined
  /** Notices that they have not read, counted up to a hundred. */
  readonly unread?: number
  readonly now: number
  /** The zone that the visitor's own clock most likely shows; where it differs from the provider's, times name their zone. */
  readonly readerZone: string
  /** Names the machine for throttling. */
  readonly machine: string
}

const usualZone: Record<Lang, string> = { fr: 'Europe/Paris', en: 'UTC' }

/** The visitor of a provider's page; undefined where no such provider or language is. */
export async function visitorOf(desk: Desk, request: FastifyRequest): Promise<Visitor | undefined> {
  const { provider: slug, lang } = request.params as { provider: string; lang: string }
  if (lang !== 'fr' && lang !== 'en') return undefined
  const provider = await findProvider(desk, slug)
  if (!provider) return undefined
  const now = desk.time.now()
  const token = request.cookies[cookieName(slug, 'contact')]
  const [policy, session] = await Promise.all([
    desk.policies.inForce(provider.id, now),
    token === undefined ? undefined : findSession(desk, provider.id, 'contact', token),
  ])
  const contact = session?.kind === 'contact' ? await withRole(desk, provider.id, session) : undefined
  const unread = contact ? await countUnread(desk, provider.id, contact.id) : 0
  return { provider, lang, policy, contact, unread, now, machine: request.ip, readerZone: contact?.zone ?? contact?.customer.zone ?? usualZone[lang] }
}

function logosOf(provider: Provider): Pick<Frame['provider'], 'logo' | 'darkLogo'> {
  const [logo, darkLogo] = [logoPath(provider, 'light'), logoPath(provider, 'dark')]
  return { ...(logo ? { logo } : {}), ...(darkLogo ? { darkLogo } : {}) }
}

/** What every page of the visitor shows around its content. `path` is within the provider and the language. */
export function frameOf(desk: Desk, visitor: Visitor, path: string): Frame {
  const { provider, policy, contact, lang, now, unread = 0 } = visitor
  return {
    lang, now, path,
    languages: policy?.languages.published ?? ['fr', 'en'],
    provider: { slug: provider.slug, name: provider.name, ...logosOf(provider) },
    demonstration: desk.demonstration,
    ...(contact ? { signedIn: { name: contact.name, customer: contact.customer.name, unread, manages: rightsOf(contact).may.has('manage_contacts'), actsForOthers: contact.actsForOthers, partner: contact.partner, licences: policy?.recognition.some((one) => one.fact === 'licence') === true, ...(contact.acting ? { actingFrom: contact.acting.own.name } : {}) } } : {}),
    ...(policy ? { policy: { version: policy.version, since: dateInWords(policy.effectiveText, lang) } } : {}),
  }
}

/** The language a browser asks for first among ours; the provider's own when it asks for neither. */
export function preferredLanguage(header: string | undefined, fallback: Lang): Lang {
  const wanted = (header ?? '').split(',')
    .map((part) => {
      const [tag = '', quality] = part.trim().split(';q=')
      return { lang: tag.slice(0, 2).toLowerCase(), quality: quality === undefined ? 1 : Number(quality) || 0 }
    })
    .filter(({ lang }) => lang === 'fr' || lang === 'en')
    .sort((a, b) => b.quality - a.quality)[0]
  return wanted === undefined ? fallback : (wanted.lang as Lang)
}
