import { createElement } from 'react'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { encode } from 'uqr'
import type { Http } from '#platform/http.ts'
import { beginTotp, passkeyCreation } from '#people/people.ts'
import type { Desk } from '#policies/policies.ts'
import type { Frame } from '#portal/frame.tsx'
import { CodesPage, NewPasskeyPage, TotpPage } from '#portal/pages/second-factors.tsx'
import { SecurityPage } from '#portal/pages/security.tsx'
import { identityTexts } from '#portal/texts/areas/identity.ts'
import { securityTexts } from '#portal/texts/areas/security.ts'
import { callPasskey, drawCodes, dropPasskey, dropTotp, putPasskey, putTotp } from '#server/identity/identity.ts'
import { comingOf, formOf, idIn, passkeyPlace, readJson } from './coming.ts'
import type { SignedVisitor } from './own-page.ts'
import { sendPage } from './pages.ts'
import { browserInWords, securityViewOf } from './security-view.ts'
import { backToSecurity, onSecurityPage, perHour } from './security.ts'

const longest = 60

/** One's passkeys, application for codes and backup codes: each change after a confirmation, and told by mail. */
export function addSecurityFactors(http: Http, desk: Desk): void {
  const codesPage = (visitor: SignedVisitor, frame: Frame, reply: FastifyReply, codes: readonly string[], notice?: string) =>
    // Never kept by the browser: shown this once.
    sendPage(reply.header('cache-control', 'no-store'), createElement(CodesPage, { frame, view: { codes, email: visitor.contact.email, notice } }))

  const totpPage = (visitor: SignedVisitor, frame: Frame, reply: FastifyReply, kept?: string, problem?: string) => {
    const { contact, provider } = visitor
    const { secret, uri, sealed } = beginTotp(desk, provider.id, { contactId: contact.id }, { issuer: provider.name, label: contact.email, kept })
    return sendPage(reply.header('cache-control', 'no-store'), createElement(TotpPage, { frame, view: { secret, drawing: encode(uri, { border: 4 }).data, sealed, problem } }), problem === undefined ? 200 : 422)
  }

  http.get('/:provider/:lang/security/totp', onSecurityPage(desk, async (visitor, frame, _request, reply) => totpPage(visitor, frame, reply), 'fresh'))

  http.post('/:provider/:lang/security/totp', { config: perHour }, onSecurityPage(desk, async (visitor, frame, request, reply) => {
    const t = securityTexts(visitor.lang)
    const { sealed = '', code = '' } = formOf(request)
    const codes = await putTotp(desk, visitor.provider, visitor.contact, { sealed, code }, comingOf(request, visitor.provider))
    if (!codes) return totpPage(visitor, frame, reply, sealed, t.totpWrong)
    return codes.length > 0 ? codesPage(visitor, frame, reply, codes, t.totpDone) : backToSecurity(visitor, reply)
  }, 'fresh'))

  http.post('/:provider/:lang/security/totp/remove', { config: perHour }, onSecurityPage(desk, async (visitor, _frame, request, reply) => {
    await dropTotp(desk, visitor.provider, visitor.contact, comingOf(request, visitor.provider))
    return backToSecurity(visitor, reply, 'totpRemoved')
  }, 'T3'))

  http.post('/:provider/:lang/security/codes', { config: perHour }, onSecurityPage(desk, async (visitor, frame, request, reply) => {
    const codes = await drawCodes(desk, visitor.provider, visitor.contact, comingOf(request, visitor.provider))
    return codes ? codesPage(visitor, frame, reply, codes) : backToSecurity(visitor, reply)
  }, 'T3'))

  const newPasskeyPage = async (visitor: SignedVisitor, frame: Frame, request: FastifyRequest, reply: FastifyReply, more: { name?: string; problem?: string; nameProblem?: string } = {}) => {
    const { contact, provider, lang } = visitor
    const place = passkeyPlace(desk, provider, request)
    if (!place) return backToSecurity(visitor, reply)
    const options = await passkeyCreation(desk, provider.id, { contactId: contact.id }, { place, purpose: contact.sessionId, provider: provider.name, name: contact.name, email: contact.email })
    const name = more.name ?? browserInWords(request.headers['user-agent'], lang)
    return sendPage(reply, createElement(NewPasskeyPage, { frame, view: { options, ...more, name } }), more.problem ?? more.nameProblem ? 422 : 200)
  }

  http.get('/:provider/:lang/security/passkeys/new', onSecurityPage(desk, (visitor, frame, request, reply) => newPasskeyPage(visitor, frame, request, reply), 'fresh'))

  http.post('/:provider/:lang/security/passkeys', { config: perHour }, onSecurityPage(desk, async (visitor, frame, request, reply) => {
    const t = securityTexts(visitor.lang)
    const form = formOf(request)
    const name = (form.name ?? '').trim()
    const place = passkeyPlace(desk, visitor.provider, request)
    if (name === '' || name.length > longest) return newPasskeyPage(visitor, frame, request, reply, { name: name.slice(0, longest), nameProblem: t.passkeyNameMissing })
    const codes = place && (await putPasskey(desk, visitor.provider, visitor.contact, { place, name, response: readJson(form.passkey) }, comingOf(request, visitor.provider)))
    if (!codes) return newPasskeyPage(visitor, frame, request, reply, { name, problem: identityTexts(visitor.lang).passkeyRefused })
    return codes.length > 0 ? codesPage(visitor, frame, reply, codes, t.passkeyAdded) : backToSecurity(visitor, reply, 'passkey')
  }, 'fresh'))

  http.post('/:provider/:lang/security/passkeys/:id', { config: perHour }, onSecurityPage(desk, async (visitor, frame, request, reply) => {
    const id = idIn(request)
    const name = (formOf(request).name ?? '').trim()
    if (name === '' || name.length > longest) {
      const view = await securityViewOf(desk, visitor, visitor.contact, { problem: securityTexts(visitor.lang).passkeyNameMissing, passkeysPossible: true })
      return sendPage(reply, createElement(SecurityPage, { frame, view }), 422)
    }
    return id !== undefined && (await callPasskey(desk, visitor.provider, visitor.contact, id, name)) ? backToSecurity(visitor, reply, 'renamed') : reply.callNotFound()
  }))

  http.post('/:provider/:lang/security/passkeys/:id/remove', { config: perHour }, onSecurityPage(desk, async (visitor, _frame, request, reply) => {
    const id = idIn(request)
    if (id === undefined || !(await dropPasskey(desk, visitor.provider, visitor.contact, id, comingOf(request, visitor.provider)))) return reply.callNotFound()
    return backToSecurity(visitor, reply, 'passkeyRemoved')
  }, 'T3'))
}
