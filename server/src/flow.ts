import type { EventType } from '@guichet/protocol'
import { advanceBulk } from '#bulk/bulk.ts'
import { gatherWords } from '#desk/search/search.ts'
import { fillClocks } from '#figures/figures.ts'
import { advanceImports } from '#imports/imports.ts'
import { resumeUndecided } from '#intake/intake.ts'
import { followRefusals, sendReports, tellNotices } from '#notices/notices.ts'
import { deliverDue, endTrials } from '#outbox/outbox.ts'
import type { Carrier } from '#outbox/outbox.ts'
import type { Desk } from '#policies/policies.ts'
import { deleteSetAside, eraseConfirmed, makeArchives, purgeAll } from '#privacy/privacy.ts'
import { runRules } from '#rules/rules.ts'
import { adoptVersions, followTags, noteLateClocks, raiseForLicences, releaseHeld, runTimers, sendGathered, stillWanted, tellFate, wakeSnoozed } from '#triage/triage.ts'
import { runRecoveries } from './identity/identity.ts'
import { tidy } from './tidy.ts'

/**
 * The map: each event, and who reacts to it. What an event changes in its own ticket is in tickets/ticket.ts (state) and in the
 * engine (promises), written in the same transaction; here is what follows elsewhere.
 * @public for readers
 */
export const reactions: Partial<Record<EventType, readonly string[]>> = {
  'ticket.opened': ['the acknowledgement leaves (outbox, written with it)', 'queues show it (live)', 'the provider’s own rules react (rules)'],
  'message.agent': ['the reply leaves (outbox, written with it)', 'queues and pages read it again (live)', 'the provider’s own rules react (rules)'],
  'message.customer': ['queues and pages read it again (live)', 'the provider’s own rules react (rules)'],
  'request.decided': ['the answer leaves (outbox, written with it)'],
  'request.quarantined': ['agents see it put aside (live)'],
  'clock.late': ['queues show it late (live)', 'the provider’s own rules react (rules)'],
  'ticket.timer': ['what the policy says leaves (outbox, written with it)', 'queues and pages read it again (live)'],
  'ticket.released': ['it is to do (live)'],
  'ticket.woken': ['it is to do (live)', 'the provider’s own rules react (rules)'],
  'ticket.assigned': ['the agent is told, and by mail when they want it (alerts, written with it)'],
  'message.note': ['whom it names is told (alerts, written with it)'],
  'ticket.watched': ['from then on the agent is told of what happens there (alerts, written with each)'],
  'ticket.solved': ['the provider’s own rules react (rules)'],
  'ticket.reopened': ['the provider’s own rules react (rules)'],
  'ticket.transferred': ['queues of those who may see it now show it (live)', 'the provider’s own rules react (rules)'],
  'ticket.spam': ['the next mail of its sender, unless they become a contact, is put aside (intake)'],
  'bulk.begun': ['its tickets are dealt with, some at a time (bulk, woken by it)'],
  'tag.changed': ['tickets that bear it follow (tags, woken by it)'],
  'person.asked': ['the archive is made (jobs, woken by it)'],
  'person.confirmed': ['the person is told, then erased (jobs, woken by it)'],
  'notice.made': ['the people concerned are told, a few customers at a time (notices)'],
  'notice.updated': ['the same people are told (notices)'],
  'notice.ended': ['the same people are told; banners go (notices)'],
  'mail_trial.begun': ['its letter leaves for the very address it comes from (outbox, written with it)'],
  'mail.sent': ['the ticket’s page shows it (live)'],
  'mail.failed': ['an address that refuses for good is followed: fallback, warning, task (refused-addresses)'],
  'licence.added': ['open tickets of its customer have its tier, as their policy says (tiers)'],
  'licence.changed': ['open tickets of its customer have its tier, as their policy says (tiers)'],
  'policy.published': ['every process forgets what it kept of the policy (policies)', 'once another version is in force, rules that it no longer understands say so (rules)'],
  'policy.withdrawn': ['every process forgets what it kept of the policy (policies)', 'once another version is in force, rules that it no longer understands say so (rules)'],
}

/** One thing that runs on a clock. What is due, and since when, is in our tables: a run too many does no harm. */
interface Timed { readonly name: string; readonly seconds: number; readonly why: string; readonly work: () => Promise<unknown>; /** In each process that wakes it. */ readonly here?: true }

