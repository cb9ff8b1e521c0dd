import type { adminTexts } from './texts.ts'

/** A page of the administration: who may open it, by what `me.may` names. */
export interface AdminLine {
  readonly to: '/admin/agents' | '/admin/teams' | '/admin/departments' | '/admin/macros' | '/admin/tags' | '/admin/fields' | '/admin/rules' | '/admin/mailboxes' | '/admin/policy' | '/admin/audit'
  readonly name: keyof ReturnType<typeof adminTexts>['pages']
  readonly needs: string
}

/** The pages of the administration, in their order: whoever adds one adds its line here. */
export const adminMenu: readonly AdminLine[] = [
  { to: '/admin/agents', name: 'agents', needs: 'admin' },
  { to: '/admin/teams', name: 'teams', needs: 'admin' },
  { to: '/admin/departments', name: 'departments', needs: 'admin' },
  { to: '/admin/macros', name: 'macros', needs: 'tickets:act' },
  { to: '/admin/tags', name: 'tags', needs: 'admin' },
  { to: '/admin/fields', name: 'fields', needs: 'admin' },
  { to: '/admin/rules', name: 'rules', needs: 'lead' },
  { to: '/admin/mailboxes', name: 'mailboxes', needs: 'admin' },
  { to: '/admin/policy', name: 'policy', needs: 'lead' },
  { to: '/admin/audit', name: 'audit', needs: 'admin' },
]

/** The lines for whoever may do these things. */
export function linesFor(may: readonly string[]): readonly AdminLine[] {
  return adminMenu.filter(({ needs }) => may.includes(needs))
}
