import { createElement } from 'react'
import { transaction } from '#platform/database.ts'
import type { Http } from '#platform/http.ts'
import { receive } from '#intake/intake.ts'
import { actorOfContact, writeEvent } from '#people/people.ts'
import type { Desk } from '#policies/policies.ts'
import { AvoidedPage } from '#portal/pages/answered.tsx'
import { MessagePage } from '#portal/pages/message.tsx'
import { judge } from '#triage/decide.ts'
import { forgetDraft } from '#triage/drafts.ts'
import { senderOf } from './ask-judge.ts'
import { readAsked, type Asked } from './asked.ts'
import { onPage, sendPage } from './pages.ts'
import { readForm } from './upload.ts'

const shownForm = /^(?:clause:[\w.-]{1,40}|ticket:\d{1,9})$/

/** "This answers my question": nothing is opened, and it is counted once (S1-5). */
export function addAnswered(http: Http, desk: Desk): void {
  http.post('/:provider/:lang/ask/answered', { config: { rateLimit: { max: 60, timeWindow: 3_600_000 } } }, onPage(desk, '/ask', async (visitor, frame, request, reply) => {
    const sent = await readForm(desk, visitor.provider.id, request)
    const asked = visitor.policy && readAsked(visitor, visitor.policy, sent.texts)
    if (!asked) return sendPage(reply, createElement(MessagePage, { frame, kind: 'not_found' }), 404)
    const key = (asked.texts.key ?? '').slice(0, 100) || desk.ids.next()
    const requestId = await recordAnswered(desk, asked, key)
    const shown = (asked.texts.shown ?? '').split(' ').filter((one) => shownForm.test(one)).slice(0, 10)
    const { contact, provider } = visitor
    await transaction(desk.database.db, async (trx) => {
      // Pressed twice, it is one (AB-42).
      const first = await trx
        .insertInto('idempotency').values({ provider_id: provider.id, actor: 'avoided', key, body_sha256: '', status: null, response: null, at: desk.time.now() })
        .onConflict((oc) => oc.doNothing()).returning('key').executeTakeFirst()
      if (!first) return
      await writeEvent(trx, desk, {
        providerId: provider.id, type: 'request.avoided', actor: contact ? actorOfContact(contact) : { kind: 'third_party' },
        data: { channel: asked.channel, by: requestId ? 'policy' : 'shown', shown, ...(requestId ? { requestId } : {}) },
      })
    })
    if (contact && asked.texts.letter) await forgetDraft(desk, provider.id, contact.id, { place: `ask:${asked.texts.letter.slice(0, 100)}` })
    return sendPage(reply, createElement(AvoidedPage, { frame }))
  }))
}

/** Where the policy itself sends whoever has an answer elsewhere, that is what it decided: recorded like every request. */
async function recordAnswered(desk: Desk, asked: Asked, key: string): Promise<string | undefined> {
  const { visitor, policy } = asked
  if (policy.facts.get('answered')?.type !== 'flag') return undefined
  const question = {
    providerId: visitor.provider.id, channel: asked.channel, receivedAt: visitor.now, sender: { ...senderOf(asked), flags: [] }, language: visitor.lang,
    subject: asked.texts.subject?.trim().slice(0, 300) ?? '', text: '', attachments: [], facts: { ...asked.answers, answered: true },
  }
  const judged = await judge(desk, question)
  if (judged?.decision.outcome !== 'redirected') return undefined
  const received = await receive(desk, { ...question, medium: 'portal', dedupeKey: `answered:${key}`, automatic: 'human', machine: visitor.machine })
  return received.requestId
}
