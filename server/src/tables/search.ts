/** What tickets are found by, and what was looked for. */
export interface SearchTables {
  remembered_searches: { provider_id: string; agent_id: string; text: string; at: number }
}
