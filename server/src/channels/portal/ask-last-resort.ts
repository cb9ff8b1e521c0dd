import { createElement } from 'react'
import type { Channel, Policy } from '@guichet/policy'
import { say } from '@guichet/policy/words/fill'
import { findVisibleTicket } from '#desk/desk.ts'
import { wallOf } from '#people/people.ts'
import type { Http } from '#platform/http.ts'
import type { Desk } from '#policies/policies.ts'
import { LastResortPage } from '#portal/pages/last-resort.tsx'
import { MessagePage } from '#portal/pages/message.tsx'
import { askingTexts } from '#portal/texts/areas/asking.ts'
import { judge } from '#triage/decide.ts'
import { senderOf } from './ask-judge.ts'
import { readAsked, type Asked } from './asked.ts'
import { onPage, sendPage } from './pages.ts'
import type { Visitor } from './visitor.ts'

/** Ways that the policy keeps for who has tried another one before: closed to the first comer, open then (S1-14). */
export async function lastResorts(desk: Desk, asked: Asked): Promise<Channel[]> {
  const { policy, visitor } = asked
  if (!looksAtTried(policy)) return []
  const outcome = async (channel: Channel, tried: boolean) => {
    const judged = await judge(desk, {
      providerId: visitor.provider.id, channel: channel.name, receivedAt: visitor.now, sender: senderOf(asked), language: visitor.lang, subject: '', text: '…', attachments: [],
      facts: tried ? { tried } : {},
    })
    return judged?.decision.outcome
  }
  const found: Channel[] = []
  for (const channel of [...policy.channels.values()].filter((one) => one.hidden && one.address !== undefined)) {
    if ((await outcome(channel, false)) === 'redirected' && !['redirected', 'refused'].includes((await outcome(channel, true)) ?? 'refused')) found.push(channel)
  }
  return found
}

/** Whether the policy says anything of another way tried before: where it does not, nothing need be asked. */
function looksAtTried({ families }: Policy): boolean {
  return families.access.some((rule) => rule.when.some((all) => all.some((test) => 'fact' in test && test.fact === 'tried')))
}

/** Where the last resort is told, for who is signed in at a provider that has one. */
export async function lastResortHref(desk: Desk, visitor: Visitor): Promise<string | undefined> {
  if (!visitor.policy || !visitor.contact || !looksAtTried(visitor.policy)) return undefined
  const asked = readAsked(visitor, visitor.policy, {})
  return asked && (await lastResorts(desk, asked)).length > 0 ? `/${visitor.provider.slug}/${visitor.lang}/ask/last-resort` : undefined
}

/** The last resort: shown once the way tried before is named; a request of theirs is checked, a message to a list is believed. */
export function addLastResort(http: Http, desk: Desk): void {
  http.get('/:provider/:lang/ask/last-resort', { config: { rateLimit: { max: 120, timeWindow: 3_600_000 } } }, onPage(desk, '/ask', async (visitor, frame, request, reply) => {
    const { tried } = request.query as { tried?: unknown }
    const asked = visitor.policy && readAsked(visitor, visitor.policy, {})
    const channels = asked ? await lastResorts(desk, asked) : []
    if (!asked || channels.length === 0) return sendPage(reply, createElement(MessagePage, { frame, kind: 'not_found' }), 404)
    const t = askingTexts(visitor.lang)
    const typed = typeof tried === 'string' ? tried.trim().slice(0, 300) : undefined
    const number = typed === undefined ? undefined : /^(?:n°\s*|#)?([1-9]\d{0,8})$/i.exec(typed)?.[1]
    const ticket = number && visitor.contact ? await findVisibleTicket(desk, visitor.provider.id, wallOf(visitor.contact), Number(number)) : undefined
    const problem = typed === undefined ? undefined : typed === '' ? t.lastResortMissing : number && !ticket ? t.lastResortUnknown : undefined
    const shown = typed !== undefined && problem === undefined
    return sendPage(reply, createElement(LastResortPage, {
      frame,
      view: { typed: typed ?? '', ...(problem ? { problem } : {}), ways: shown ? channels.map((channel) => wayOf(asked.policy, channel, visitor.lang, ticket?.number)) : [] },
    }), problem ? 422 : 200)
  }))
}

function wayOf(policy: Policy, channel: Channel, lang: 'fr' | 'en', number: number | undefined) {
  const address = policy.addresses.get(channel.address ?? '')
  const text = address?.value ?? ''
  const subject = number === undefined ? '' : `?subject=${encodeURIComponent(`[#${number}] `)}`
  return { label: say(channel.label, policy, lang), address: text, href: text.includes('@') ? `mailto:${text}${subject}` : text, ...(number === undefined ? {} : { number }) }
}
