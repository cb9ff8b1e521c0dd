import { z } from 'zod'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { renderSVG } from 'uqr'
import { agentSecurity, backupCodes, passkeyMade, passkeyWanted, passwordChange, problem, secondProof, totpConfirm, totpSetUp, writeInstant } from '@guichet/protocol'
import { readBrowser } from '#people/browsers.ts'
import { beginTotp, cookieName, cookieOptions, passkeyCreation, passkeyRequest, revokeSession, revokeSessions, secondFactorsOf, sessionsOf } from '#people/people.ts'

import type { Http } from '#platform/http.ts'
import type { Desk } from '#policies/policies.ts'
import { addAgentPasskey, addAgentTotp, changeAgentPassword, drawAgentCodes, isFresh, raiseAgent, removeAgentPasskey, removeAgentTotp } from '#server/identity/identity.ts'
import { agentAtDoor } from './caller.ts'
import { langOf } from './language.ts'
import { placeOf } from './place.ts'
import { passwordWords } from './password-words.ts'
import { Refused } from './problems.ts'
import { at, ofId, tags } from './route.ts'

const whole = (at: number | null) => (at === null ? null : writeInstant(at))

/** How the signed-in agent comes in, and their open sessions. All of it is there for one who must set a second proof up first. */
export function addSecurityRoutes(app: Http, desk: Desk): void {
  async function here(request: FastifyRequest) {
    const { provider, agent } = await agentAtDoor(desk, request)
    const seen = { machine: request.ip, browser: request.headers['user-agent'] }
    return { provider, agent, seen, who: { agentId: agent.id }, place: placeOf(desk, provider, request) }
  }

  /** What changes the ways in takes a proof of just now: a session left open is not enough (AB-29). */
  async function freshly(request: FastifyRequest) {
    const visit = await here(request)
    if (!(await isFresh(desk, visit.provider, visit.agent))) throw new Refused((await secondFactorsOf(desk, visit.provider.id, visit.who)).any ? 'second-factor-needed' : 'sign-in-again')
    return visit
  }

  app.get(at('/me/security'), {
    schema: { tags: tags.session, summary: 'How the agent signs in, and their open sessions', response: { 200: agentSecurity, '4xx': problem } },
    handler: async (request) => {
      const { provider, agent, who, place } = await here(request)
      const [factors, sessions, fresh] = await Promise.all([secondFactorsOf(desk, provider.id, who), sessionsOf(desk, provider.id, who), isFresh(desk, provider, agent)])
      return {
        required: provider.secondFactor === 'required', fresh, passkeysHere: place !== undefined, password: true, backupCodesLeft: factors.backupCodesLeft,
        totp: factors.totp && { createdAt: writeInstant(factors.totp.createdAt), lastUsedAt: whole(factors.totp.lastUsedAt) },
        passkeys: factors.passkeys.map(({ id, name, host, createdAt, lastUsedAt }) => ({ id, name, host, createdAt: writeInstant(createdAt), lastUsedAt: whole(lastUsedAt) })),
        sessions: sessions.map(({ openedAt, seenAt, ...session }) => ({ ...session, browser: named(session.browser), current: session.id === agent.sessionId, openedAt: writeInstant(openedAt), seenAt: writeInstant(seenAt) })),
      }
    },
  })

  app.get(at('/me/proof'), {
    schema: { tags: tags.session, summary: 'What a browser needs to prove the agent again by a passkey', response: { 200: passkeyWanted, '4xx': problem } },
    handler: async (request) => {
      const { provider, agent, who, place } = await here(request)
      if (!place) throw new Refused('not-found')
      return { options: { ...(await passkeyRequest(desk, provider.id, { place, purpose: `raise|${agent.sessionId}`, who })) } }
    },
  })

  app.post(at('/me/proof'), {
    schema: { tags: tags.session, summary: 'Prove oneself again, before changing how one signs in', body: secondProof, response: { 204: z.null(), '4xx': problem } },
    handler: async (request, reply) => {
      const { provider, agent, seen, place } = await here(request)
      const { code, passkey } = request.body
      if (code === undefined && !place) throw new Refused('wrong-code')
      const given = code === undefined ? { passkey, place: place!, purpose: `raise|${agent.sessionId}` } : { code }
      const raised = await raiseAgent(desk, provider, agent, request.cookies[cookieName(provider.slug, 'agent')] ?? '', given, seen)
      if (raised.kind === 'slow') throw new Refused('too-many-attempts', {}, { 'retry-after': String(Math.ceil(raised.waitMs / 1_000)) })
      if (raised.kind === 'wrong') throw new Refused('wrong-code')
      if (raised.kind === 'gone') throw new Refused('not-signed-in')
      return reply.setCookie(cookieName(provider.slug, 'agent'), raised.token, cookieOptions(desk, provider.slug, raised.expiresAt)).code(204).send(null)
    },
  })

  app.post(at('/me/totp/begin'), {
    schema: { tags: tags.session, summary: 'Draw a key for an application that shows codes', response: { 200: totpSetUp, '4xx': problem } },
    handler: async (request) => {
      const { provider, agent, who } = await freshly(request)
      const { secret, uri, sealed } = beginTotp(desk, provider.id, who, { issuer: provider.name, label: agent.email })
      return { secret, sealed, picture: renderSVG(uri, { border: 2 }) }
    },
  })

  app.post(at('/me/totp'), {
    schema: { tags: tags.session, summary: 'Take the application into use, by one of its codes', body: totpConfirm, response: { 200: backupCodes, '4xx': problem } },
    handler: async (request) => {
      const { provider, agent, seen } = await freshly(request)
      const codes = await addAgentTotp(desk, provider, agent, request.body, seen)
      if (codes === undefined) throw new Refused('wrong-code')
      return { codes }
    },
  })

  app.delete(at('/me/totp'), {
    schema: { tags: tags.session, summary: 'Take the application out of use', response: { 204: z.null(), '4xx': problem } },
    handler: async (request, reply) => gone(reply, await freshly(request).then(({ provider, agent, seen }) => removeAgentTotp(desk, provider, agent, seen))),
  })

  app.get(at('/me/passkeys/options'), {
    schema: { tags: tags.session, summary: 'What a browser needs to make a passkey', response: { 200: passkeyWanted, '4xx': problem } },
    handler: async (request) => {
      const { provider, agent, who, place } = await freshly(request)
      if (!place) throw new Refused('not-found')
      return { options: { ...(await passkeyCreation(desk, provider.id, who, { place, purpose: agent.sessionId, provider: provider.name, name: agent.name, email: agent.email })) } }
    },
  })

  app.post(at('/me/passkeys'), {
    schema: { tags: tags.session, summary: 'Keep a new passkey', body: passkeyMade, response: { 200: backupCodes, '4xx': problem } },
    handler: async (request) => {
      const { provider, agent, seen, place } = await freshly(request)
      const { name, passkey } = request.body
      const codes = place && (await addAgentPasskey(desk, provider, agent, { place, purpose: agent.sessionId, name, response: passkey }, seen))
      if (codes === undefined) throw new Refused('wrong-passkey')
      return { codes }
    },
  })

  app.delete(at('/me/passkeys/:id'), {
    schema: { tags: tags.session, summary: 'Take a passkey away', params: ofId, response: { 204: z.null(), '4xx': problem } },
    handler: async (request, reply) => gone(reply, await freshly(request).then(({ provider, agent, seen }) => removeAgentPasskey(desk, provider, agent, request.params.id, seen))),
  })

  app.post(at('/me/backup-codes'), {
    schema: { tags: tags.session, summary: 'Draw new backup codes; those of before are worth nothing any more', response: { 200: backupCodes, '4xx': problem } },
    handler: async (request) => {
      const { provider, agent, seen } = await freshly(request)
      const codes = await drawAgentCodes(desk, provider, agent, seen)
      if (!codes) throw new Refused('not-found')
      return { codes }
    },
  })

  app.post(at('/me/password'), {
    schema: { tags: tags.session, summary: 'Change the password; every other session ends', body: passwordChange, response: { 204: z.null(), '4xx': problem } },
    handler: async (request, reply) => {
      const { provider, agent, seen } = await here(request)
      const done = await changeAgentPassword(desk, provider, agent, request.body, seen)
      if (done.kind === 'slow') throw new Refused('too-many-attempts', {}, { 'retry-after': String(Math.ceil(done.waitMs / 1_000)) })
      if (done.kind === 'wrong') throw new Refused('wrong-password')
      if (done.kind === 'weak') throw new Refused('password-refused', { detail: passwordWords[langOf(request)][done.problem] })
      return reply.code(204).send(null)
    },
  })

  app.delete(at('/me/sessions/:id'), {
    schema: { tags: tags.session, summary: 'End one of one’s sessions', params: ofId, response: { 204: z.null(), '4xx': problem } },
    handler: async (request, reply) => {
      const { provider, who } = await here(request)
      return gone(reply, (await revokeSession(desk, desk.database.db, provider.id, who, request.params.id)) ? 'done' : 'not-found')
    },
  })

  app.delete(at('/me/sessions'), {
    schema: { tags: tags.session, summary: 'End all of one’s sessions but this one', response: { 204: z.null(), '4xx': problem } },
    handler: async (request, reply) => {
      const { provider, agent, who } = await here(request)
      await revokeSessions(desk, desk.database.db, provider.id, who, agent.sessionId)
      return gone(reply, 'done')
    },
  })
}

/** A browser as people know it; nothing of what it said of itself is repeated (AB-15). */
function named(browser: string | null): string | null {
  const { name, system } = readBrowser(browser)
  return [name, system].filter((part) => part !== undefined).join(' · ') || null
}

function gone(reply: FastifyReply, done: 'done' | 'not-found' | 'second-factor-kept') {
  if (done !== 'done') throw new Refused(done)
  return reply.code(204).send(null)
}

