import type { Http } from '#platform/http.ts'
import type { Desk } from '#policies/policies.ts'
import { forgetDraft, saveDraft } from '#triage/drafts.ts'
import { idIn } from './coming.ts'
import { onPage } from './pages.ts'
import { readForm, type SentForm } from './upload.ts'

/** Said by the page, not by its writer. */
const ofThePage = new Set(['key', 'seal', 'act', 'place', 'accepted', 'kept', 'confirmed'])

/** Keeps a form as a draft of somebody; undefined when it is too long, or has no key. */
export function keepDraft(desk: Desk, providerId: string, contactId: string, sent: SentForm): Promise<string | undefined> {
  const formKey = (sent.texts.key ?? '').slice(0, 100)
  const ticket = /^ticket:[1-9]\d{0,8}$/.exec(sent.texts.place ?? '')?.[0]
  const fields = Object.fromEntries(Object.entries(sent.texts).filter(([name, value]) => !ofThePage.has(name) && !name.startsWith('seen.') && value !== ''))
  if (formKey === '') return Promise.resolve(undefined)
  return saveDraft(desk, providerId, contactId, { place: ticket ?? `ask:${formKey}`, formKey, fields, uploads: sent.uploads })
}

/** Drafts of who is signed in: kept while they type, dropped when they say so. */
export function addDrafts(http: Http, desk: Desk): void {
  http.post('/:provider/:lang/drafts', { bodyLimit: 1_048_576, config: { rateLimit: { max: 900, timeWindow: 3_600_000 } } }, onPage(desk, '/ask', async (visitor, _frame, request, reply) => {
    if (!visitor.contact) return reply.code(401).send()
    const sent = await readForm(desk, visitor.provider.id, request)
    const id = await keepDraft(desk, visitor.provider.id, visitor.contact.id, sent)
    return reply.code(id ? 204 : 413).send()
  }))

  http.post('/:provider/:lang/drafts/:id/drop', { config: { rateLimit: { max: 120, timeWindow: 3_600_000 } } }, onPage(desk, '/ask', async (visitor, _frame, request, reply) => {
    const id = idIn(request)
    if (visitor.contact && id !== undefined) await forgetDraft(desk, visitor.provider.id, visitor.contact.id, { id })
    return reply.redirect(`/${visitor.provider.slug}/${visitor.lang}/ask`, 303)
  }))
}
