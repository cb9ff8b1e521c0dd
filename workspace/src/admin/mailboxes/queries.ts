import type { DomainChecks, Mailboxes, MailTrial, MailTrials } from '@guichet/protocol'
import { queryOptions } from '@tanstack/react-query'
import { read } from '../../api/client.ts'

/** Where the page of mail asks the server. */
export const mailPaths = { mailboxes: 'admin/mailboxes', check: 'admin/mailboxes/check', dns: 'admin/mailboxes/dns', trials: 'admin/mailboxes/trials' }

export const mailboxesQuery = queryOptions({ queryKey: ['mailboxes'], queryFn: ({ signal }) => read<Mailboxes>(mailPaths.mailboxes, signal), staleTime: 10_000, refetchInterval: 60_000 })
/** Asked of the whole Internet: once, and again when somebody wishes it. */
export const domainsQuery = queryOptions({ queryKey: ['mailboxes', 'dns'], queryFn: ({ signal }) => read<DomainChecks>(mailPaths.dns, signal), staleTime: 300_000, refetchOnWindowFocus: false })

/** Whether a letter is still on its way, as far as anybody waits for it. */
export const isAwaited = ({ backAt, lostAt }: Pick<MailTrial, 'backAt' | 'lostAt'>): boolean => backAt === null && lostAt === null
export const trialsQuery = queryOptions({
  queryKey: ['mailboxes', 'trials'], queryFn: async ({ signal }) => (await read<MailTrials>(mailPaths.trials, signal)).rows, staleTime: 1_000,
  // Closely while one is on its way; one that is late may still come.
  refetchInterval: ({ state: { data } }) => (data?.some(isAwaited) ? 2_000 : 60_000),
})
