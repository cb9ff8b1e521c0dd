import type { Facts, Lang, Policy } from '@guichet/policy'
import type { Mover, State } from '@guichet/policy/life/types'
import type { TicketPage } from '@guichet/protocol'
import type { AgentPower } from '#people/people.ts'
import { askMove, moveInWords } from './moves.ts'
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

function standing({ ticket: { state } }: Movable) {
  return {
    closed: state === 'closed' ? { why: 'ticket-closed' } : null,
    solved: state === 'solved' ? { why: 'already-solved' } : null,
    unsolved: state === 'solved' ? null : { why: 'not-solved' },
    going: state.startsWith('waiting_') ? null : { why: 'not-waiting' },
  }
}

/** A resolution may still be written while solving: without one, an act that the policy lets be done would not be offered. */
const writable: Facts = { resolution: '…' }

/** What an agent may do with a ticket now, by their roles and its policy, and why not: screens hold no rule of their own. */
export function allowedToAgent(movable: Movable, looking: Looking & { readonly powers: ReadonlySet<AgentPower> }): Acts {
  const { closed, solved, unsolved, going } = standing(movable)
  const to = refusing(movable, looking, 'agent')
  const acts = list({
    reply: closed,
    note: null,
    assign: closed,
    take: closed,
    wait: closed ?? to('waiting_customer'),
    wait_supplier: closed ?? to('waiting_supplier'),
    resume: going ?? to('open'),
    solve: closed ?? solved ?? to('solved', writable),
    reopen: closed ?? unsolved ?? to('open'),
    reprioritise: closed,
    milestone: closed,
  })
  return looking.powers.has('answer') ? acts : acts.map(({ act }) => ({ act, allowed: false, why: 'not-allowed', detail: null }))
}

/** What a customer may do with their ticket now: writing in a solved one opens it again. */
export function allowedToCustomer(movable: Movable, looking: Looking): Acts {
  const { closed, solved, unsolved } = standing(movable)
  const to = refusing(movable, looking, 'requester')
  return list({ reply: closed ?? (solved && to('open')), solve: closed ?? solved ?? to('solved'), reopen: closed ?? unsolved ?? to('open') })
}
