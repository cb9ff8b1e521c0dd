import { z } from 'zod'

/** Where a ticket stands. */
export const ticketState = z.enum(['new', 'open', 'waiting_customer', 'waiting_supplier', 'solved', 'closed']).meta({ id: 'TicketState' })
export type TicketState = z.infer<typeof ticketState>

/** What became of a request. */
export const requestState = z
  .enum(['recorded', 'ticket', 'reply', 'third_party', 'answered', 'refused', 'redirected', 'asked', 'quarantined', 'duplicate', 'discarded'])
  .meta({ id: 'RequestState' })
export type RequestState = z.infer<typeof requestState>

/** How sure we are of a sender. */
export const trust = z.enum(['T0', 'T0.5', 'T1', 'T2', 'T3']).meta({ id: 'Trust' })

/**
 * The trust in a sender, ready to be put in words (AUTH-10):
 * session, signed_in_twice · registered_signed (registered address, domain signature verified) · registered_plausible
 * (registered address, no aligned signature) · registered_unverified (registered address, proof failed or absent) ·
 * unknown_signed · unknown_unverified · token (an API key of the customer) · recorded (an agent wrote it down) · pin (an agent
 * wrote it down for somebody who told their customer number and a right support PIN).
 */
export const trustReason = z
  .enum(['signed_in_twice', 'session', 'registered_signed', 'registered_plausible', 'registered_unverified', 'unknown_signed', 'unknown_unverified', 'token', 'recorded', 'pin'])
  .meta({ id: 'TrustReason' })
export type TrustReason = z.infer<typeof trustReason>

/** Why a request was put aside for an agent to look at. */
export const quarantineReason = z
  .enum(['third_party', 'automatic', 'bounce', 'list', 'suspicious_sender', 'verification_code', 'unreadable', 'too_large', 'unknown_recipient', 'closed_ticket', 'loop', 'limit', 'undecided', 'unwanted'])
  .meta({ id: 'QuarantineReason' })
export type QuarantineReason = z.infer<typeof quarantineReason>

/** Every type of event, of a ticket and of people. Append only: a name never changes its meaning. */
export const eventType = z
  .enum([
    'request.received', 'request.avoided', 'request.quarantined', 'request.accepted', 'request.discarded', 'request.decided',
    'ticket.opened', 'ticket.released', 'ticket.taken', 'ticket.assigned', 'ticket.waiting', 'ticket.resumed',
    'ticket.solved', 'ticket.reopened', 'ticket.closed', 'ticket.reprioritised', 'ticket.redecided', 'ticket.tier_changed', 'ticket.facts_changed', 'ticket.milestone', 'ticket.timer', 'ticket.undone', 'ticket.merged', 'ticket.absorbed', 'ticket.split', 'ticket.split_from', 'ticket.linked', 'ticket.unlinked',
    'ticket.discretion', 'ticket.transferred', 'ticket.snoozed', 'ticket.woken', 'ticket.spam', 'ticket.tagged', 'ticket.checklist', 'ticket.watched', 'work.noted', 'work.corrected', 'tag.changed', 'ticket.field_set',
    'message.customer', 'message.agent', 'message.automatic', 'message.note', 'message.third_party',
    'clock.late', 'mail.sent', 'mail.failed', 'mail.retried', 'session.opened', 'session.failed', 'session.closed', 'link.asked', 'link.used', 'policy.published', 'policy.withdrawn', 'policy.draft_begun', 'policy.draft_saved', 'policy.draft_dropped', 'token.made',
    'customer.added', 'customer.changed', 'contact.invited', 'contact.added', 'contact.confirmed', 'contact.changed', 'contact.removed', 'contact.address_asked', 'contact.address_changed', 'contact.address_stopped', 'contact.called_back',
    'pin.shown', 'pin.checked', 'licence.added', 'licence.entered', 'licence.recognised', 'grant.made', 'grant.ended', 'acting.begun', 'acting.ended',
    'session.elevated', 'session.second_failed', 'password.set', 'password.removed', 'reset.asked', 'totp.added', 'totp.removed', 'passkey.added', 'passkey.renamed', 'passkey.removed', 'codes.made', 'code.used', 'second_factor.reset',
    'recovery.asked', 'recovery.confirmed', 'recovery.cancelled', 'recovery.done',
    'view.saved', 'view.changed', 'view.removed', 'views.ordered',
    'agent.added', 'agent.invited', 'agent.password_asked', 'agent.changed', 'agent.disabled', 'agent.enabled', 'team.made', 'team.changed', 'team.retired',
    'provider.changed', 'oidc.added', 'oidc.removed', 'oidc.linked', 'oidc.refused',
    'service.added', 'service.changed', 'service.retired', 'contract.added', 'contract.changed', 'contract.retired', 'customer.retired', 'licence.changed', 'licence.retired', 'quota.moved',
    'import.begun', 'import.ended', 'hook.made', 'hook.rotated', 'hook.revoked', 'hook.called',
    'person.asked', 'person.archived', 'person.released', 'person.downloaded', 'person.confirmed', 'person.extended', 'person.erased', 'person.refused', 'person.withdrawn', 'person.answered',
    'hold.set', 'hold.lifted', 'retention.changed', 'retention.purged', 'privacy.changed',
    'notice.made', 'notice.updated', 'notice.ended', 'notice.told', 'notices.given_up', 'notices.taken_up', 'own_address.asked', 'own_address.proved', 'own_address.removed', 'own_address.refused', 'address_task.made', 'address_task.done',
    'macro.made', 'macro.changed', 'macro.retired',
    'rule.made', 'rule.changed', 'rule.on', 'rule.off', 'rule.retired', 'rule.set_aside', 'rules.ordered', 'rule.stands_still', 'rule.understood',
    'field.made', 'field.changed', 'field.retired', 'field.restored', 'field.removed', 'fields.ordered',
    'bulk.begun', 'bulk.stopped', 'bulk.ended', 'bulk.undone',
    'mail_trial.begun', 'mail_trial.back', 'mail_trial.lost',
  ])
  .meta({ id: 'EventType' })
