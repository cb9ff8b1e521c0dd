import { createElement } from 'react'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { anchorOf } from '@guichet/policy/words/fill'
import { instantInWords } from '@guichet/policy/words/formats'
import { countUnread, inLanguage, listNotifications, markNotifications, readNotification, settingsOf, typeInWords } from '#notices/notices.ts'
import type { NotificationPage, NotificationRow } from '#notices/notices.ts'
import type { Http } from '#platform/http.ts'
import { isId } from '#platform/ids.ts'
import type { Desk } from '#policies/policies.ts'
import type { Frame } from '#portal/frame.tsx'
import { NoticePage, type NoticeView } from '#portal/pages/notice.tsx'
import { NoticesPage, type NoticeLine, type NoticesView } from '#portal/pages/notices.tsx'
import { noticesTexts } from '#portal/texts/areas/notices.ts'
import { idIn } from './coming.ts'
import { onOwnPage, type SignedVisitor } from './own-page.ts'
import { sendPage } from './pages.ts'

const perPage = 30
const day = 24 * 3_600_000
const perHour = { rateLimit: { max: 600, timeWindow: 3_600_000 } }
const pathOf = (request: FastifyRequest) => `/notices/${idIn(request) ?? ''}`
/** The reader's own zone, where it is known: only then is their time told besides. */
const knownZone = ({ contact }: SignedVisitor) => contact.zone ?? contact.customer.zone ?? undefined

/** An instant in the support's zone, which is named where the reader's is known and another. */
function told(visitor: SignedVisitor, at: number): string {
  const theirs = knownZone(visitor)
  return instantInWords(at, { zone: visitor.policy?.zone ?? 'UTC', lang: visitor.lang, now: visitor.now, ...(theirs ? { readerZone: theirs } : {}) })
}

/** The centre of notices: what one was told, read or not. */
export function addNotices(http: Http, desk: Desk): void {
  http.get('/:provider/:lang/notices', onOwnPage(desk, () => '/notices', (visitor, frame, request, reply) => showList(desk, visitor, frame, request, reply)))
  http.post('/:provider/:lang/notices/read', { config: perHour }, onOwnPage(desk, () => '/notices', async (visitor, _frame, _request, reply) => {
    const marked = await markNotifications(desk, visitor.provider.id, visitor.contact.id, 'all', true)
    return reply.redirect(`/${visitor.provider.slug}/${visitor.lang}/notices?read=${marked}`, 303)
  }))
  http.get('/:provider/:lang/notices/:id', onOwnPage(desk, pathOf, async (visitor, frame, request, reply) => {
    const id = idIn(request)
    const page = id === undefined ? undefined : await readNotification(desk, visitor.provider.id, visitor.contact.id, id)
    if (id === undefined || !page) return reply.callNotFound()
    const { unread } = request.query as { unread?: string }
    // Whoever opens it has read it; they may say that they have not.
    if (unread !== '1') await markNotifications(desk, visitor.provider.id, visitor.contact.id, { id }, true)
    const left = { ...frame, ...(frame.signedIn ? { signedIn: { ...frame.signedIn, unread: await countUnread(desk, visitor.provider.id, visitor.contact.id) } } : {}) }
    return sendPage(reply, createElement(NoticePage, { frame: left, view: viewOf(page, visitor, unread === '1') }))
  }))
  for (const mark of ['read', 'unread'] as const) {
    http.post(`/:provider/:lang/notices/:id/${mark}`, { config: perHour }, onOwnPage(desk, pathOf, async (visitor, _frame, request, reply) => {
      const id = idIn(request)
      const page = id === undefined ? undefined : await readNotification(desk, visitor.provider.id, visitor.contact.id, id)
      if (id === undefined || !page) return reply.callNotFound()
      await markNotifications(desk, visitor.provider.id, visitor.contact.id, { id }, mark === 'read')
      return reply.redirect(`/${visitor.provider.slug}/${visitor.lang}/notices/${id}${mark === 'unread' ? '?unread=1' : ''}`, 303)
    }))
  }
}

/** Where the page before ended: `1700000000000~id`. */
function cursorIn(text: unknown): { at: number; id: string } | undefined {
  const [at = '', id = ''] = typeof text === 'string' ? text.split('~') : []
  return /^\d{1,16}$/.test(at) && isId(id) ? { at: Number(at), id } : undefined
}

