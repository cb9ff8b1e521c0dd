import { createElement } from 'react'
import type { FastifyReply } from 'fastify'
import { instantInWords } from '@guichet/policy/words/instants'
import type { Http } from '#platform/http.ts'
import { callBackUntil, changeOwnData, changeToConfirm, changeToStop, changeUnderWay, customerSheet, isTimeZone, quarantineLife, showSupportPin } from '#people/people.ts'
import type { Desk } from '#policies/policies.ts'
import type { Frame } from '#portal/frame.tsx'
import { MessagePage } from '#portal/pages/message.tsx'
import { AddressLinkPage, ProfilePage, type ProfileView } from '#portal/pages/profile.tsx'
import type { FieldView } from '#portal/parts/field.tsx'
import { peopleTexts } from '#portal/texts/areas/people.ts'
import { profileTexts } from '#portal/texts/areas/profile.ts'
import { askAddressChange, confirmAddressChange, maskAddress, stopChange } from '#triage/triage.ts'
import { formOf } from './coming.ts'
import { onOwnPage, type SignedVisitor } from './own-page.ts'
import { onPage, sendPage } from './pages.ts'
import { needsT3 } from './step-up.ts'

const perHour = { rateLimit: { max: 120, timeWindow: 3_600_000 } }

interface Showing {
  notice?: string | undefined; typed?: { name: string; language: string; zone: string } | undefined; problems?: Readonly<Record<string, string>>
  newAddress?: string | undefined; pin?: ProfileView['pin']; pinProblem?: string | undefined; status?: number
}

async function showProfile(desk: Desk, visitor: SignedVisitor, frame: Frame, reply: FastifyReply, showing: Showing = {}) {
  const { provider, contact, policy, lang, now } = visitor
  const [t, people] = [profileTexts(lang), peopleTexts(lang)]
  const zone = contact.zone ?? contact.customer.zone ?? policy?.zone ?? 'UTC'
  const inWords = (at: number) => instantInWords(at, { zone, lang, now })
  const [sheet, pending] = await Promise.all([customerSheet(desk, provider.id, contact.customer.id), changeUnderWay(desk.database.db, desk, provider.id, contact.id)])
  const typed = showing.typed ?? { name: contact.name, language: contact.language, zone: contact.zone ?? '' }
  const wrong = (name: string) => (showing.problems?.[name] === undefined ? {} : { problem: showing.problems[name] })
  const fields: FieldView[] = [
    { name: 'name', kind: 'line', label: people.name, value: typed.name, required: true, autoComplete: 'name', maxLength: 200, ...wrong('name') },
    { name: 'language', kind: 'select', label: people.language, value: typed.language, required: true, options: (['fr', 'en'] as const).map((value) => ({ value, label: people.languages[value] })) },
    { name: 'zone', kind: 'line', label: t.zone, value: typed.zone, required: false, why: t.zoneWhy, maxLength: 60, ...wrong('zone') },
  ]
  const until = callBackUntil(contact, now)
  const view: ProfileView = {
    notice: showing.notice, email: contact.email, fields, pin: showing.pin, pinProblem: showing.pinProblem, pinPossible: contact.acting === undefined,
    newAddress: { name: 'email', kind: 'email', label: t.addressNew, value: showing.newAddress ?? '', required: true, autoComplete: 'email', maxLength: 254, ...wrong('email') },
    pending: pending && t.addressPending(maskAddress(pending.newEmail)), callBack: until === undefined ? undefined : people.callBack(inWords(until)),
    customerName: contact.customer.name,
    customer: [
      { label: t.customerNumber, value: contact.customer.number }, { label: t.kind, value: t.kinds[sheet?.kind ?? 'unknown'] },
      ...[[t.legalName, sheet?.legalName], [t.siren, sheet?.siren], [t.siret, sheet?.siret], [t.vat, sheet?.vatNumber], [t.zone, sheet?.zone]].flatMap(([label, value]) => (label && value ? [{ label, value }] : [])),
    ],
  }
  return sendPage(reply, createElement(ProfilePage, { frame, view }), showing.status)
}

