import swagger from '@fastify/swagger'
import websocket from '@fastify/websocket'
import type { FastifyRequest } from 'fastify'
import { jsonSchemaTransform, jsonSchemaTransformObject } from 'fastify-type-provider-zod'
import { cookieName } from '#people/people.ts'
import { openScope } from '#platform/http.ts'
import type { Http } from '#platform/http.ts'
import { hashToken } from '#platform/tokens.ts'
import type { Desk } from '#policies/policies.ts'
import { openWorkshop } from '#policies/workshop/workshop.ts'
import { addActRoutes } from './act-routes.ts'
import { addAdminRoutes } from './admin-routes.ts'
import { addAgentLinkRoutes } from './agent-link-routes.ts'
import { addAsideRoutes } from './aside-routes.ts'
import { addAskingRoutes } from './asking-routes.ts'
import { addComposingRoutes } from './composing-routes.ts'
import { addAuditRoutes } from './audit-routes.ts'
import { addBulkRoutes } from './bulk-routes.ts'
import { addCustomerRoutes } from './customer-routes.ts'
import { about, addDescription } from './description.ts'
import { addDeskActRoutes } from './desk-act-routes.ts'
import { addDeskRoutes } from './desk-routes.ts'
import { answerProblems } from './errors.ts'
import { addExplainRoutes } from './explain-routes.ts'
import { addFieldRoutes } from './field-routes.ts'
import { addFigureRoutes } from './figures-routes.ts'
import { addFileRoutes } from './file-routes.ts'
import { addHookRoutes } from './hook-routes.ts'
import { addImportRoutes } from './import-routes.ts'
import { addLive } from './live.ts'
import { addLiveRoutes } from './live-routes.ts'
import type { Live } from './live.ts'
import { addMailboxRoutes } from './mailbox-routes.ts'
import type { MailChecks } from './mailbox-routes.ts'
import { addMacroRoutes } from './macro-routes.ts'
import { addMergeRoutes } from './merge-routes.ts'
import { addNoticeRoutes } from './notice-routes.ts'
import { pageStyle } from './reading-page.ts'
import { addGrantRoutes } from './grant-routes.ts'
import { addQueueRoutes } from './queue-routes.ts'
import { addRecordRoutes } from './record-routes.ts'
import { addPeopleRoutes } from './people-routes.ts'
import { addPersonRoutes } from './person-routes.ts'
import { addPolicyDeskRoutes } from './policy-desk-routes.ts'
import type { AfterPublishing } from './policy-desk-routes.ts'
import { addPrivacyRoutes } from './privacy-routes.ts'
import { addPreferenceRoutes } from './preference-routes.ts'
import { addProviderRoutes } from './provider-routes.ts'
import { addRequestRoutes } from './request-routes.ts'
import { addSearchRoutes } from './search-routes.ts'
import { addSecurityRoutes } from './security-routes.ts'
import { addSessionRoutes } from './session-routes.ts'
import { addRuleRoutes } from './rule-routes.ts'
import { addTagRoutes } from './tag-routes.ts'
import { addTicketRoutes } from './ticket-routes.ts'
import { addViewRoutes } from './view-routes.ts'

/** The session that a browser shows here: of its other cookies anybody may send another with every call. */
function sessionIn({ cookies, params }: FastifyRequest): string | undefined {
  const { provider = '' } = params as { provider?: string }
  return cookies[cookieName(provider, 'agent')] ?? cookies[cookieName(provider, 'contact')]
}

/** So many calls a minute for a key, a session, else a machine (API-05): one busy program does not slow the others down. */
function limitCallers(app: Http, max: number): void {
  const limit = app.rateLimit({
    max, timeWindow: 60_000,
    keyGenerator: (request) => hashToken(request.headers.authorization ?? sessionIn(request) ?? request.ip).toString('base64url'),
  })
  app.addHook('onRequest', limit)
}

/** The API of every provider and its description; gives the live socket, to be started and stopped with the desk. */
export async function addApi(http: Http, desk: Desk, afterPublishing: AfterPublishing, checks: MailChecks): Promise<Live> {
  let live: Live | undefined
  await openScope(http, async (app) => {
    answerProblems(app)
    limitCallers(app, desk.settings.apiRate)
    await app.register(swagger, { openapi: about, transform: jsonSchemaTransform, transformObject: jsonSchemaTransformObject })
    await app.register(websocket, { options: { maxPayload: 4_096 } })
    addSessionRoutes(app, desk)
    addSecurityRoutes(app, desk)
    addPreferenceRoutes(app, desk)
    addProviderRoutes(app, desk)
    addQueueRoutes(app, desk)
    addViewRoutes(app, desk)
    addTicketRoutes(app, desk)
    addSearchRoutes(app, desk)
    addAdminRoutes(app, desk)
    addAgentLinkRoutes(app, desk)
    addAuditRoutes(app, desk)
    addFigureRoutes(app, desk)
    addActRoutes(app, desk)
    addMergeRoutes(app, desk)
    addDeskActRoutes(app, desk)
    addBulkRoutes(app, desk)
    addTagRoutes(app, desk)
    addFieldRoutes(app, desk)
    addRuleRoutes(app, desk)
    addMailboxRoutes(app, desk, checks)
    addComposingRoutes(app, desk)
    addMacroRoutes(app, desk)
    addCustomerRoutes(app, desk)
    addRequestRoutes(app, desk)
    addAskingRoutes(app, desk)
    addFileRoutes(app, desk)
    addAsideRoutes(app, desk)
    addDeskRoutes(app, desk)
    addPeopleRoutes(app, desk)
    addExplainRoutes(app, desk)
    addPolicyDeskRoutes(app, desk, openWorkshop(desk.log), afterPublishing)
    addPersonRoutes(app, desk)
    addPrivacyRoutes(app, desk)
    addRecordRoutes(app, desk)
    addGrantRoutes(app, desk)
    addImportRoutes(app, desk)
    addHookRoutes(app, desk)
    addNoticeRoutes(app, desk)
    addLiveRoutes(app, desk)
    live = addLive(app, desk)
    app.get('/api/page.css', { schema: { hide: true } }, async (_request, reply) => reply.header('cache-control', 'max-age=3600').type('text/css').send(pageStyle))
    addDescription(app, desk.demonstration)
  })
  if (!live) throw new Error('the live socket has no route')
  return live
}
