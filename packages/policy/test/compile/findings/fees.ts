/** Fees, credits and counted rights: for each code a text that has it, and one as near as can be that has not. */
import type { feeFindings } from '../../../src/findings/fees.ts'
import { policyText } from '../../support/policy.ts'

const quota = (more: string): string => policyText({ means: `quotas: [ { name: pack, of: time, holds: 10h, when_empty: priced, ${more} } ]` })

export const feeCases: Record<keyof typeof feeFindings, [present: string, absent: string][]> = {
  'quota-rest-unsaid': [[quota('per: purchase'), quota('per: purchase, expires: 12 months')], [quota('per: month'), quota('per: month, carry_over: none')]],
}
