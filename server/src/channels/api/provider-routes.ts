import { z } from 'zod'
import type { FastifyRequest } from 'fastify'
import { newOidcConnection, oidcConnection, oidcExamined, problem, providerChange, providerFace } from '@guichet/protocol'
import {
  addConnection, baseOf, examineConnection, examinedInWords, findConnection, listConnections, logoPath, providerOf, readConnection, removeConnection, returnAddress, setFace,
} from '#people/people.ts'
import type { Connection, Face, Provider } from '#people/people.ts'
import { openScope } from '#platform/http.ts'
import type { Http } from '#platform/http.ts'
import { pictureLimits } from '#platform/pictures.ts'
import type { Desk } from '#policies/policies.ts'
import { agentOf } from './caller.ts'
import { langOf } from './language.ts'
import { Refused } from './problems.ts'
import { at, ofProvider, tags } from './route.ts'

const ofName = ofProvider.extend({ name: z.string().max(100) })
const ofTheme = ofProvider.extend({ theme: z.enum(['light', 'dark']) })

/** What administrators among the agents arrange: what the provider shows of itself, and who vouches for people here. */
export function addProviderRoutes(app: Http, desk: Desk): void {
  function administrator(request: FastifyRequest) {
    return agentOf(desk, request, 'administer')
  }

  async function faceOf(provider: Provider) {
    const boxes = await desk.database.db.selectFrom('directory').select('key').where('kind', '=', 'mail_address').where('provider_id', '=', provider.id).orderBy('key').execute()
    const { slug, name, accent, mailName, mailAddress, secondFactor } = provider
    return {
      slug, name, accent, address: `${baseOf(desk, provider)}/${slug}/`, mailName, mailAddress, mailboxes: boxes.map(({ key }) => key), agentsSecondFactor: secondFactor,
      logo: logoPath(provider, 'light') ?? null, darkLogo: logoPath(provider, 'dark') ?? null,
    }
  }

  async function change(request: FastifyRequest, face: Face) {
    const { provider, actor } = await administrator(request)
    const wrong = await setFace(desk, provider, actor, face)
    if (wrong) throw new Refused('invalid-body', { errors: [{ at: wrong.why, message: wrong.why === 'logo' ? `${wrong.picture.why} ${wrong.picture.what ?? ''}`.trim() : wrong.why === 'mail_address' ? wrong.known.join(', ') : wrong.why }] })
    return faceOf(await providerOf(desk, provider.id))
  }

  const viewOf = (provider: Provider, { privateAddresses: _private, ...connection }: Connection) => ({ ...connection, domains: [...connection.domains], rights: [...connection.rights], returnAddress: returnAddress(desk, provider, connection) })

  app.get(at('/provider'), {
    schema: { tags: tags.people, summary: 'What the provider shows of itself', response: { 200: providerFace, '4xx': problem } },
    handler: async (request) => faceOf((await administrator(request)).provider),
  })

  app.patch(at('/provider'), {
    schema: { tags: tags.people, summary: 'Change what the provider shows of itself', body: providerChange, response: { 200: providerFace, '4xx': problem } },
    handler: async (request) => {
      const { agentsSecondFactor, ...rest } = request.body
      return change(request, { ...rest, secondFactor: agentsSecondFactor })
    },
  })

  void openScope(app, (inner) => {
    inner.addContentTypeParser(['application/octet-stream', 'image/png', 'image/webp', 'image/svg+xml'], { parseAs: 'buffer', bodyLimit: pictureLimits.bytes }, (_request, body, done) => done(null, body))
    inner.put(at('/provider/logo/:theme'), {
      bodyLimit: pictureLimits.bytes,
      schema: { tags: tags.people, summary: 'Give the provider a logo: the bytes of a PNG, WebP or SVG', params: ofTheme, response: { 200: providerFace, '4xx': problem } },
      handler: async (request) => {
        if (!Buffer.isBuffer(request.body)) throw new Refused('unsupported-media-type')
        return change(request, request.params.theme === 'light' ? { logo: request.body } : { darkLogo: request.body })
      },
    })
  })

  app.delete(at('/provider/logo/:theme'), {
    schema: { tags: tags.people, summary: 'Take the provider’s logo away', params: ofTheme, response: { 200: providerFace, '4xx': problem } },
    handler: async (request) => change(request, request.params.theme === 'light' ? { logo: null } : { darkLogo: null }),
  })

  app.get(at('/oidc-connections'), {
    schema: { tags: tags.people, summary: 'The sites that vouch for people here', response: { 200: z.array(oidcConnection), '4xx': problem } },
    handler: async (request) => {
      const { provider } = await administrator(request)
      return (await listConnections(desk, provider.id)).map((connection) => viewOf(provider, connection))
    },
  })

  app.post(at('/oidc-connections'), {
    schema: { tags: tags.people, summary: 'Let a site vouch for people; one in a private network is added on the machine itself', body: newOidcConnection, response: { 201: oidcConnection, '4xx': problem } },
    handler: async (request, reply) => {
      const { provider, actor } = await administrator(request)
      const read = await readConnection(desk, provider.id, request.body)
      if (!read.ok) throw new Refused('invalid-body', { errors: [{ at: read.problem.why, message: read.problem.what ?? read.problem.why }] })
      return reply.code(201).send(viewOf(provider, await addConnection(desk, provider.id, actor, read.connection)))
    },
  })

  app.delete(at('/oidc-connections/:name'), {
    schema: { tags: tags.people, summary: 'Let a site vouch for nobody any more', params: ofName, response: { 204: z.null(), '4xx': problem } },
    handler: async (request, reply) => {
      const { provider, actor } = await administrator(request)
      if (!(await removeConnection(desk, provider.id, actor, request.params.name))) throw new Refused('not-found')
      return reply.code(204).send(null)
    },
  })

  app.post(at('/oidc-connections/:name/test'), {
    config: { rateLimit: { max: 30, timeWindow: 3_600_000 } },
    schema: { tags: tags.people, summary: 'Try a connection, and say in words what is wrong', params: ofName, response: { 200: oidcExamined, '4xx': problem } },
    handler: async (request) => {
      const { provider } = await administrator(request)
      const connection = await findConnection(desk, provider.id, request.params.name)
      if (!connection) throw new Refused('not-found')
      const found = await examineConnection(desk, provider, connection)
      return { fine: found.every((one) => one.found !== 'wrong'), findings: found.map((one) => ({ check: one.check, found: one.found, words: examinedInWords(one, langOf(request)) })) }
    },
  })
}
