import { agentPreferences, preferencesBody, problem } from '@guichet/protocol'
import { preferencesOf, prefer } from '#people/people.ts'
import type { Http } from '#platform/http.ts'
import type { Desk } from '#policies/policies.ts'
import { agentOf } from './caller.ts'
import { at, ofProvider, tags } from './route.ts'

/** What the signed-in agent chose for themselves: keys, density, time to take an answer back. Read with `GET /me`. */
export function addPreferenceRoutes(app: Http, desk: Desk): void {
  app.put(at('/me/preferences'), {
    schema: { tags: tags.session, summary: 'Choose keys and other habits of one’s own; null goes back to what is proposed', params: ofProvider, body: preferencesBody, response: { 200: agentPreferences, '4xx': problem } },
    handler: async (request) => {
      const { provider, agent } = await agentOf(desk, request)
      await prefer(desk, provider.id, agent.id, request.body)
      return preferencesOf(desk, provider.id, agent.id)
    },
  })
}