export type EventType = z.infer<typeof eventType>

/** Stable names of everything that the API refuses; each is also the last part of a problem's `type`. */
export const problemCodes = [
  'not-signed-in', 'wrong-credentials', 'too-many-attempts', 'not-allowed', 'not-found', 'unknown-host', 'wrong-origin',
  'invalid-body', 'invalid-parameter', 'unreadable-body', 'unsupported-media-type', 'body-too-large', 'unknown-fact', 'unknown-value',
  'ticket-merged', 'same-ticket', 'different-customer', 'survivor-closed', 'not-merged', 'not-split', 'unknown-message', 'split-first', 'already-linked', 'not-linked',
  'version-required', 'version-changed', 'key-required', 'key-reused', 'request-in-progress', 'rate-limited',
  'ticket-closed', 'reply-required', 'not-waiting', 'not-solved', 'already-solved', 'move-refused', 'confirm-needed', 'question-required', 'reason-required', 'same-priority', 'unknown-agent', 'unknown-priority', 'too-many-views', 'view-changed', 'filter-unreadable',
  'unknown-attachment', 'unknown-contact', 'unknown-service', 'unknown-customer', 'notice-unsaid', 'notice-ended', 'already-handled', 'two-persons', 'erasure-impossible', 'wrong-pin', 'link-expired', 'second-factor-needed', 'second-factor-kept', 'sign-in-again', 'wrong-code', 'wrong-passkey', 'wrong-password', 'password-refused', 'policy-missing', 'policy-draft-changed', 'policy-findings', 'policy-examples', 'policy-past', 'policy-too-soon', 'policy-name-taken', 'policy-held', 'policy-too-slow', 'invalid-record', 'record-changed', 'wrong-signature', 'method-not-allowed', 'internal', 'unavailable',
  'ticket-spam', 'same-hands', 'unknown-team', 'unknown-department', 'waits-already', 'unusable-time', 'not-snoozed', 'same-facts', 'nothing-to-grant', 'too-many', 'unknown-item', 'unknown-tag', 'tag-taken', 'not-undoable', 'not-yours-to-undo', 'followed', 'too-old-to-undo', 'letter-gone',
  'address-taken', 'last-admin', 'team-name-taken', 'team-has-tickets', 'same-agent',
  'recipients-changed', 'outside-copy', 'draft-changed', 'already-left', 'unknown-placeholder', 'mention-outside', 'macro-changed', 'rule-changed',
  'fields-missing', 'unknown-field', 'field-changed', 'field-not-asked', 'field-value', 'field-required', 'field-name-taken', 'field-definition-changed', 'field-in-use',
  'nothing-leaves', 'trial-running',
  'nothing-chosen', 'bulk-busy', 'bulk-running', 'beside-refused', 'language-missing', 'place-empty',
] as const
export type ProblemCode = (typeof problemCodes)[number]

/** Who did something. */
export const actor = z.object({ kind: z.enum(['contact', 'agent', 'third_party', 'system']), id: z.string().nullable(), name: z.string().nullable() }).meta({ id: 'Actor' })
