import { z } from 'zod'
import { agentLink, agentLinkShow, agentLinkUse, problem } from '@guichet/protocol'
import { countAttempt } from '#people/people.ts'
import type { Provider, Slowing } from '#people/people.ts'
import { readAgentLink, useAgentLink } from '#server/identity/identity.ts'
import type { Http } from '#platform/http.ts'
import type { Desk } from '#policies/policies.ts'
import { providerOfRequest } from './caller.ts'
import { langOf } from './language.ts'
import { passwordWords } from './password-words.ts'
import { Refused } from './problems.ts'
import { at, tags } from './route.ts'

/** One machine that tries links: nobody guesses one, and nobody tries for long. */
const perMachine: Slowing = { free: 30, base: 1_000, cap: 15 * 60_000, forget: 60 * 60_000 }

/** The link by which an agent chooses a password: for whoever holds it, nobody else. The token is in no address that is logged. */
export function addAgentLinkRoutes(app: Http, desk: Desk): void {
  async function slowly(provider: Provider, machine: string): Promise<void> {
    const waitMs = await countAttempt(desk, provider.id, `agent-link:*|${machine}`, perMachine)
    if (waitMs > 0) throw new Refused('too-many-attempts', {}, { 'retry-after': String(Math.ceil(waitMs / 1_000)) })
  }
  app.post(at('/agent-links/show'), {
    schema: { tags: tags.session, summary: 'Whom a link is for, without using it', body: agentLinkShow, response: { 200: agentLink, '4xx': problem } },
    handler: async (request) => {
      const provider = await providerOfRequest(desk, request)
      await slowly(provider, request.ip)
      const found = await readAgentLink(desk, provider, request.body.token)
      if (!found) throw new Refused('link-expired')
      const { purpose, name, email, language, through } = found
      return { purpose, name, email, language, through: through ? { name: through.name, label: through.label } : null }
    },
  })
  app.post(at('/agent-links/use'), {
    schema: { tags: tags.session, summary: 'Choose a password by a link, once; then sign in with it', body: agentLinkUse, response: { 204: z.null(), '4xx': problem } },
    handler: async (request, reply) => {
      const provider = await providerOfRequest(desk, request)
      await slowly(provider, request.ip)
      const done = await useAgentLink(desk, provider, request.body.token, request.body.password)
      if (done.kind === 'gone') throw new Refused('link-expired')
      if (done.kind === 'refused') throw new Refused('password-refused', { detail: passwordWords[langOf(request)][done.problem] })
      return reply.code(204).send(null)
    },
  })
}
