import type { FieldBody } from '@guichet/protocol'
import type { KeptField } from './field.ts'

const said = (words: { readonly fr?: string | undefined; readonly en?: string | undefined }) => [words.fr, words.en].filter((one) => one !== undefined && one !== '').join(' / ')
const chosen = (choices: KeptField['choices']) => choices.filter(({ retired }) => !retired).map(({ label }) => said(label))

/** What of a field was changed, before and after, for the audit: words that people wrote, names of the policy. */
export function changesOf(before: KeptField, after: Omit<FieldBody, 'name' | 'type'>): Record<string, { from: unknown; to: unknown }> {
  const pairs: readonly [string, unknown, unknown][] = [
    ['label', said(before.label), said(after.label)], ['help', said(before.help), said(after.help)], ['unit', before.unit ?? '', after.unit ?? ''], ['choices', chosen(before.choices), chosen(after.choices)],
    ['kinds', before.kinds, [...new Set(after.kinds)]], ['department', before.department ?? '', after.department ?? ''], ['shownTo', before.shown_to, after.shownTo], ['required', before.required, after.required],
  ]
  return Object.fromEntries(pairs.filter(([, from, to]) => JSON.stringify(from) !== JSON.stringify(to)).map(([name, from, to]) => [name, { from, to }]))
}
