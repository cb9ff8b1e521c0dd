import { z } from 'zod'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { askLink, me, passkeyAnswer, passkeyWanted, problem, secondAsked, secondProof, signedIn, signIn, useLink } from '@guichet/protocol'
import type { SecondAsked } from '@guichet/protocol'
import { agentPendingCookie, closeSession, cookieName, cookieOptions, findSession, passkeyRequest, pendingLife, secondFactorsOf } from '#people/people.ts'
import type { Entered, Provider } from '#people/people.ts'
import type { Http } from '#platform/http.ts'
import { hashToken } from '#platform/tokens.ts'
import type { Desk } from '#policies/policies.ts'
import { enterAgentByPasskey, enterAgentByPassword, enterAgentBySecond, enterByLink, pendingAgent } from '#server/identity/identity.ts'
import type { Slow, Wrong } from '#server/identity/identity.ts'
import { sendSignInLink } from '#triage/triage.ts'
import { callerOf, providerOfRequest } from './caller.ts'
import { meOf } from './me.ts'
import { placeOf } from './place.ts'
import { Refused } from './problems.ts'
import { at, tags } from './route.ts'

const slow = (waitMs: number) => new Refused('too-many-attempts', {}, { 'retry-after': String(Math.ceil(waitMs / 1_000)) })
/** Names the waiting sign-in for which a passkey is asked. */
const purposeOf = (token: string) => `desk|${hashToken(token).toString('base64url')}`

/** Signing in and out, and who is signed in. */
export function addSessionRoutes(app: Http, desk: Desk): void {
  const comingOf = (request: FastifyRequest, provider: Provider) => ({
    machine: request.ip, browser: request.headers['user-agent'], previous: request.cookies[cookieName(provider.slug, 'agent')],
  })

  async function asked(provider: Provider, request: FastifyRequest, token: string): Promise<SecondAsked> {
    const pending = await pendingAgent(desk, provider, token)
    if (!pending) throw new Refused('not-signed-in')
    const { totp, passkeys, backupCodesLeft } = await secondFactorsOf(desk, provider.id, pending.who)
    const place = placeOf(desk, provider, request)
    const here = place && passkeys.some(({ host }) => host === place.host)
    return {
      kind: 'second', totp: totp !== null, codes: backupCodesLeft > 0,
      passkey: here ? { ...(await passkeyRequest(desk, provider.id, { place, purpose: purposeOf(token), who: pending.who })) } : null,
    }
  }

  /** Gives the browser what was opened: who is signed in, or the question for the second proof. */
  async function lead(provider: Provider, request: FastifyRequest, reply: FastifyReply, entered: Entered | Wrong | Slow | { kind: 'gone' } | undefined) {
    if (!entered || entered.kind === 'wrong') throw new Refused('wrong-credentials')
    if (entered.kind === 'slow') throw slow(entered.waitMs)
    if (entered.kind === 'gone') throw new Refused('not-signed-in')
    const { slug } = provider
    const options = cookieOptions(desk, slug, entered.expiresAt)
    if (entered.kind === 'pending') {
      void reply.setCookie(agentPendingCookie(slug), entered.token, { ...options, maxAge: pendingLife / 1_000 })
      return asked(provider, request, entered.token)
    }
    const agent = await findSession(desk, provider.id, 'agent', entered.token)
    if (!agent) throw new Refused('wrong-credentials')
    void reply.setCookie(cookieName(slug, 'agent'), entered.token, options).clearCookie(agentPendingCookie(slug), { path: `/${slug}` })
    return meOf(desk, provider, agent)
  }

  app.post(at('/session'), {
    schema: { tags: tags.session, summary: 'Sign an agent in: who is signed in, or the question for a second proof', body: signIn, response: { 200: signedIn, '4xx': problem } },
    handler: async (request, reply) => {
      const provider = await providerOfRequest(desk, request)
      return lead(provider, request, reply, await enterAgentByPassword(desk, provider, request.body, comingOf(request, provider)))
    },
  })

  app.get(at('/session/second'), {
    schema: { tags: tags.session, summary: 'The second proof that a sign-in waits for', response: { 200: secondAsked, '4xx': problem } },
    handler: async (request) => {
      const provider = await providerOfRequest(desk, request)
      return asked(provider, request, request.cookies[agentPendingCookie(provider.slug)] ?? '')
    },
  })

  app.post(at('/session/second'), {
    schema: { tags: tags.session, summary: 'Give the second proof', body: secondProof, response: { 200: me, '4xx': problem } },
    handler: async (request, reply) => {
      const provider = await providerOfRequest(desk, request)
      const token = request.cookies[agentPendingCookie(provider.slug)] ?? ''
      const place = placeOf(desk, provider, request)
      const { code, passkey } = request.body
      if (code === undefined && !place) throw new Refused('wrong-code')
      const given = code === undefined ? { passkey, place: place!, purpose: purposeOf(token) } : { code }
      const entered = await enterAgentBySecond(desk, provider, token, given, comingOf(request, provider))
      if (entered.kind === 'wrong') throw new Refused('wrong-code')
      return me.parse(await lead(provider, request, reply, entered))
    },
  })

  app.get(at('/session/passkey'), {
    schema: { tags: tags.session, summary: 'What a browser needs to sign an agent in by a passkey', response: { 200: passkeyWanted, '4xx': problem } },
    handler: async (request) => {
      const provider = await providerOfRequest(desk, request)
      const place = placeOf(desk, provider, request)
      if (!place) throw new Refused('not-found')
      return { options: { ...(await passkeyRequest(desk, provider.id, { place, purpose: 'desk' })) } }
    },
  })

  app.post(at('/session/passkey'), {
    schema: { tags: tags.session, summary: 'Sign an agent in by a passkey', body: passkeyAnswer, response: { 200: me, '4xx': problem } },
    handler: async (request, reply) => {
      const provider = await providerOfRequest(desk, request)
      const place = placeOf(desk, provider, request)
      const entered = place && (await enterAgentByPasskey(desk, provider, { place, response: request.body.passkey }, comingOf(request, provider)))
      if (!entered) throw new Refused('wrong-passkey')
      return me.parse(await lead(provider, request, reply, entered))
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
      return reply.clearCookie(agentPendingCookie(provider.slug), { path: `/${provider.slug}` }).code(204).send(null)
    },
  })

  app.get(at('/me'), {
    schema: { tags: tags.session, summary: 'Who is signed in', response: { 200: me, '4xx': problem } },
    handler: async (request) => {
      const { provider, caller } = await callerOf(desk, request, ['agent', 'contact'], undefined, 'owing')
      return meOf(desk, provider, caller)
    },
  })

  app.post(at('/sign-in-links'), {
    schema: { tags: tags.session, summary: 'Ask for a sign-in link; the answer is the same for every address', body: askLink, response: { 202: z.object({ sent: z.literal('if-known') }), '4xx': problem } },
    handler: async (request, reply) => {
      const provider = await providerOfRequest(desk, request)
      const done = await sendSignInLink(desk, provider, { email: request.body.email, machine: request.ip, language: request.body.language })
      if ('slowMs' in done) throw slow(done.slowMs)
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
