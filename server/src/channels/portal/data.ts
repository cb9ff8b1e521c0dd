import { createElement } from 'react'
import type { Http } from '#platform/http.ts'
import type { Desk } from '#policies/policies.ts'
import { DataPage, ErasurePage } from '#portal/pages/data.tsx'
import { dataTexts } from '#portal/texts/areas/data.ts'
import { askFor, dueIfAsked, mayErase, takeArchive, withdrawRequest } from '#privacy/privacy.ts'
import type { Who } from '#privacy/privacy.ts'
import { idIn } from './coming.ts'
import { dataView, erasureView } from './data-view.ts'
import { sendFile } from './file.ts'
import { onOwnPage } from './own-page.ts'
import type { SignedVisitor } from './own-page.ts'
import { sendPage } from './pages.ts'
import { needsT3 } from './step-up.ts'

const perHour = { rateLimit: { max: 60, timeWindow: 3_600_000 } }
const said = { asked: 'askedNow', erasure: 'eraseAsked', withdrawn: 'withdrawn' } as const

const whoOf = ({ contact }: SignedVisitor): Who => ({ kind: 'contact', id: contact.id, name: contact.name })
/** Always one's own: somebody who acts for another customer has no rights over that customer's people. */
const whoseOf = ({ contact }: SignedVisitor) => ({ contactId: contact.id })

/** One's own data: what is kept, a copy of it, its erasure (GDPR-02, GDPR-04). Acts and downloads take a confirmation (AUTH-01). */
export function addData(http: Http, desk: Desk): void {
  http.get('/:provider/:lang/data', onOwnPage(desk, () => '/data', async (visitor, frame, request, reply) => {
    const { done } = request.query as { done?: string }
    const notice = done !== undefined && Object.hasOwn(said, done) ? dataTexts(visitor.lang)[said[done as keyof typeof said]] : undefined
    return sendPage(reply, createElement(DataPage, { frame, view: await dataView(desk, visitor, { notice }) }))
  }))

  const home = (visitor: SignedVisitor, done: keyof typeof said) => `/${visitor.provider.slug}/${visitor.lang}/data?done=${done}`

  http.post('/:provider/:lang/data/archives', { config: perHour }, onOwnPage(desk, () => '/data', async (visitor, frame, request, reply) => {
    if (await needsT3(desk, visitor, frame, request, reply)) return reply
    const outcome = await askFor(desk, visitor.provider.id, whoOf(visitor), { kind: 'access', whose: whoseOf(visitor) })
    if ('request' in outcome) return reply.redirect(home(visitor, 'asked'), 303)
    return sendPage(reply, createElement(DataPage, { frame, view: await dataView(desk, visitor, { problem: dataTexts(visitor.lang).tooMany }) }), 429)
  }))

  http.get('/:provider/:lang/data/archives/:id', onOwnPage(desk, () => '/data', async (visitor, frame, request, reply) => {
    const id = idIn(request)
    if (await needsT3(desk, visitor, frame, request, reply)) return reply
    const file = id !== undefined ? await takeArchive(desk, visitor.provider, id, whoOf(visitor)) : undefined
    if (!file) return reply.callNotFound()
    void reply.header('cache-control', 'private, no-store')
    return sendFile(desk, reply, file)
  }))

  http.get('/:provider/:lang/data/erasure', onOwnPage(desk, () => '/data', async (visitor, frame, _request, reply) => {
    const [obstacles, due] = await Promise.all([mayErase(desk, visitor.provider.id, whoseOf(visitor)), dueIfAsked(desk, visitor.provider.id)])
    return sendPage(reply, createElement(ErasurePage, { frame, view: erasureView(obstacles, due, visitor.lang) }))
  }))

  http.post('/:provider/:lang/data/erasure', { config: perHour }, onOwnPage(desk, () => '/data', async (visitor, frame, request, reply) => {
    const due = await dueIfAsked(desk, visitor.provider.id)
    if ((request.body as { sure?: unknown } | null)?.sure !== '1') {
      const obstacles = await mayErase(desk, visitor.provider.id, whoseOf(visitor))
      return sendPage(reply, createElement(ErasurePage, { frame, view: erasureView(obstacles, due, visitor.lang, dataTexts(visitor.lang).eraseSureMissing) }), 422)
    }
    if (await needsT3(desk, visitor, frame, request, reply)) return reply
    const outcome = await askFor(desk, visitor.provider.id, whoOf(visitor), { kind: 'erasure', whose: whoseOf(visitor) })
    if ('request' in outcome) return reply.redirect(home(visitor, 'erasure'), 303)
    if (outcome.refused === 'obstacles') return sendPage(reply, createElement(ErasurePage, { frame, view: erasureView(outcome.obstacles, due, visitor.lang) }), 409)
    return sendPage(reply, createElement(DataPage, { frame, view: await dataView(desk, visitor, { problem: dataTexts(visitor.lang).already }) }), 409)
  }))

  http.post('/:provider/:lang/data/requests/:id/withdraw', { config: perHour }, onOwnPage(desk, () => '/data', async (visitor, _frame, request, reply) => {
    const id = idIn(request)
    const outcome = id !== undefined ? await withdrawRequest(desk, visitor.provider.id, id, whoOf(visitor)) : { refused: 'not-found' as const }
    return 'request' in outcome ? reply.redirect(home(visitor, 'withdrawn'), 303) : reply.callNotFound()
  }))
}