async function showList(desk: Desk, visitor: SignedVisitor, frame: Frame, request: FastifyRequest, reply: FastifyReply) {
  const { provider, contact, policy, lang, now } = visitor
  const t = noticesTexts(lang)
  const query = request.query as Record<string, unknown>
  const types = (policy?.facts.get('notification')?.options ?? []).map(({ value }) => ({ value, label: typeInWords(policy, value, lang) }))
  const type = types.find(({ value }) => value === query.type)?.value ?? ''
  const period: NoticesView['choice']['period'] = query.period === '30' || query.period === '365' ? query.period : 'all'
  const choice = { type, unread: query.unread === '1', period }
  const [found, unread, settings] = await Promise.all([
    listNotifications(desk, provider.id, contact.id, {
      ...(type === '' ? {} : { type }), unread: choice.unread, ...(period === 'all' ? {} : { since: now - Number(period) * day }), before: cursorIn(query.older), limit: perPage + 1,
    }),
    countUnread(desk, provider.id, contact.id),
    settingsOf(desk, provider.id, contact.id, lang),
  ])
  const rows = found.slice(0, perPage)
  const last = rows.at(-1)
  const older = new URLSearchParams({ ...(type === '' ? {} : { type }), ...(choice.unread ? { unread: '1' } : {}), ...(period === 'all' ? {} : { period }), older: last ? `${last.changedAt}~${last.id}` : '' })
  const marked = typeof query.read === 'string' && /^\d{1,9}$/.test(query.read) ? t.markedAll(Number(query.read)) : undefined
  return sendPage(reply, createElement(NoticesPage, {
    frame,
    view: {
      lines: rows.map((row) => lineOf(row, visitor)), types, choice, unread, notice: marked,
      warnings: settings.flatMap(({ refusedAt, address, fallsBack }) => (refusedAt === null || address === null ? [] : [fallsBack ? t.refused(address) : t.refusedNobody(address)])),
      olderHref: found.length > perPage ? `?${older.toString()}` : undefined,
    },
  }))
}

function lineOf(row: NotificationRow, visitor: SignedVisitor): NoticeLine {
  const { lang, policy, now } = visitor
  const title = inLanguage(row.title, lang)
  const over = row.endedAt !== null || (row.until !== null && row.until <= now)
  const lasts = [row.from, row.until].flatMap((at) => (at === null ? [] : [told(visitor, at)])).join(' – ')
  const timed = row.from !== null || row.until !== null
  return {
    id: row.id, title: title.text, type: typeInWords(policy, row.type, lang), severity: row.severity, said: told(visitor, row.changedAt), unread: row.readAt === null,
    state: over ? 'over' : timed && (row.from === null || row.from <= now) ? 'now' : undefined,
    ...(lasts === '' ? {} : { lasts }), ...(title.writtenIn === lang ? {} : { titleIn: title.writtenIn }),
  }
}

/** When it lasts: in the company's zone, and in the reader's where it is known and its time differs (S5-41). */
function timesOf({ from, until }: NotificationPage, visitor: SignedVisitor): NoticeView['times'] {
  const { lang, policy, now } = visitor
  const t = noticesTexts(lang)
  const zone = policy?.zone ?? 'UTC'
  const theirs = knownZone(visitor)
  const toldIn = (where: string, at: number) => instantInWords(at, { zone: where, lang, now, ...(theirs && where !== theirs ? { readerZone: theirs } : {}) })
  const times = [
    ...(from === null ? [] : [{ label: until === null ? t.starting : t.from, value: toldIn(zone, from) }]),
    ...(until === null ? [] : [{ label: from === null ? t.ending : t.until, value: toldIn(zone, until) }]),
  ]
  const first = from ?? until
  if (first === null || !theirs || instantInWords(first, { zone: theirs, lang }) === instantInWords(first, { zone, lang })) return times
  return [...times, { label: t.yourTime, value: [from, until].flatMap((at) => (at === null ? [] : [toldIn(theirs, at)])).join(' – ') }]
}

function viewOf(page: NotificationPage, visitor: SignedVisitor, unread: boolean): NoticeView {
  const { lang, policy, provider, now } = visitor
  const home = `/${provider.slug}/${lang}`
  const title = inLanguage(page.title, lang)
  return {
    id: page.id, title: title.text, type: typeInWords(policy, page.type, lang), severity: page.severity, over: page.endedAt !== null || (page.until !== null && page.until <= now), reference: page.reference,
    times: timesOf(page, visitor), services: page.services.map(({ id, name }) => ({ name, href: `${home}/services/${id}` })),
    posts: page.posts.map(({ kind, text, at }) => {
      const said = inLanguage(text, lang)
      return {
        kind, text: said.text, at: told(visitor, at), iso: new Date(at).toISOString(),
        ...(said.writtenIn === lang ? {} : { writtenIn: said.writtenIn }),
      }
    }),
    clauses: page.clauses.map((id) => ({ id, href: `${home}/policy#${anchorOf(id)}` })), unread, notice: unread ? noticesTexts(lang).markedUnread : undefined,
    ...(title.writtenIn === lang ? {} : { titleIn: title.writtenIn }), ...(page.ownText ? { ownText: inLanguage(page.ownText, lang).text } : {}),
  }
}
