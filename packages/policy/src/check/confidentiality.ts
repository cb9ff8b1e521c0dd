/** Secrets that are looked for need a rule that says what becomes of them. */
import type { SecretsAnswer } from '../confidentiality/types.ts'
import type { Rule } from '../policy.ts'
import type { Context } from '../read/context.ts'
import type { Place } from '../read/node.ts'

/** `blocks`: where the policy speaks of confidentiality. */
export function checkConfidentiality(ctx: Context, rules: readonly Rule<SecretsAnswer>[], blocks: readonly { place: Place; clause: string }[]): void {
  const [block] = blocks
  if (block && rules.length === 0 && !ctx.unread.has('confidentiality')) ctx.findings.add('secrets-unsaid', block.place, {}, block.clause)
}
