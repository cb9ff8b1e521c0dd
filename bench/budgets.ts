/** What the design allows, on two cores. A part without a budget is measured for what it tells. */
export const budgets = {
  deadlines: { atLeast: 1_000_000, unit: '/s' },
  decisions: { atLeast: 100_000, unit: '/s' },
  compilation: { atMost: 100, unit: 'ms' },
  creation: { atLeast: 50, unit: '%' },
  mails: { atLeast: 150, unit: '/s' },
  pages: { atMost: 15, unit: 'ms' },
  pagesOfAMillion: { atMost: 30, unit: 'ms' },
  /** Five hundred customers at once, each clicking every five seconds. */
  area: { atMost: 100, unit: 'ms' },
  /** Of a word that few tickets hold, and of one that very many do, as its first letters always are, at a hundred thousand. */
  searchRare: { atMost: 20, unit: 'ms' },
  searchCommon: { atMost: 80, unit: 'ms' },
  start: { atMost: 1_500, unit: 'ms' },
  memory: { atMost: 220, unit: 'MB' },
  portalScript: { atMost: 15, unit: 'kB' },
  portalPage: { atMost: 60, unit: 'kB' },
  /** From the key to the painted ticket, at the median: read ahead, and not. */
  nextTicket: { atMost: 100, unit: 'ms' },
  otherTicket: { atMost: 250, unit: 'ms' },
  /** More in a tab after five hundred tickets than before them. */
  tabGrowth: { atMost: 10, unit: 'MB' },
  /** From an act to fifty other screens. */
  liveChange: { atMost: 300, unit: 'ms' },
  workspaceScript: { atMost: 220, unit: 'kB' },
} as const satisfies Record<string, Budget>

export interface Budget {
  readonly atLeast?: number
  readonly atMost?: number
  readonly unit: string
}
