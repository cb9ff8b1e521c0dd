import { readFile } from 'node:fs/promises'

/** Of nothing that there is. */
const nobody = '019b0000-0000-7000-8000-000000000000'

/** Addresses by the path that the router gives them. `reads`: it cannot be shown without an answer, so it says why there is none. */
export const routes: Readonly<Record<string, { readonly at: string; readonly reads: boolean }>> = {
  '/': { at: '/', reads: true },
  '/tickets/$number': { at: '/tickets/1042', reads: true },
  '/$view': { at: '/late', reads: true },
  '$number': { at: '/todo/1042', reads: true },
  '/quarantine': { at: '/quarantine', reads: true },
  '$requestId': { at: `/quarantine/${nobody}`, reads: true },
  '/outgoing': { at: '/outgoing', reads: true },
  '/record': { at: '/record', reads: false },
  '/notices': { at: '/notices', reads: true },
  '/notices/new': { at: '/notices/new', reads: false },
  '/notices/$noticeId': { at: `/notices/${nobody}`, reads: true },
  '/security': { at: '/security', reads: true },
  '/overview': { at: '/overview', reads: true },
  '/preferences': { at: '/preferences', reads: false },
  '/bulk': { at: '/bulk', reads: true },
  '/bulk/$runId': { at: `/bulk/${nobody}`, reads: true },
  '/views': { at: '/views', reads: true },
  '/search': { at: '/search?q=panne', reads: true },
  '/welcome/$token': { at: `/welcome/${'x'.repeat(40)}`, reads: true },
  '/admin': { at: '/admin', reads: true },
  agents: { at: '/admin/agents', reads: true },
  'agents/new': { at: '/admin/agents/new', reads: false },
  'agents/$agentId': { at: `/admin/agents/${nobody}`, reads: true },
  teams: { at: '/admin/teams', reads: true },
  departments: { at: '/admin/departments', reads: true },
  audit: { at: '/admin/audit', reads: true },
  macros: { at: '/admin/macros', reads: true },
  tags: { at: '/admin/tags', reads: true },
  fields: { at: '/admin/fields', reads: true },
  rules: { at: '/admin/rules', reads: true },
  mailboxes: { at: '/admin/mailboxes', reads: true },
  policy: { at: '/admin/policy', reads: true },
}

/** The paths that the router of the agents’ application declares. */
export const declared = [...(await readFile(new URL('../workspace/src/router.tsx', import.meta.url), 'utf8')).matchAll(/\bpath: '([^']+)'/g)].map(([, path]) => path!)
