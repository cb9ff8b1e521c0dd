import type { Policy } from '@guichet/policy'
import type { Lang, Words } from '@guichet/protocol'

/** The words of a target, as the policy gives them; its name when it gives none. */
export function targetLabel(policy: Policy | undefined, target: string): Words {
  const answer = policy?.families.targets.find((rule) => rule.answer.name === target)?.answer
  return answer?.label ?? {}
}

/** A text of the policy in a language, else in the one that prevails, else in any. */
export function inLanguage(policy: Policy, words: Words | undefined, lang: Lang): string | null {
  if (!words) return null
  return words[lang] ?? words[policy.languages.authoritative] ?? Object.values(words)[0] ?? null
}

/** Words for the values of facts, by `name` for the fact and `name=value` for a value: what a page needs to show facts. */
export function factLabels(policy: Policy, facts: Readonly<Record<string, unknown>>, lang: Lang): Record<string, string> {
  const labels: Record<string, string> = {}
  for (const [name, value] of Object.entries(facts)) {
    const fact = policy.facts.get(name)
    if (!fact) continue
    labels[name] = inLanguage(policy, fact.label, lang) ?? name
    const option = fact.options.find((one) => one.value === value)
    if (option) labels[`${name}=${option.value}`] = inLanguage(policy, option.label, lang) ?? option.value
  }
  return labels
}
