import type { Field } from '@guichet/protocol'
import { queryOptions } from '@tanstack/react-query'
import { read } from '../../api/client.ts'

/** Where the page of fields asks the server. */
export const fieldPaths = {
  fields: 'admin/fields', order: 'admin/fields/order',
  field: (id: string) => `admin/fields/${id}`,
  retired: (id: string) => `admin/fields/${id}/retired`,
}

export const adminFieldsQuery = queryOptions({ queryKey: ['fields', 'admin'], queryFn: async ({ signal }) => (await read<{ rows: Field[] }>(fieldPaths.fields, signal)).rows, staleTime: 5_000 })
