import { z } from 'zod'
import { instant } from './basics.ts'

/** Where mail comes in, and how it leaves; passwords are never told. */
export const mailboxes = z
  .object({
    addresses: z.array(z.object({
      address: z.string(), channel: z.string(), /** The policy names it; else it is of the installation. */ ofPolicy: z.boolean(), lastIn: instant.nullable(),
      /** Mails in the last 24 hours, in the last seven days; of these, those still put aside, and those that the policy refused. */
      day: z.int(), week: z.int(), aside: z.int(), refused: z.int(),
    })),
    outgoing: z.object({ state: z.enum(['set', 'unset', 'demonstration']), host: z.string().nullable(), port: z.int().nullable(), /** From the first byte; else as soon as the server offers it. */ secure: z.boolean(), signsIn: z.boolean() }),
    lastOut: instant.nullable(),
    /** Letters that wait to leave now; those that failed for good in the last seven days. */
    waiting: z.int(), failed: z.int(),
  })
  .meta({ id: 'Mailboxes' })
export type Mailboxes = z.infer<typeof mailboxes>

export const relayResult = z.enum(['fine', 'unset', 'demonstration', 'unknown-host', 'unreachable', 'too-slow', 'not-safe', 'wrong-login', 'refused']).meta({ id: 'RelayResult' })
export type RelayResult = z.infer<typeof relayResult>

/** What came of a connection to the server by which mail leaves. `said`: in its own words. */
export const relayCheck = z.object({ result: relayResult, said: z.string().nullable(), milliseconds: z.int() }).meta({ id: 'RelayCheck' })
export type RelayCheck = z.infer<typeof relayCheck>

/** A server to which the mail of a domain goes; `priority` null: the machine of that name itself, since no MX says otherwise. */
export const mxFound = z.object({ name: z.string(), priority: z.int().nullable(), /** The name leads to a machine. */ found: z.boolean(), /** To this one. */ here: z.boolean() }).meta({ id: 'MxFound' })
export type MxFound = z.infer<typeof mxFound>

/**
 * What DNS says of a domain of ours. Of mail in: it leads here, elsewhere (fine where that server hands it on), to names that do not
 * exist, or nowhere; `refuses`: the domain says that it takes none. Of mail out: whether others can tell that it is ours. `open`: anybody
 * may write in its name; `watching`: its rules ask for nothing to be refused.
 */
export const domainCheck = z
  .object({
    domain: z.string(),
    mx: z.object({ state: z.enum(['here', 'elsewhere', 'dangling', 'none', 'refuses', 'no-domain', 'no-answer']), servers: z.array(mxFound) }),
    spf: z.object({ state: z.enum(['present', 'open', 'several', 'missing', 'no-answer']), record: z.string().nullable() }),
    dmarc: z.object({ state: z.enum(['present', 'watching', 'several', 'missing', 'no-answer']), record: z.string().nullable(), /** The domain where it was found. */ at: z.string().nullable() }),
  })
  .meta({ id: 'DomainCheck' })
export type DomainCheck = z.infer<typeof domainCheck>
/** `looked` false: a demonstration asks nobody. */
export const domainChecks = z.object({ looked: z.boolean(), at: instant, domains: z.array(domainCheck) }).meta({ id: 'DomainChecks' })
export type DomainChecks = z.infer<typeof domainChecks>

export const mailTrialBody = z.strictObject({ address: z.string().trim().min(3).max(320) }).meta({ id: 'MailTrialBody' })

/** The last letter that an address sent to itself: handed over, taken by the next server or not, and back or not. */
export const mailTrial = z
  .object({
    address: z.string(), begunAt: instant, by: z.string(),
    left: z.enum(['waiting', 'trying', 'refused', 'left', 'gone']), leftAt: instant.nullable(), /** What the next server said when it did not take it. */ said: z.string().nullable(),
    backAt: instant.nullable(), seconds: z.int().nullable(), /** Another address of ours at which it came in. */ cameTo: z.string().nullable(),
    lostAt: instant.nullable(),
  })
  .meta({ id: 'MailTrial' })
export type MailTrial = z.infer<typeof mailTrial>
export const mailTrials = z.object({ rows: z.array(mailTrial) }).meta({ id: 'MailTrials' })
export type MailTrials = z.infer<typeof mailTrials>
