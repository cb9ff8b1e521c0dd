import type { SavedView } from '@guichet/protocol'
import type { QueueTexts } from './texts.ts'

export interface SavedGroup { readonly key: string; readonly title: string; readonly views: readonly SavedView[] }

/** Saved views by whose they are: everyone's, each team's, one's own. */
export function grouped(views: readonly SavedView[], t: QueueTexts): SavedGroup[] {
  const groups = new Map<string, { title: string; views: SavedView[] }>()
  for (const view of views) {
    const key = view.team?.id ?? view.scope
    const group = groups.get(key) ?? { title: view.scope === 'all' ? t.everyone : view.scope === 'mine' ? t.mine : (view.team?.name ?? ''), views: [] }
    group.views.push(view)
    groups.set(key, group)
  }
  const rank = (scope: SavedView['scope']) => ['all', 'team', 'mine'].indexOf(scope)
  return [...groups].map(([key, group]) => ({ key, ...group })).toSorted((a, b) => rank(a.views[0]!.scope) - rank(b.views[0]!.scope))
}
