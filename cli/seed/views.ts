import { deskWallOf } from '#people/people.ts'
import type { Agent, Provider } from '#people/people.ts'
import { filtersFor, listViews, saveView } from '#desk/desk.ts'
import type { Desk } from '#policies/policies.ts'
import type { Script } from './script.ts'

/** Saves the views of a demonstration, as its lead would. @throws Error naming what is wrong in the script */
export async function addViews(desk: Desk, provider: Provider, lead: Agent, views: Script['views']): Promise<void> {
  const viewer = { providerId: provider.id, id: lead.id, name: lead.name, roles: lead.roles }
  const { teams } = await listViews(desk, viewer)
  const read = await filtersFor(desk, provider.id, deskWallOf(lead))
  for (const { name, filter, order, team } of views) {
    const legible = read(filter)
    if (!legible.ok) throw new Error(`view ${name}: ${legible.problems[0]?.en}`)
    const teamId = teams.find((one) => one.name === team)?.id
    const saved = await saveView(desk, viewer, { name, filter, order, scope: team === undefined ? 'all' : 'team', ...(teamId === undefined ? {} : { teamId }) })
    if (!saved.ok) throw new Error(`view ${name}: ${saved.refused}`)
  }
}