/** One's own name, language and zone; another address; the code for the telephone. */
export function addProfile(http: Http, desk: Desk): void {
  http.get('/:provider/:lang/profile', onOwnPage(desk, () => '/profile', (visitor, frame, request, reply) => {
    const { done } = request.query as { done?: string }
    const t = profileTexts(visitor.lang)
    return showProfile(desk, visitor, frame, reply, { notice: done === 'saved' ? t.saved : done === 'asked' ? t.addressAsked : undefined })
  }))

  http.post('/:provider/:lang/profile', { config: perHour }, onOwnPage(desk, () => '/profile', async (visitor, frame, request, reply) => {
    const { provider, contact, lang } = visitor
    const [t, people] = [profileTexts(lang), peopleTexts(lang)]
    const form = formOf(request)
    const typed = { name: (form.name ?? '').trim(), language: form.language === 'en' ? ('en' as const) : ('fr' as const), zone: (form.zone ?? '').trim() }
    const problems = {
      ...(typed.name === '' ? { name: people.missing } : typed.name.length > 200 ? { name: people.tooLong } : {}),
      ...(typed.zone !== '' && !isTimeZone(typed.zone) ? { zone: t.zoneWrong } : {}),
    }
    if (Object.keys(problems).length > 0) return showProfile(desk, visitor, frame, reply, { typed, problems, status: 422 })
    await changeOwnData(desk, provider.id, contact, typed)
    return reply.redirect(`/${provider.slug}/${typed.language}/profile?done=saved`, 303)
  }))

  http.post('/:provider/:lang/profile/pin', { config: perHour }, onOwnPage(desk, () => '/profile', async (visitor, frame, _request, reply) => {
    const { provider, contact, lang, now } = visitor
    if (contact.acting) return reply.callNotFound()
    const t = profileTexts(lang)
    const shown = await showSupportPin(desk, provider.id, contact)
    if (shown === 'slow') return showProfile(desk, visitor, frame, reply, { pinProblem: t.pinSlow, status: 429 })
    const zone = contact.zone ?? contact.customer.zone ?? visitor.policy?.zone ?? 'UTC'
    const pin = { digits: `${shown.pin.slice(0, 3)}\u00a0${shown.pin.slice(3)}`, until: instantInWords(shown.expiresAt, { zone, lang, now }) }
    void reply.header('cache-control', 'no-store')
    return showProfile(desk, visitor, frame, reply, { pin })
  }))

  http.post('/:provider/:lang/profile/address', { config: perHour }, onOwnPage(desk, () => '/profile', async (visitor, frame, request, reply) => {
    if (await needsT3(desk, visitor, frame, request, reply)) return reply
    const { provider, contact, lang, now } = visitor
    const email = (formOf(request).email ?? '').trim()
    const outcome = await askAddressChange(desk, provider, contact, email)
    if (outcome.ok) return reply.redirect(`/${provider.slug}/${lang}/profile?done=asked`, 303)
    const until = instantInWords((contact.addressChangedAt ?? now) + quarantineLife, { zone: visitor.policy?.zone ?? 'UTC', lang, now })
    const problem = outcome.why === 'call_back' ? peopleTexts(lang).callBack(until) : profileTexts(lang).addressProblem[outcome.why]
    return showProfile(desk, visitor, frame, reply, { newAddress: email, problems: { email: problem }, status: outcome.why === 'slow' ? 429 : outcome.why === 'call_back' ? 403 : 422 })
  }))

  addAddressLinks(http, desk)
}

/** The two links of a change of address: they work for whoever reads the mailbox, signed in or not. GET shows, POST does (AB-24). */
function addAddressLinks(http: Http, desk: Desk): void {
  for (const what of ['confirm', 'stop'] as const) {
    const path = `/:provider/:lang/profile/address/${what}/:token`
    http.get(path, onPage(desk, '/profile', async (visitor, frame, request, reply) => {
      const { token } = request.params as { token: string }
      const t = profileTexts(visitor.lang)
      const find = what === 'confirm' ? changeToConfirm : changeToStop
      const change = await find(desk.database.db, desk, visitor.provider.id, token)
      if (!change) return sendPage(reply, createElement(MessagePage, { frame, kind: 'refused', detail: t.linkGone }), 410)
      return sendPage(reply, createElement(AddressLinkPage, { frame, what, says: what === 'confirm' ? t.confirmAsk(change.newEmail) : t.stopAsk(change.oldEmail), action: request.url }))
    }))
    http.post(path, { config: perHour }, onPage(desk, '/profile', async (visitor, frame, request, reply) => {
      const { token } = request.params as { token: string }
      const t = profileTexts(visitor.lang)
      const change = await (what === 'confirm' ? confirmAddressChange : stopChange)(desk, visitor.provider, token)
      if (!change) return sendPage(reply, createElement(MessagePage, { frame, kind: 'refused', detail: t.linkGone }), 410)
      return sendPage(reply, createElement(AddressLinkPage, { frame, what, says: what === 'confirm' ? t.confirmed(change.newEmail) : t.stopped(change.oldEmail) }))
    }))
  }
}
