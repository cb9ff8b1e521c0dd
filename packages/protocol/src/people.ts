import { z } from 'zod'
import { facts, id, instant, lang, words } from './basics.ts'
import { trust } from './codes.ts'
import { agentPreferences } from './preferences.ts'

/** What a person sees of the provider whose desk they are in. */
export const provider = z
  .object({ slug: z.string(), name: z.string(), accent: z.string(), zone: z.string(), languages: z.array(lang), demonstration: z.boolean() })
  .meta({ id: 'Provider' })

export const agentRef = z.object({ id, name: z.string() }).meta({ id: 'AgentRef' })
export const agent = z.object({ id, name: z.string(), email: z.string(), roles: z.array(z.string()), departments: z.array(z.string()) }).meta({ id: 'Agent' })

export const contactRef = z.object({ id, name: z.string(), email: z.string() }).meta({ id: 'ContactRef' })
export const contact = z
  .object({ id, name: z.string(), email: z.string(), language: lang, declared: z.boolean(), verified: z.boolean(), rights: z.array(z.string()) })
  .meta({ id: 'Contact' })

export const contract = z
  .object({ id, name: z.string(), values: facts, startsOn: z.iso.date(), endsOn: z.iso.date().nullable(), inForce: z.boolean() })
  .meta({ id: 'Contract' })

export const service = z
  .object({
    id, kind: z.string(), name: z.string(), address: z.string().nullable(), addresses: z.array(z.string()), orderNumber: z.string().nullable(),
    product: z.string().nullable(), version: z.string().nullable(), contractId: id.nullable(), endsOn: z.iso.date().nullable(), retired: z.boolean(),
  })
  .meta({ id: 'Service' })

export const licence = z.object({ id, kind: z.string(), enteredAt: instant.nullable() }).meta({ id: 'Licence' })

export const customerRef = z.object({ id, number: z.string(), name: z.string() }).meta({ id: 'CustomerRef' })
/** A customer with all that is known of it: the facts at the side of a ticket. */
export const customer = z
  .object({
    id, number: z.string(), name: z.string(), kind: z.string(), role: z.string().nullable(), zone: z.string().nullable(), language: lang,
    contacts: z.array(contact), contracts: z.array(contract), services: z.array(service), licences: z.array(licence),
  })
  .meta({ id: 'Customer' })

/** Who is signed in, and what they may do here: screens offer only what is named in `may`. */
export const me = z
  .discriminatedUnion('kind', [
    z.object({ kind: z.literal('agent'), agent, provider, may: z.array(z.string()), owesSecond: z.boolean(), expiresAt: instant, preferences: agentPreferences }).meta({ id: 'MeAgent' }),
    z.object({ kind: z.literal('contact'), contact, customer: customerRef, provider, trust, may: z.array(z.string()), expiresAt: instant }).meta({ id: 'MeContact' }),
    z.object({ kind: z.literal('token'), name: z.string(), scopes: z.array(z.string()), customer: customerRef.nullable(), provider, may: z.array(z.string()) }).meta({ id: 'MeToken' }),
  ])
  .meta({ id: 'Me' })
export type Me = z.infer<typeof me>

export const signIn = z.strictObject({ email: z.string().min(1).max(254), password: z.string().min(1).max(1_000) }).meta({ id: 'SignIn' })
export const askLink = z.strictObject({ email: z.string().min(1).max(254), language: lang.optional() }).meta({ id: 'AskLink' })
export const useLink = z.strictObject({ token: z.string().min(20).max(100) }).meta({ id: 'UseLink' })

/** A named value of the policy, with its words. */
export const namedValue = z.object({ name: z.string(), label: words }).meta({ id: 'NamedValue' })

export type Customer = z.infer<typeof customer>
export type Contact = z.infer<typeof contact>
export type Agent = z.infer<typeof agent>
