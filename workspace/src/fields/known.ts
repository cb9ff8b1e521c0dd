import type { KnownField } from '@guichet/protocol'
import { queryOptions } from '@tanstack/react-query'
import { read } from '../api/client.ts'

/** The provider's own fields that the reader may fill in somewhere. */
export const knownFieldsQuery = queryOptions({ queryKey: ['fields', 'known'], queryFn: async ({ signal }) => (await read<{ rows: KnownField[] }>('fields', signal)).rows, staleTime: 60_000 })
