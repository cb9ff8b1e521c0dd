/** The last stages: who acts and from when, the place in the queue, what is remarked. */
import { valueInWords } from '../explain/values.ts'
import type { Lang, Words } from '../model.ts'
import type { Run } from './run.ts'

/** Outside the hours of those who act, the request is accepted and held until they open. */
export function handling(run: Run): void {
  const won = run.winner(run.policy.machine.families.handling)
  if (!won) return
  const { by, during, onCall } = won.rule.answer
  run.handledBy = by
  run.onCall = onCall
  const opening = during === 'always' ? run.now : run.calendar(during).nextOpening(run.now)
  if (opening !== null && opening > run.now) {
    run.heldUntil = opening
    run.holding = won.rule.clauses
  }
  run.step('handling', won, run.heldUntil === undefined ? by : `${by}, held`)
}

/** Place of the class in the queue, 0 first; behind all classes when none holds. `told`: as a step. */
export function rank(run: Run, told: boolean): number {
  const { queue } = run.policy.machine.families
  for (let index = 0; index < queue.length; index++) {
    if (!run.holds(queue[index]!.when)) continue
    if (told) run.step('queue', queue[index]!, queue[index]!.rule.answer.name ?? String(index))
    return index
  }
  return queue.length
}

const filled = /\{([^{}]+)\}/g

const cited = /\{value\.([^{}]+)\}/g

/** Words in which facts of the request are cited by their values; a brace in a value must not become a placeholder. */
function withValues(run: Run, words: Words): Words {
  if (!Object.values(words).some((text) => text.includes('{value.'))) return words
  return Object.fromEntries(Object.entries(words).map(([lang, text]) => [lang, text.replace(cited, (_, name: string) => valueInWords(run.policy, name, run.value(name), lang as Lang).replaceAll(/[{}]/g, ''))]))
}

/** Adds the remarks that hold for this request. */
export function notices(run: Run): void {
  for (const ready of run.policy.machine.families.notices) {
    if (!run.holds(ready.when)) continue
    const { rule } = ready
    const tags = rule.answer.tags.map((tag) => (tag.includes('{') ? tag.replace(filled, (_, name: string) => String(run.value(name) ?? '')) : tag))
    run.step('notices', ready, rule.name ?? 'notice')
    run.remarks.push({ clauses: rule.clauses, ...(rule.name === undefined ? {} : { rule: rule.name }), words: withValues(run, rule.answer.words), tags })
  }
}
