import { createElement } from 'react'
import type { FastifyReply } from 'fastify'
import { isGivenUp, proveAddress, readUnsubscribe, setGivenUp, setOwnAddress, settingsOf, showProof, typeInWords } from '#notices/notices.ts'
import type { TypeSetting } from '#notices/notices.ts'
import type { Http } from '#platform/http.ts'
import type { Desk } from '#policies/policies.ts'
import type { Frame } from '#portal/frame.tsx'
import { NoticeLinkPage, type NoticeLinkView } from '#portal/pages/notice-link.tsx'
import { NoticeSettingsPage } from '#portal/pages/notice-settings.tsx'
import type { FieldView } from '#portal/parts/field.tsx'
import { noticesTexts } from '#portal/texts/areas/notices.ts'
import { actorOf, onOwnPage, type SignedVisitor } from './own-page.ts'
import { onPage, sendPage } from './pages.ts'
import type { Visitor } from './visitor.ts'

const perHour = { rateLimit: { max: 120, timeWindow: 3_600_000 } }
const nameOf = (type: string) => `own.${type}`

/** Where one gets which notices; and what the links of letters lead to, which need nobody to be signed in. */
export function addNoticeSettings(http: Http, desk: Desk): void {
  http.get('/:provider/:lang/notices/settings', onOwnPage(desk, () => '/notices/settings', async (visitor, frame, request, reply) => {
    const { saved, asked } = request.query as { saved?: string; asked?: string }
    const t = noticesTexts(visitor.lang)
    const told = asked !== undefined && /^[1-9]\d?$/.test(asked) ? t.asked(Number(asked)) : undefined
    return show(desk, visitor, frame, reply, { notice: saved === '1' ? [t.saved, told].filter(Boolean).join(' ') : undefined })
  }))

  http.post('/:provider/:lang/notices/settings', { config: perHour }, onOwnPage(desk, () => '/notices/settings', async (visitor, frame, request, reply) => {
    const { provider, contact, lang } = visitor
    const body = (request.body ?? {}) as Record<string, unknown>
    const typed = (type: string) => (typeof body[nameOf(type)] === 'string' ? (body[nameOf(type)] as string).slice(0, 320) : undefined)
    const problems = new Map<string, string>()
    const t = noticesTexts(lang)
    let asked = 0
    for (const setting of await settingsOf(desk, provider.id, contact.id, lang)) {
      const address = setting.field === 'own' ? typed(setting.type) : undefined
      if (address !== undefined) {
        const done = await setOwnAddress(desk, provider, { id: contact.id, name: contact.name, email: contact.email, language: lang }, setting.type, address)
        if (done === 'asked') asked += 1
        else if (done === 'invalid' || done === 'ours') problems.set(setting.type, t[done])
        else if (typeof done === 'object') problems.set(setting.type, t.slow)
      }
      if (setting.optional) await setGivenUp(desk, provider.id, actorOf(visitor), { contactId: contact.id, type: setting.type }, body[`mail.${setting.type}`] !== '1')
    }
    if (problems.size > 0) return show(desk, visitor, frame, reply, { problems, typed })
    return reply.redirect(`/${provider.slug}/${lang}/notices/settings?saved=1${asked > 0 ? `&asked=${asked}` : ''}`, 303)
  }))

  http.get('/:provider/:lang/notices/address/:token', onPage(desk, '/notices/settings', async (visitor, frame, request, reply) => {
    const { token } = request.params as { token: string }
    const proof = await showProof(desk, visitor.provider.id, token, visitor.lang)
    const t = noticesTexts(visitor.lang)
    if (!proof) return showLink(reply, frame, { title: t.proofTitle, text: t.proofGone }, 410)
    const action = `/${visitor.provider.slug}/${visitor.lang}/notices/address/${encodeURIComponent(token)}`
    return showLink(reply, frame, { title: t.proofTitle, text: t.proofAsk(proof.address, proof.label), confirm: { action, label: t.proofConfirm } })
  }))
  http.post('/:provider/:lang/notices/address/:token', { config: perHour }, onPage(desk, '/notices/settings', async (visitor, frame, request, reply) => {
    const { token } = request.params as { token: string }
    const proof = await proveAddress(desk, visitor.provider.id, token, visitor.lang)
    const t = noticesTexts(visitor.lang)
    return proof ? showLink(reply, frame, { title: t.proofTitle, text: t.proofDone(proof.address, proof.label) }) : showLink(reply, frame, { title: t.proofTitle, text: t.proofGone }, 410)
  }))

  addUnsubscribe(http, desk)
}

