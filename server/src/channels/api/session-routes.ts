import { z } from 'zod'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { askLink, me, passkeyAnswer, passkeyWanted, problem, secondAsked, secondProof, signedIn, signIn, useLink } from '@guichet/protocol'
import type { SecondAsked } from '@guichet/protocol'
import { agentPendingCookie, closeSession, cookieName, cookieOptions, findSession, passkeyRequest, pendingLife, secondFactorsOf } from '#people/people.ts'
import type { Entered, Provider } from '#people/people.ts'
import type { Http } from '#platform/http.ts'
import type { Desk } from '#policies/policies.ts'
import { sendSignInLink } from '#triage/triage.ts'
import { enterAgentByPasskey, enterAgentByPassword, enterAgentBySecond, enterByLink, pendingAgent } from '#server/identity/identity.ts'
import type { Slow, Wrong } from '#server/identity/identity.ts'
import { callerOf, providerOfRequest } from './caller.ts'
import { meOf } from './me.ts'
import { Refused } from './problems.ts'
import { at, tags } from './route.ts'

/** Signing in and out, and who is signed in. */
export function addSessionRoutes(app: Http, desk: Desk): void {
  app.post(at('/session'), {
    schema: { tags: tags.session, summary: 'Sign an agent in', body: signIn, response: { 200: me, '4xx': problem } },
    handler: async (request, reply) => {
      const provider = await providerOfRequest(desk, request)
      const name = cookieName(provider.slug, 'agent')
      const done = await signInAgent(desk, provider.id, { ...request.body, machine: request.ip, previous: request.cookies[name] })
      if (!done.ok) {
        if (done.why === 'slow') throw new Refused('too-many-attempts', {}, { 'retry-after': String(Math.ceil(done.waitMs / 1_000)) })
        throw new Refused('wrong-credentials')
      }
      const agent = await findSession(desk, provider.id, 'agent', done.token)
      if (!agent) throw new Refused('wrong-credentials')
      void reply.setCookie(name, done.token, cookieOptions(desk, provider.slug, done.expiresAt))
      return meOf(desk, provider, agent)
    },
  })

  app.delete(at('/session'), {
    schema: { tags: tags.session, summary: 'Sign out', response: { 204: z.null(), '4xx': problem } },
    handler: async (request, reply) => {
      const provider = await providerOfRequest(desk, request)
      for (const kind of ['agent', 'contact'] as const) {
        const name = cookieName(provider.slug, kind)
        const token = request.cookies[name]
        if (!token) continue
        await closeSession(desk, provider.id, token)
        void reply.clearCookie(name, { path: `/${provider.slug}` })
      }
      return reply.code(204).send(null)
    },
  })

  app.get(at('/me'), {
    schema: { tags: tags.session, summary: 'Who is signed in', response: { 200: me, '4xx': problem } },
    handler: async (request) => {
      const { provider, caller } = await callerOf(desk, request, ['agent', 'contact'])
      return meOf(desk, provider, caller)
    },
  })

  app.post(at('/sign-in-links'), {
    schema: { tags: tags.session, summary: 'Ask for a sign-in link; the answer is the same for every address', body: askLink, response: { 202: z.object({ sent: z.literal('if-known') }), '4xx': problem } },
    handler: async (request, reply) => {
      const provider = await providerOfRequest(desk, request)
      const done = await sendSignInLink(desk, provider, { email: request.body.email, machine: request.ip, language: request.body.language })
      if ('slowMs' in done) throw new Refused('too-many-attempts', {}, { 'retry-after': String(Math.ceil(done.slowMs / 1_000)) })
      return reply.code(202).send({ sent: 'if-known' as const })
    },
  })

  app.post(at('/sign-in-links/use'), {
    schema: { tags: tags.session, summary: 'Use a sign-in link, once', body: useLink, response: { 200: me, '4xx': problem } },
    handler: async (request, reply) => {
      const provider = await providerOfRequest(desk, request)
      const name = cookieName(provider.slug, 'contact')
      const done = await enterByLink(desk, provider, request.body.token, { machine: request.ip, browser: request.headers['user-agent'], previous: request.cookies[name] })
      // The second proof is given on the pages: a key of the API is what a program has.
      if (done?.kind === 'pending') throw new Refused('second-factor-needed')
      const contact = done && (await findSession(desk, provider.id, 'contact', done.token))
      if (!done || !contact) throw new Refused('link-expired')
      void reply.setCookie(name, done.token, cookieOptions(desk, provider.slug, done.expiresAt))
      return meOf(desk, provider, contact)
    },
  })
}
