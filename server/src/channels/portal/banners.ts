import { createElement, type ReactNode } from 'react'
import { instantInWords } from '@guichet/policy/words/formats'
import { isId } from '#platform/ids.ts'
import { inLanguage, noticesConcerning, typeInWords } from '#notices/notices.ts'
import type { Concerning, Subject } from '#notices/notices.ts'
import type { Desk } from '#policies/policies.ts'
import { Banners, type BannerView } from '#portal/parts/banners.tsx'
import { noticesTexts } from '#portal/texts/areas/notices.ts'
import type { Visitor } from './visitor.ts'

const named = 3

function viewOf(notice: Concerning, visitor: Visitor): BannerView {
  const { lang, policy, provider, now } = visitor
  const t = noticesTexts(lang)
  const title = inLanguage(notice.title, lang)
  const zone = policy?.zone ?? 'UTC'
  const told = (at: number) => instantInWords(at, { zone, lang, now, readerZone: visitor.readerZone })
  const times = notice.from !== null && notice.from > now ? t.bannerFrom(told(notice.from)) : notice.until !== null ? t.bannerUntil(told(notice.until)) : undefined
  const names = notice.services.slice(0, named).map(({ name }) => name).join(', ')
  const rest = notice.services.length - named
  return {
    id: notice.noticeId, title: title.text, type: typeInWords(policy, notice.type, lang), severity: notice.severity,
    services: names === '' ? '' : t.bannerOf(rest > 0 ? `${names} ${t.bannerMore(rest)}` : names),
    ...(title.writtenIn === lang ? {} : { titleIn: title.writtenIn }), ...(times === undefined ? {} : { times }),
    ...(notice.notificationId === null ? {} : { href: `/${provider.slug}/${lang}/notices/${notice.notificationId}` }),
  }
}

/** The pages that show what goes on: one's own space and asking, all of it; a service and a request, what concerns them. */
function subjectOf(path: string): Subject | undefined {
  if (path === '/account' || path === '/ask' || path.startsWith('/ask/')) return 'everything'
  const [, noun, name = ''] = /^\/(services|tickets)\/([\w-]+)$/.exec(path) ?? []
  if (noun === 'services' && isId(name)) return { serviceId: name }
  return noun === 'tickets' && /^[1-9]\d{0,8}$/.test(name) ? { ticket: Number(name) } : undefined
}

/** What goes on with what the visitor has, for the head of a page; nothing for a stranger, and nothing on other pages. */
export async function bannersFor(desk: Desk, visitor: Visitor, path: string): Promise<ReactNode> {
  const { contact } = visitor
  const subject = subjectOf(path)
  if (!contact || !subject) return undefined
  const found = await noticesConcerning(desk, visitor.provider.id, { customerId: contact.customer.id, contactId: contact.id }, visitor.now, subject)
  return found.length === 0 ? undefined : createElement(Banners, { banners: found.map((notice) => viewOf(notice, visitor)), lang: visitor.lang })
}
