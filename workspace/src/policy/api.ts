import type { PolicyChecked, PolicyDesk, PolicyDiffering, PolicyDraft, PolicyPlayed, PolicyTexts } from '@guichet/protocol'
import { queryOptions } from '@tanstack/react-query'
import { Refused, ask, read } from '../api/client.ts'
import { paths } from '../api/paths.ts'
import type { Schema } from './editor/schema.ts'

/** Versions, and where the draft stands: read again now and then, since colleagues write it too. */
export const deskQuery = queryOptions({ queryKey: ['policy-desk'], queryFn: ({ signal }) => read<PolicyDesk>(paths.policyVersions, signal), refetchInterval: 15_000 })

export const draftQuery = queryOptions({ queryKey: ['policy-draft'], queryFn: ({ signal }) => read<PolicyDraft>(paths.policyDraft, signal), retry: false, staleTime: Infinity })

export const textsQuery = (id: string) => queryOptions({ queryKey: ['policy-texts', id], queryFn: ({ signal }) => read<PolicyTexts>(paths.policyVersion(id), signal), staleTime: Infinity })

export const changesQuery = (id: string, since: string) =>
  queryOptions({ queryKey: ['policy-changes', id, since], queryFn: ({ signal }) => read<{ fr: string[]; en: string[] }>(paths.policyChanges(id, since), signal), staleTime: Infinity })

export const schemaQuery = (of: 'policy' | 'examples') => queryOptions({ queryKey: ['policy-schema', of], queryFn: ({ signal }) => read<Schema>(paths.policySchema(of), signal), staleTime: Infinity })

/** Asks something of texts for a query. @throws Refused when the server refuses */
async function asked<T>(path: string, body: unknown, signal: AbortSignal): Promise<T> {
  const answer = await ask<T>(path, { body, signal })
  if (!answer.ok) throw new Refused(answer.refusal)
  return answer.value
}

const forText = { retry: 1, gcTime: 60_000, staleTime: 300_000 }

export const checkQuery = (source: string) => queryOptions({ ...forText, queryKey: ['policy-check', source], queryFn: ({ signal }) => asked<PolicyChecked>(paths.policyCheck, { source }, signal) })

export const playQuery = (source: string, examples: string) =>
  queryOptions({ ...forText, queryKey: ['policy-play', source, examples], queryFn: ({ signal }) => asked<PolicyPlayed>(paths.policyExamples, { source, examples }, signal) })

export const differingQuery = (source: string, since: string | null) =>
  queryOptions({ ...forText, queryKey: ['policy-differing', source, since], queryFn: ({ signal }) => asked<PolicyDiffering>(paths.policyDifferences, { source }, signal) })