/** Everything that runs by itself. */
export function timed(desk: Desk, carrier: Carrier): Timed[] {
  return [
    { name: 'outbox', seconds: 20, why: 'letters that are due leave; also woken by every act that writes one', work: () => deliverDue(desk, carrier, (letter) => void tellFate(desk, letter).catch((err: unknown) => desk.log.warn({ err }, 'the fate of a letter could not be told')), (letter, first) => stillWanted(desk, letter, first)) },
    { name: 'alerts', seconds: 60, why: 'agents who want one letter a day of what concerns them get it at their hour', work: () => sendGathered(desk) },
    { name: 'mail-trials', seconds: 30, why: 'a letter to one of our own addresses that has not come back in five minutes is waited for no longer', work: () => endTrials(desk) },
    { name: 'words', seconds: 5, here: true, why: 'what tickets are found by is gathered, for all that changed since; also woken by every act that changes it', work: () => gatherWords(desk) },
    { name: 'clocks', seconds: 10, why: 'promises that passed their deadline are noted, once', work: () => noteLateClocks(desk) },
    { name: 'holds', seconds: 10, why: 'requests held until the hours open are released', work: () => releaseHeld(desk) },
    { name: 'snoozed', seconds: 10, why: 'requests that were put off come back to the lists', work: () => wakeSnoozed(desk) },
    { name: 'tags', seconds: 60, why: 'tickets follow a tag that was renamed, joined with another or taken away; also woken by it', work: () => followTags(desk) },
    { name: 'bulk', seconds: 15, why: 'acts on many tickets, and their undoing, go on, those that a crash cut short too; also woken by what begins them', work: () => advanceBulk(desk) },
    { name: 'rules', seconds: 5, why: 'the provider’s own rules react to what happened since they last looked, and to deadlines that come near; those that are no longer understood say so', work: () => runRules(desk) },
    { name: 'timers', seconds: 30, why: 'requests are reminded of, solved or closed when the policy says so, once', work: () => runTimers(desk) },
    { name: 'versions', seconds: 60, why: 'a version that came into force is adopted by open tickets, where it says so', work: () => adoptVersions(desk) },
    { name: 'undecided', seconds: 60, why: 'requests recorded and not decided are taken up again', work: () => resumeUndecided(desk) },
    { name: 'notices', seconds: 10, why: 'people are told of what was said and they were not told yet; also woken by what says it', work: () => tellNotices(desk) },
    { name: 'refused-addresses', seconds: 30, why: 'whose address refuses mail for good is warned, written to elsewhere, and somebody is given the task', work: () => followRefusals(desk) },
    { name: 'reports', seconds: 60, why: 'what the policy wants sent at the beginning of a month, a quarter or a year is, once', work: () => sendReports(desk) },
    { name: 'imports', seconds: 60, why: 'files of records are taken in, and those that a crash cut short gone on with', work: () => advanceImports(desk).finally(() => desk.jobs.wake('tiers')) },
    { name: 'tiers', seconds: 60, why: 'open tickets follow a licence of which another system told; also woken by what tells it', work: () => raiseForLicences(desk) },
    { name: 'recoveries', seconds: 300, why: 'second factors whose loss was confirmed 72 hours ago are removed; a day before, their owners are reminded', work: () => runRecoveries(desk) },
    { name: 'archives', seconds: 60, why: 'archives of people’s data that were asked for are made, and their owners told', work: () => makeArchives(desk) },
    { name: 'erasures', seconds: 60, why: 'people whose erasure two persons wanted are erased, once they were told', work: () => eraseConfirmed(desk) },
    { name: 'purge', seconds: 3_600, why: 'what is past the time that its provider keeps it goes', work: () => purgeAll(desk) },
    { name: 'set-aside', seconds: 600, why: 'files that nobody refers to any more are deleted', work: () => deleteSetAside(desk) },
    { name: 'figures', seconds: 60, why: 'promises that an older version wrote are made ready for figures, some at a time', work: () => fillClocks(desk) },
    { name: 'tidy', seconds: 3_600, why: 'keys, uploads, links and sessions that are worth nothing any more go', work: () => tidy(desk) },
  ]
}
