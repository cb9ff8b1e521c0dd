import type { Lang, Policy } from '@guichet/policy'
import { say } from '@guichet/policy/words/fill'
import type { Announcement } from '#outbox/outbox.ts'
import type { Provider } from '#people/people.ts'
import type { Audience, PostKind, Texts } from '#server/tables/notices.ts'
import type { World } from '#server/tables.ts'
import type { Copy } from './decide.ts'
import type { Told } from './people.ts'
import { unsubscribeToken } from './unsubscribe.ts'

/** Something said in a notice, with the notice. */
export interface Announced {
  readonly id: string
  readonly kind: PostKind
  readonly text: Texts
  readonly from_at: number | null
  readonly until_at: number | null
  readonly created_at: number
  readonly after: string | null
  readonly author_kind: 'agent' | 'system'
  readonly author_id: string | null
  readonly author_name: string | null
  readonly notice_id: string
  readonly code: string
  readonly type: string
  readonly title: Texts
  readonly audience: Audience
  readonly outcome: 'sent' | 'public' | 'not_concerned'
  readonly optional: boolean
}

/** A text in the reader's language; else in the other, which is then named. */
export function inLanguage(texts: Texts, lang: Lang): { text: string; writtenIn: Lang } {
  const own = texts[lang]
  if (own !== undefined && own !== '') return { text: own, writtenIn: lang }
  const other: Lang = lang === 'fr' ? 'en' : 'fr'
  return { text: texts[other] ?? '', writtenIn: texts[other] ? other : lang }
}

/** The words of the policy for a type. */
export function typeInWords(policy: Policy | undefined, type: string, lang: Lang): string {
  const label = policy?.facts.get('notification')?.options.find(({ value }) => value === type)?.label
  return policy && label ? say(label, policy, lang) : type
}

/** The letter that carries something said to one address of a person. */
export function announcementFor(
  world: World,
  of: { provider: Provider; policy: Policy | undefined; post: Announced; customer: Told; copy: Copy; notificationId: string; address: string; home: (path: string) => string },
): Announcement {
  const { provider, policy, post, customer, copy, notificationId, address, home } = of
  const { reader } = copy
  const language: Lang = policy?.languages.published.includes(reader.language) ? reader.language : (policy?.languages.authoritative ?? reader.language)
  const title = inLanguage(post.title, language)
  const text = inLanguage(post.text, language)
  const own = customer.ownText ? inLanguage(customer.ownText, language).text : ''
  const readerZone = reader.zone ?? customer.zone
  return {
    kind: 'announcement', providerId: provider.id, language, to: { address, ...(address === reader.email ? { name: reader.name } : {}) },
    content: {
      type: typeInWords(policy, post.type, language), post: post.kind, title: title.text, text: [text.text, own].filter((part) => part !== '').join('\n\n'), reference: copy.reference,
      link: home(`/${language}/notices/${notificationId}`), settings: home(`/${language}/notices/settings`),
      ...(title.writtenIn === language ? {} : { writtenIn: title.writtenIn }),
      ...(post.from_at === null ? {} : { from: post.from_at }), ...(post.until_at === null ? {} : { until: post.until_at }),
      ...(readerZone === null ? {} : { readerZone }),
      ...(post.optional
        ? { unsubscribe: { link: home(`/${language}/unsubscribe/${unsubscribeToken(world.settings.secret, provider.id, reader.id, post.type)}`), list: `${post.type}.${provider.slug}` } }
        : {}),
    },
  }
}
