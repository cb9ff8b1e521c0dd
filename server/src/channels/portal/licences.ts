import { createElement } from 'react'
import type { FastifyReply } from 'fastify'
import type { Http } from '#platform/http.ts'
import type { Desk } from '#policies/policies.ts'
import type { Frame } from '#portal/frame.tsx'
import { LicencesPage } from '#portal/pages/licences.tsx'
import { licencesTexts } from '#portal/texts/areas/licences.ts'
import { textsIn } from '#portal/texts/texts.ts'
import { enterOwnKey, readOwnLicences } from '#triage/triage.ts'
import type { KeyEntered } from '#triage/triage.ts'
import { formOf } from './coming.ts'
import { inOwnZone } from './moments.ts'
import { onOwnPage, type SignedVisitor } from './own-page.ts'
import { sendPage } from './pages.ts'

const perHour = { rateLimit: { max: 120, timeWindow: 3_600_000 } }

/** What an entered key changes, a sentence each. */
function doneInWords(entered: Extract<KeyEntered, { ok: true }>, lang: SignedVisitor['lang']): string[] {
  const t = licencesTexts(lang)
  const { from, to } = entered
  if (to === undefined || from === to) return [t.keyDone(entered.licence), ...(to === undefined ? [] : [t.tierSame(to)])]
  return [
    t.keyDone(entered.licence), t.tierRises(from ?? '—', to), t.onTierChange[entered.onTierChange],
    ...(entered.raised.length > 0 ? [t.raised(entered.raised.join(', '))] : []),
  ]
}

async function showLicences(desk: Desk, visitor: SignedVisitor, frame: Frame, reply: FastifyReply, more: { done?: string[]; typed?: string; problem?: string; status?: number } = {}) {
  const { provider, contact, lang, now } = visitor
  const t = licencesTexts(lang)
  const own = await readOwnLicences(desk, provider.id, contact, lang)
  if (!own) return reply.callNotFound()
  return sendPage(reply, createElement(LicencesPage, {
    frame,
    view: {
      done: more.done ?? [], tier: own.tier, byAddress: own.byAddress, clauses: textsIn(lang).clause([...new Set(own.clauses)].join(', ')),
      licences: own.licences.map((one) => ({ label: one.label, why: one.why === 'entered' ? t.why.entered(inOwnZone(visitor, one.enteredAt ?? now)) : t.why[one.why] })),
      ...(own.byKey
        ? { key: { name: 'key', kind: 'line' as const, label: t.key, value: more.typed ?? '', required: true, why: t.keyWhy, maxLength: 200, ...(more.problem === undefined ? {} : { problem: more.problem }) } }
        : {}),
    },
  }), more.status)
}

/** The licences that count for a customer, and a key to enter once (S2-32 to S2-34). There is no such page where the policy recognises none. */
export function addLicences(http: Http, desk: Desk): void {
  http.get('/:provider/:lang/licences', onOwnPage(desk, () => '/licences', (visitor, frame, _request, reply) => showLicences(desk, visitor, frame, reply)))

  http.post('/:provider/:lang/licences', { config: perHour }, onOwnPage(desk, () => '/licences', async (visitor, frame, request, reply) => {
    const { provider, contact, lang } = visitor
    const key = (formOf(request).key ?? '').trim().slice(0, 200)
    const entered = await enterOwnKey(desk, provider.id, contact, key, lang)
    if (entered.ok) return showLicences(desk, visitor, frame, reply, { done: doneInWords(entered, lang) })
    return showLicences(desk, visitor, frame, reply, { typed: key, problem: licencesTexts(lang).keyProblem[entered.why], status: entered.why === 'slow' ? 429 : 422 })
  }))
}
