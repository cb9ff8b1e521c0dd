import type { ClauseText, Composing, FilledMacro, Mentionable } from '@guichet/protocol'
import { queryOptions } from '@tanstack/react-query'
import { read } from '../../api/client.ts'
import { paths } from '../../api/paths.ts'

/** Named under their ticket: what changes it makes all of them be read again. */

export const composingQuery = (number: number) =>
  queryOptions({
    queryKey: ['ticket', number, 'composing'], queryFn: ({ signal }) => read<Composing>(paths.composing(number), signal), staleTime: 5_000,
    // A colleague's shared draft is followed as it is written.
    refetchInterval: (query) => (query.state.data?.others.some(({ shared }) => shared) ? 4_000 : 60_000),
  })

export const mentionableQuery = (number: number) => queryOptions({ queryKey: ['ticket', number, 'mentionable'], queryFn: ({ signal }) => read<Mentionable[]>(paths.mentionable(number), signal), staleTime: 60_000 })
export const ticketMacrosQuery = (number: number) => queryOptions({ queryKey: ['ticket', number, 'macros'], queryFn: ({ signal }) => read<FilledMacro[]>(paths.ticketMacros(number), signal), staleTime: 30_000 })
export const clausesQuery = (number: number) => queryOptions({ queryKey: ['ticket', number, 'clauses'], queryFn: ({ signal }) => read<ClauseText[]>(paths.clauses(number), signal), staleTime: 300_000 })
