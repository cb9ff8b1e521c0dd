/** The teams of a provider: a policy that names them may only have those act. */
import { type Context, declare } from './context.ts'
import { entriesOf, text, words } from './expect.ts'
import { nearest } from './nearest.ts'
import type { Node } from './node.ts'

export function readTeams(ctx: Context, node: Node | undefined, clause: string): void {
  for (const { key: name, value, place } of entriesOf(ctx, node, 'teams')) {
    const label = words(ctx, value, `teams.${name}`)
    if (label && declare(ctx, 'team', name, place)) ctx.teams.set(name, { name, label, clause })
  }
}

/** The name of a team, or null after a finding. As long as a policy declares none, any name will do. */
export function teamName(ctx: Context, node: Node | undefined, what: string): string | null {
  const name = text(ctx, node, what)
  if (name === null || ctx.teams.size === 0 || ctx.teams.has(name)) return name
  ctx.findings.add('unknown-team', node!, { name, near: nearest(name, ctx.teams.keys()) })
  return null
}
