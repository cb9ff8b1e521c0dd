import { z } from 'zod'
import { id } from './basics.ts'

const secondFactor = z.enum(['required', 'offered'])

/** What a provider shows of itself, as its administrators see it. */
export const providerFace = z
  .object({
    slug: z.string(), name: z.string(), accent: z.string(), address: z.string(), mailName: z.string().nullable(), mailAddress: z.string().nullable(), mailboxes: z.array(z.string()),
    agentsSecondFactor: secondFactor, logo: z.string().nullable(), darkLogo: z.string().nullable(),
  })
  .meta({ id: 'ProviderFace' })

/** What of it changes; what is absent stays. The host is the operator's of the machine to give. */
export const providerChange = z
  .strictObject({
    name: z.string().trim().max(200).optional(), accent: z.string().max(20).optional(), mailName: z.string().trim().max(200).nullable().optional(),
    mailAddress: z.string().max(254).nullable().optional(), agentsSecondFactor: secondFactor.optional(),
  })
  .meta({ id: 'ProviderChange' })

export const oidcConnection = z
  .object({
    id, name: z.string(), label: z.string(), audience: z.enum(['agents', 'contacts']), customerId: id.nullable(), issuer: z.string(), clientId: z.string(), domains: z.array(z.string()), listed: z.boolean(),
    exclusive: z.boolean(), makesContacts: z.boolean(), rights: z.array(z.string()), secondFactor: z.enum(['ours', 'theirs']), returnAddress: z.string(),
  })
  .meta({ id: 'OidcConnection' })

/** A new connection. `customer`: its number. The secret is never shown again. */
export const newOidcConnection = z
  .strictObject({
    name: z.string().max(100), label: z.string().max(200), audience: z.enum(['agents', 'contacts']), customer: z.string().max(100).optional(), issuer: z.string().max(1_000), clientId: z.string().max(500),
    secret: z.string().min(1).max(500).optional(), domains: z.array(z.string().max(300)).max(100), listed: z.boolean().optional(), exclusive: z.boolean().optional(), makesContacts: z.boolean().optional(),
    rights: z.array(z.string().max(40)).max(20).optional(), secondFactor: z.enum(['ours', 'theirs']).optional(),
  })
  .meta({ id: 'NewOidcConnection' })

export const oidcExamined = z
  .object({ fine: z.boolean(), findings: z.array(z.object({ check: z.string(), found: z.enum(['right', 'wrong', 'unsure']), words: z.string() })) })
  .meta({ id: 'OidcExamined' })