/** One click in a mail program (RFC 8058): a POST without cookie, answered 200, done twice as once. A GET only shows. */
function addUnsubscribe(http: Http, desk: Desk): void {
  const wanted = (visitor: Visitor, token: string) => readUnsubscribe(desk.settings.secret, visitor.provider.id, token)
  http.get('/:provider/:lang/unsubscribe/:token', onPage(desk, '/notices/settings', async (visitor, frame, request, reply) => {
    const { token } = request.params as { token: string }
    const t = noticesTexts(visitor.lang)
    const subscription = wanted(visitor, token)
    if (!subscription) return showLink(reply, frame, { title: t.stopTitle, text: t.stopGone }, 410)
    const type = typeInWords(visitor.policy, subscription.type, visitor.lang)
    if (await isGivenUp(desk, visitor.provider.id, subscription)) return showLink(reply, frame, { title: t.stopTitle, text: t.stopDone(type), more: t.stopAgain })
    const action = `/${visitor.provider.slug}/${visitor.lang}/unsubscribe/${encodeURIComponent(token)}`
    return showLink(reply, frame, { title: t.stopTitle, text: t.stopAsk(type), confirm: { action, label: t.stopConfirm } })
  }))
  http.post('/:provider/:lang/unsubscribe/:token', { config: perHour }, onPage(desk, '/notices/settings', async (visitor, frame, request, reply) => {
    const { token } = request.params as { token: string }
    const t = noticesTexts(visitor.lang)
    const subscription = wanted(visitor, token)
    if (!subscription) return showLink(reply, frame, { title: t.stopTitle, text: t.stopGone }, 410)
    const done = await setGivenUp(desk, visitor.provider.id, { kind: 'contact', id: subscription.contactId }, subscription, true)
    if (done === 'not-optional') return showLink(reply, frame, { title: t.stopTitle, text: t.stopNot }, 409)
    return showLink(reply, frame, { title: t.stopTitle, text: t.stopDone(typeInWords(visitor.policy, subscription.type, visitor.lang)), more: t.stopAgain })
  }))
}

const showLink = (reply: FastifyReply, frame: Frame, view: NoticeLinkView, status = 200) => sendPage(reply, createElement(NoticeLinkPage, { frame, view }), status)

interface Showing { notice?: string | undefined; problems?: ReadonlyMap<string, string>; typed?: (type: string) => string | undefined }

async function show(desk: Desk, visitor: SignedVisitor, frame: Frame, reply: FastifyReply, { notice, problems, typed }: Showing) {
  const t = noticesTexts(visitor.lang)
  const settings = await settingsOf(desk, visitor.provider.id, visitor.contact.id, visitor.lang)
  const labelOf = (type: string | null) => settings.find((one) => one.type === type)?.label ?? type ?? ''
  const fields = settings.filter(({ field }) => field === 'own').map((setting) => fieldOf(setting, visitor, problems?.get(setting.type), typed?.(setting.type)))
  const others = settings.filter(({ field }) => field !== 'own').map(({ label, field, addressOf, replaces, through }) =>
    !through.includes('mail') ? t.areaOnly(label) : field === 'none' ? t.registered(label) : (replaces ? t.sameReplaces : t.same)(label, labelOf(addressOf)))
  const choices = settings.filter(({ optional }) => optional).map(({ type, label, givenUp }) => ({ type, label: t.mailOf(label), on: !givenUp }))
  return sendPage(reply, createElement(NoticeSettingsPage, { frame, view: { email: visitor.contact.email, notice, fields, others, choices } }), problems ? 422 : 200)
}

function fieldOf({ type, label, address, pending, replaces, fallsBack, refusedAt }: TypeSetting, { lang }: SignedVisitor, problem: string | undefined, typed: string | undefined): FieldView {
  const t = noticesTexts(lang)
  const refused = refusedAt === null || address === null ? undefined : fallsBack ? t.refused(address) : t.refusedNobody(address)
  return {
    name: nameOf(type), label: t.addressFor(label), kind: 'email', value: typed ?? pending ?? address ?? '', required: false, maxLength: 320, autoComplete: 'email',
    why: replaces ? t.replaces : t.adds, ...(pending === null ? (refused === undefined ? {} : { help: refused }) : { help: t.pending(pending) }), ...(problem === undefined ? {} : { problem }),
  }
}
