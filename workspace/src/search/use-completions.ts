import type { FoundCustomer } from './found-customer.ts'
import { useQuery } from '@tanstack/react-query'
import { read } from '../api/client.ts'
import { paths } from '../api/paths.ts'
import { agentsQuery, teamsQuery } from '../api/queries.ts'
import { usePreferences } from '../preferences.tsx'
import { operatorsQuery, useSettled } from './asking.ts'
import { completeNames, completeValues, ownValues, typedAtEnd, type Completion, type Proposed } from './complete.ts'

const none: Completion[] = []

/** Ways to go on with what is being typed: operators by name, their values, agents, customers, teams and tags as they are called. */
export function useCompletions(text: string): readonly Completion[] {
  const { lang } = usePreferences()
  const operators = useQuery(operatorsQuery).data
  const typed = operators && typedAtEnd(text, operators)
  const name = typed?.is === 'value' ? typed.operator.name : ''
  const begun = useSettled(typed?.is === 'value' ? typed.begun : '')
  const isAgent = typed?.is === 'value' && typed.operator.kind === 'person'
  const agents = useQuery({ ...agentsQuery, enabled: isAgent }).data
  const isCustomer = (name === 'customer' || name === 'contact') && begun.length >= 2
  const customers = useQuery({ queryKey: ['complete-customers', begun], queryFn: ({ signal }) => read<FoundCustomer[]>(paths.customers(begun), signal), enabled: isCustomer, staleTime: 60_000 }).data
  const tags = useQuery({ queryKey: ['complete-tags', begun], queryFn: ({ signal }) => read<string[]>(`tags?begun=${encodeURIComponent(begun)}`, signal), enabled: name === 'tag', staleTime: 30_000 }).data
  const teams = useQuery({ ...teamsQuery, enabled: name === 'team' }).data
  if (!operators || !typed) return none
  if (typed.is === 'name') return completeNames(typed, operators, lang)
  const called: Proposed[] =
    isAgent ? (agents ?? []).map((agent) => ({ name: agent.name, label: '' }))
    : name === 'customer' && isCustomer ? (customers ?? []).map((customer) => ({ name: customer.number, label: customer.name }))
    : name === 'contact' && isCustomer ? (customers ?? []).flatMap(({ contacts }) => contacts.map((contact) => ({ name: contact.email, label: contact.name })))
    : name === 'tag' ? (tags ?? []).map((tag) => ({ name: tag, label: '' }))
    : name === 'team' ? (teams ?? []).map((team) => ({ name: team.name, label: '' }))
    : []
  return completeValues(typed, [...ownValues(typed.operator, lang), ...called])
}
