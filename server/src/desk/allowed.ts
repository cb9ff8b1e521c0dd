import type { Facts, Lang, Policy } from '@guichet/policy'
import { grantable } from '@guichet/policy/decide/discretion'
import type { Mover, State } from '@guichet/policy/life/types'
import type { TicketPage } from '@guichet/protocol'
import type { AgentPower } from '#people/people.ts'
import { askMove, judging, knownOf, moveInWords } from './moves.ts'
import type { Movable } from './moves.ts'

type Acts = TicketPage['acts']
type Act = Acts[number]['act']

/** Why an act is not to be done now; null when it is. */
type Why = { readonly why: string; readonly detail?: string } | null

/** Who looks: in which language they are told, and when. */
export interface Looking { readonly policy: Policy; readonly lang: Lang; readonly now: number }

const list = (told: Partial<Record<Act, Why>>): Acts =>
  Object.entries(told).map(([act, why]) => ({ act: act as Act, allowed: why === null, why: why?.why ?? null, detail: why?.detail ?? null }))

/** Why the policy would refuse a move; what it only wants confirmed may be begun. */
function refusing(movable: Movable, { policy, lang, now }: Looking, by: Mover): (to: State, more?: Facts) => Why {
  return (to, more = {}) => {
    const made = askMove(policy, movable, { to, by, more }, now)
    if (!made || made.outcome === 'allowed' || made.outcome === 'confirm') return null
    return { why: 'move-refused', detail: moveInWords(policy, made, lang) }
  }
}

function standing({ ticket: { state, spam, snoozedUntil } }: Movable) {
  return {
    closed: spam ? { why: 'ticket-spam' } : state === 'closed' ? { why: 'ticket-closed' } : null,
    unwanted: spam ? { why: 'ticket-spam' } : null,
    awake: snoozedUntil === null ? { why: 'not-snoozed' } : null,
    waits: state.startsWith('waiting_') ? { why: 'waits-already' } : null,
    solved: state === 'solved' ? { why: 'already-solved' } : null,
    unsolved: state === 'solved' ? null : { why: 'not-solved' },
    going: state.startsWith('waiting_') ? null : { why: 'not-waiting' },
  }
}

/** A resolution may still be written while solving: without one, an act that the policy lets be done would not be offered. */
const writable: Facts = { resolution: '…' }

/** Fields that have to be filled in before, by name. */
const lacking = (missing: readonly string[], lang: Lang): Why =>
  missing.length === 0 ? null : { why: 'fields-missing', detail: lang === 'fr' ? `À remplir d’abord\u202f: ${missing.join(', ')}.` : `To be filled in first: ${missing.join(', ')}.` }

/** The fields of the provider's own on a ticket: how many there are, and the names of those without which it is not called solved. */
export interface OwnFields { readonly asked: number; readonly missing: readonly string[] }

/** What an agent may do with a ticket now, by their roles and its policy, and why not: screens hold no rule of their own. */
export function allowedToAgent(movable: Movable, looking: Looking & { readonly powers: ReadonlySet<AgentPower>; readonly agentId: string; readonly own: OwnFields }): Acts {
  const { closed, unwanted, solved, unsolved, going, awake, waits } = standing(movable)
  const watching = movable.ticket.watchers.includes(looking.agentId)
  const to = refusing(movable, looking, 'agent')
  const lacks = lacking(looking.own.missing, looking.lang)
  const acts = list({
    reply: closed,
    note: null,
    assign: closed,
    take: closed,
    wait: closed ?? to('waiting_customer'),
    wait_supplier: closed ?? to('waiting_supplier'),
    resume: going ?? to('open'),
    solve: closed ?? solved ?? lacks ?? to('solved', writable),
    reopen: closed ?? unsolved ?? to('open'),
    reprioritise: closed,
    milestone: closed,
    transfer: closed,
    snooze: closed ?? solved ?? waits,
    wake: awake,
    close: closed ?? lacks ?? to('closed', writable),
    spam: unwanted,
    unspam: unwanted ? null : { why: 'already-handled' },
    facts: closed,
    discretion: closed ?? (grantable(judging(looking.policy, movable.events), knownOf(movable.events), movable.ticket.openedAt) ? null : { why: 'nothing-to-grant' }),
    tags: null, checklist: null, work: null, fields: looking.own.asked === 0 ? { why: 'no-fields' } : null,
    watch: watching ? { why: 'already-handled' } : null,
    unwatch: watching ? null : { why: 'already-handled' },
    merge: unwanted, split: unwanted, link: null,
  })
  if (!looking.powers.has('answer')) return acts.map(({ act }) => ({ act, allowed: false, why: 'not-allowed', detail: null }))
  return movable.ticket.mergedInto === null ? acts : acts.map(({ act }) => ({ act, allowed: false, why: 'ticket-merged', detail: null }))
}

/** What a customer may do with their ticket now: writing in a solved one opens it again. */
export function allowedToCustomer(movable: Movable, looking: Looking): Acts {
  const { closed, solved, unsolved } = standing(movable)
  const to = refusing(movable, looking, 'requester')
  // What they write in a merged one reaches the other; whether that one is over is not theirs to say from here.
  if (movable.ticket.mergedInto !== null) return list({ reply: null, solve: { why: 'ticket-merged' }, reopen: { why: 'ticket-merged' } })
  return list({ reply: closed ?? (solved && to('open')), solve: closed ?? solved ?? to('solved'), reopen: closed ?? unsolved ?? to('open') })
}
