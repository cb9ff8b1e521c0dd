import { z } from 'zod'
import { problem, rememberedSearches, rememberedText, searchOperator, searchPage, searchText, writeInstant } from '@guichet/protocol'
import type { SearchOperator, SearchPage } from '@guichet/protocol'
import { knownTo, operatorNames, operatorOf } from '#desk/query/query.ts'
import type { KnownValues, Named, OperatorName, QueryField } from '#desk/query/query.ts'
import { forgetSearches, rememberedSearches as remembered, rememberSearch, searchDesk } from '#desk/search/search.ts'
import type { SearchFound } from '#desk/search/search.ts'
import type { Http } from '#platform/http.ts'
import type { Desk } from '#policies/policies.ts'
import { noteReading } from '#privacy/privacy.ts'
import { agentOf } from './caller.ts'
import { at, ofProvider, tags } from './route.ts'

function pageOf({ query, rows, total, more, looked, people }: SearchFound, now: number): SearchPage {
  return {
    total, more, looked, text: query.text, now: writeInstant(now), customers: [...people.customers], contacts: [...people.contacts],
    rows: rows.map(({ row, subject, passage }) => ({ row, subject: [...subject], passage: passage && { ...passage, parts: [...passage.parts], at: writeInstant(passage.at) } })),
    problems: query.problems.map(({ code, text, from, to, fr, en }) => ({ code, text, from, to, words: { fr, en } })),
  }
}

const valueOf = ({ name, fr, en }: Named) => {
  const [french, english] = [fr[0], en[0]]
  return { name: english === undefined || /[\s,]/.test(english) ? name : english, label: { ...(french === undefined ? {} : { fr: french }), ...(english === undefined ? {} : { en: en.at(-1)! }) } }
}

function operatorView(name: OperatorName, known: KnownValues): SearchOperator {
  const { kind, fr, en, says, none, values } = operatorOf(name)
  return { name, kind, says, none: none === true, names: { fr: [...fr], en: [...en] }, values: (values ?? known[name] ?? []).map(valueOf) }
}

const kindsOfFields = { text: 'called', long_text: 'called', link: 'called', number: 'called', date: 'time', yes_no: 'flag', one: 'policy', several: 'policy' } as const

/** One of the provider's own fields as an operator; those that are no longer filled in are not offered. */
const fieldView = ({ name, type, label, choices }: QueryField): SearchOperator => ({
  name: `field.${name}`, kind: kindsOfFields[type], none: true, names: { fr: [`champ.${name}`], en: [`field.${name}`] }, says: { fr: label.fr ?? label.en ?? name, en: label.en ?? label.fr ?? name },
  values: choices.filter(({ retired }) => !retired).map((choice) => ({ name: choice.key, label: choice.label })),
})

/** A search goes on for so long, letter after letter; and whose last letters are remembered. */
const oneSearch = 30_000
const mostTyping = 1_000

/** Tells the first letter of a search from those that follow. */
function firstLetters(): (agentId: string, now: number) => boolean {
  const typed = new Map<string, number>()
  return (agentId, now) => {
    const last = typed.get(agentId)
    typed.delete(agentId)
    typed.set(agentId, now)
    for (const oldest of typed.keys()) if (typed.size > mostTyping) typed.delete(oldest)
    return last === undefined || now - last > oneSearch
  }
}

/** Search: tickets, customers and their people by what an agent types; the words of its language; what was searched for before. */
export function addSearchRoutes(app: Http, desk: Desk): void {
  const isNew = firstLetters()
  app.get(at('/search'), {
    schema: {
      tags: tags.tickets, summary: 'Find tickets, customers and contacts by words and filters; the best first', params: ofProvider,
      querystring: z.object({
        q: searchText.describe('Words, "phrases", -exclusions and filters: `panne "disque plein" state:open due:<1h`'),
        typing: z.stringbool().default(false).describe('The last word may be half typed'), limit: z.coerce.number().int().min(1).max(100).default(50),
      }),
      response: { 200: searchPage, '4xx': problem },
    },
    handler: async (request) => {
      const { provider, agent, wall } = await agentOf(desk, request, 'see')
      const { q, typing, limit } = request.query
      // That somebody searched is kept, what they searched for is not; every letter of it is no search of its own.
      if (!typing || isNew(agent.id, desk.time.now())) noteReading(desk, { providerId: provider.id, agent, what: 'search' })
      return pageOf(await searchDesk(desk, { providerId: provider.id, wall, text: q, typing, limit }), desk.time.now())
    },
  })
  app.get(at('/search/operators'), {
    schema: { tags: tags.tickets, summary: 'The operators of searches and filters, with the values that the policy in force gives them', params: ofProvider, response: { 200: z.array(searchOperator), '4xx': problem } },
    handler: async (request) => {
      const { provider, wall } = await agentOf(desk, request, 'see')
      const { known } = await knownTo(desk, provider.id, wall)
      return [...operatorNames.map((name) => operatorView(name, known)), ...(known.fields ?? []).filter(({ retired_at }) => retired_at === null).map(fieldView)]
    },
  })
  app.get(at('/search/recent'), {
    schema: { tags: tags.tickets, summary: 'What I searched for, the latest first', params: ofProvider, response: { 200: rememberedSearches, '4xx': problem } },
    handler: async (request) => {
      const { provider, agent } = await agentOf(desk, request, 'see')
      return remembered(desk, provider.id, agent.id)
    },
  })
  app.post(at('/search/recent'), {
    schema: { tags: tags.tickets, summary: 'Remember a search of mine', params: ofProvider, body: rememberedText, response: { 204: z.null(), '4xx': problem } },
    handler: async (request, reply) => {
      const { provider, agent } = await agentOf(desk, request, 'see')
      await rememberSearch(desk, provider.id, agent.id, request.body.text)
      return reply.code(204).send(null)
    },
  })
  app.delete(at('/search/recent'), {
    schema: {
      tags: tags.tickets, summary: 'Forget what I searched for, or one of it', params: ofProvider, querystring: z.object({ text: z.string().max(500).optional() }), response: { 204: z.null(), '4xx': problem },
    },
    handler: async (request, reply) => {
      const { provider, agent } = await agentOf(desk, request, 'see')
      await forgetSearches(desk, provider.id, agent.id, request.query.text)
      return reply.code(204).send(null)
    },
  })
}
