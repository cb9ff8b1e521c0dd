/** Notifications and confidentiality: for each code a text that has it, and one as near as can be that has not. */
import type { noticeFindings } from '../../../src/findings/notices.ts'
import { policyText } from '../../support/policy.ts'

const whole = 'to: affected, personal: yes, through: [client_area, mail], own_address: yes, own_replaces: yes, fallback: registered, on_bounce: task'
const rules = (text: string): string => policyText({ means: `notifications: { types: { invoice: Facture }, rules: [ { ${text} } ] }` })
const without = (key: string): string => rules(whole.split(/, (?=[a-z_]+:)/).filter((one) => !one.startsWith(`${key}:`)).join(', '))

export const noticeCases: Record<keyof typeof noticeFindings, [present: string, absent: string][]> = {
  'notification-unsaid': [
    ...['to', 'personal', 'through', 'own_address', 'own_replaces', 'fallback', 'on_bounce'].map((key): [string, string] => [without(key), rules(whole)]),
    [policyText({ means: 'notifications: { types: { invoice: Facture } }' }), rules(whole)],
    [rules('to: affected, personal: yes, through: mail, own_address: no'), rules('to: affected, personal: yes, through: client_area')],
  ],
  'secrets-unsaid': [[policyText({ means: 'confidentiality: { detect: [password], transport: encrypted }' }), policyText({ means: 'confidentiality: { detect: [password], transport: encrypted, rules: [ { secrets: held } ] }' })]],
}
