import { createRootRoute, createRoute, createRouter, notFound, redirect } from '@tanstack/react-router'
import { Lost } from './frame/lost.tsx'
import { Root } from './frame/root.tsx'
import { Failed, page } from './parts/failed.tsx'
import { QueuePage } from './queue/queue-page.tsx'
import { readSearch, savedOf, viewOf } from './queue/views.ts'
import { readOverview } from './overview/search.ts'
import { home } from './place.ts'

const root = createRootRoute({ component: Root, notFoundComponent: Lost })

const index = createRoute({
  getParentRoute: () => root,
  path: '/',
  beforeLoad: () => {
    throw redirect({ to: '/$view', params: { view: 'todo' }, replace: true })
  },
})

/** A ticket by its number alone, as letters and colleagues name it. */
const byNumber = createRoute({
  getParentRoute: () => root,
  path: '/tickets/$number',
  beforeLoad: ({ params }) => {
    throw redirect({ to: '/$view/$number', params: { view: 'all', number: params.number }, replace: true })
  },
})

const quarantine = createRoute({ getParentRoute: () => root, path: '/quarantine', component: page(() => import('./quarantine/quarantine-page.tsx'), 'QuarantinePage') })
const quarantined = createRoute({ getParentRoute: () => quarantine, path: '$requestId' })
const outgoing = createRoute({ getParentRoute: () => root, path: '/outgoing', component: page(() => import('./outgoing/outgoing-page.tsx'), 'OutgoingPage') })
const record = createRoute({ getParentRoute: () => root, path: '/record', component: page(() => import('./record/record-page.tsx'), 'RecordPage') })

const notices = createRoute({ getParentRoute: () => root, path: '/notices', component: page(() => import('./notices/notices-page.tsx'), 'NoticesPage') })
const newNotice = createRoute({ getParentRoute: () => root, path: '/notices/new', component: page(() => import('./notices/write-page.tsx'), 'WritePage') })
const notice = createRoute({ getParentRoute: () => root, path: '/notices/$noticeId', component: page(() => import('./notices/notice-page.tsx'), 'NoticePage') })
const security = createRoute({ getParentRoute: () => root, path: '/security', component: page(() => import('./security/security-page.tsx'), 'SecurityPage') })

const overview = createRoute({ getParentRoute: () => root, path: '/overview', validateSearch: readOverview, component: page(() => import('./overview/overview-page.tsx'), 'OverviewPage') })

const preferences = createRoute({ getParentRoute: () => root, path: '/preferences', component: page(() => import('./frame/preferences-page.tsx'), 'PreferencesPage') })

const bulk = createRoute({ getParentRoute: () => root, path: '/bulk', component: page(() => import('./bulk/bulk-page.tsx'), 'BulkPage') })
const bulkRun = createRoute({ getParentRoute: () => root, path: '/bulk/$runId', component: page(() => import('./bulk/bulk-page.tsx'), 'BulkRunPage') })

const savedViews = createRoute({ getParentRoute: () => root, path: '/views', component: page(() => import('./queue/views-page.tsx'), 'ViewsPage') })

const admin = createRoute({ getParentRoute: () => root, path: '/admin', component: page(() => import('./admin/admin-frame.tsx'), 'AdminFrame') })
const agents = createRoute({ getParentRoute: () => admin, path: 'agents', component: page(() => import('./admin/agents-page.tsx'), 'AgentsPage') })
const newAgent = createRoute({ getParentRoute: () => admin, path: 'agents/new', component: page(() => import('./admin/invite-page.tsx'), 'InvitePage') })
const agent = createRoute({ getParentRoute: () => admin, path: 'agents/$agentId', component: page(() => import('./admin/agent-page.tsx'), 'AgentPage') })
const teams = createRoute({ getParentRoute: () => admin, path: 'teams', component: page(() => import('./admin/teams-page.tsx'), 'TeamsPage') })
const departments = createRoute({ getParentRoute: () => admin, path: 'departments', component: page(() => import('./admin/departments-page.tsx'), 'DepartmentsPage') })
const audit = createRoute({ getParentRoute: () => admin, path: 'audit', component: page(() => import('./admin/audit-page.tsx'), 'AuditPage') })

/** Where an agent chooses a password; the root shows it to whoever is signed in or not. */
const welcome = createRoute({ getParentRoute: () => root, path: '/welcome/$token', component: () => null })

const macros = createRoute({ getParentRoute: () => admin, path: 'macros', component: page(() => import('./macros/macros-page.tsx'), 'MacrosPage') })

const tags = createRoute({ getParentRoute: () => admin, path: 'tags', component: page(() => import('./admin/tags-page.tsx'), 'TagsPage') })
const fields = createRoute({ getParentRoute: () => admin, path: 'fields', component: page(() => import('./admin/fields/fields-page.tsx'), 'FieldsPage') })
const rules = createRoute({ getParentRoute: () => admin, path: 'rules', component: page(() => import('./admin/rules/rules-page.tsx'), 'RulesPage') })
const mailboxes = createRoute({ getParentRoute: () => admin, path: 'mailboxes', component: page(() => import('./admin/mailboxes/mailboxes-page.tsx'), 'MailboxesPage') })
const policy = createRoute({ getParentRoute: () => admin, path: 'policy', component: page(() => import('./policy/policy-page.tsx'), 'PolicyPage') })

/** What stands in the address of a search; a router reads "1042" as a number. */
const readText = ({ q }: Record<string, unknown>): { q?: string } => (typeof q === 'string' || typeof q === 'number' ? { q: String(q).slice(0, 500) } : {})
const search = createRoute({ getParentRoute: () => root, path: '/search', validateSearch: readText, component: page(() => import('./search/search-page.tsx'), 'SearchPage') })
const found = createRoute({ getParentRoute: () => search, path: '$number', component: page(() => import('./ticket/ticket-page.tsx'), 'TicketPage') })

const queue = createRoute({
  getParentRoute: () => root,
  path: '/$view',
  component: QueuePage,
  validateSearch: readSearch,
  beforeLoad: ({ params }) => {
    if (!viewOf(params.view) && !savedOf(params.view)) throw notFound()
  },
})

const ticket = createRoute({ getParentRoute: () => queue, path: '$number', component: page(() => import('./ticket/ticket-page.tsx'), 'TicketPage') })

const tree = root.addChildren([index, welcome, byNumber, admin.addChildren([agents, newAgent, agent, teams, departments, macros, tags, fields, rules, mailboxes, policy, audit]), quarantine.addChildren([quarantined]), outgoing, record, notices, newNotice, notice, security, overview, preferences, bulk, bulkRun, savedViews, search.addChildren([found]), queue.addChildren([ticket])])

/** The addresses of the application below `/{provider}/desk`. */
export function createDeskRouter() {
  return createRouter({ routeTree: tree, basepath: home, defaultPreload: 'intent', defaultErrorComponent: Failed, scrollRestoration: false })
}

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof createDeskRouter>
  }
}
