import { ruleBody } from '@guichet/protocol'
import type { Provider } from '#people/people.ts'
import type { Desk } from '#policies/policies.ts'
import { saveRule, switchRule } from '#rules/rules.ts'
import type { Script } from './script.ts'

interface Person { readonly id: string; readonly name: string }

/** Makes the rules of a provider and switches them on, as somebody who administers would. @throws Error on one that the desk refuses: the file is ours */
export async function addRules(desk: Desk, provider: Provider, agents: ReadonlyMap<string, Person>, rules: Script['rules']): Promise<void> {
  const [by] = agents.values()
  if (!by) return
  const actor = { kind: 'agent' as const, id: by.id, name: by.name }
  for (const { watch, tag, note, ...asked } of rules) {
    const body = ruleBody.parse({ ...asked, deeds: { tag, note, watch: watch.map((key) => agents.get(key)?.id ?? key) } })
    const made = await saveRule(desk, provider.id, actor, body)
    const on = 'refused' in made ? made : await switchRule(desk, provider.id, actor, made.id, true)
    if ('refused' in on) throw new Error(`${provider.slug}, “${asked.name}”: ${on.refused}`)
  }
}
