import { z } from 'zod'
import { problem, tagChangeBody, tagName, tagRow } from '@guichet/protocol'
import type { Http } from '#platform/http.ts'
import type { Desk } from '#policies/policies.ts'
import { changeTag, findTags, listTags } from '#triage/triage.ts'
import { agentOf } from './caller.ts'
import { Refused } from './problems.ts'
import { at, ofProvider, tags } from './route.ts'

const ofTag = ofProvider.extend({ name: z.string().max(60) })

/** The words that tickets may bear: found as one types, and kept in order by who administers. */
export function addTagRoutes(app: Http, desk: Desk): void {
  app.get(at('/tags'), {
    schema: { tags: tags.acts, summary: 'The tags that hold these letters', params: ofProvider, querystring: z.object({ begun: z.string().trim().max(40).default('') }), response: { 200: z.array(z.string()), '4xx': problem } },
    handler: async (request) => {
      const { provider } = await agentOf(desk, request)
      return findTags(desk, provider.id, tagName.safeParse(request.query.begun).data ?? '')
    },
  })
  app.get(at('/tags/all'), {
    schema: { tags: tags.acts, summary: 'Every tag, with the number of tickets that bear it', params: ofProvider, response: { 200: z.array(tagRow), '4xx': problem } },
    handler: async (request) => {
      const { provider } = await agentOf(desk, request, 'administer')
      return listTags(desk, provider.id)
    },
  })
  app.put(at('/tags/:name'), {
    schema: { tags: tags.acts, summary: 'Rename a tag, join it with another, or take it away, for every ticket', params: ofTag, body: tagChangeBody, response: { 202: z.object({ name: z.string() }), '4xx': problem } },
    handler: async (request, reply) => {
      const { provider, actor } = await agentOf(desk, request, 'administer')
      const done = await changeTag(desk, provider.id, actor, request.params.name, request.body.becomes)
      if (done !== 'done') throw new Refused(done)
      return reply.code(202).send({ name: request.params.name })
    },
  })
}
