import { existsSync, readdirSync } from 'node:fs'

/** One level of the building: what lies in it may import what lies below, never what lies above. */
export interface Layer {
  readonly name: string
  /** Files of the layer. */
  readonly files: readonly string[]
  /** How an import of this layer is spelled, as a regular expression. */
  readonly spelled: string
}

const source = new URL('../../server/src/', import.meta.url)

function foldersOf(folder: string): string[] {
  const url = new URL(folder, source)
  if (!existsSync(url)) return []
  return readdirSync(url, { withFileTypes: true }).filter((entry) => entry.isDirectory()).map((entry) => entry.name).sort()
}

function slices(name: string, ...folders: string[]): Layer {
  const names = folders.join('|')
  return { name, files: folders.map((folder) => `server/src/${folder}/**`), spelled: `^(#(server/)?|(\\.\\./)+)(${names})/` }
}

const named = ['channels', 'rules', 'intake', 'bulk', 'triage', 'privacy', 'figures', 'desk', 'tickets', 'people', 'policies', 'platform']

/** The nouns that have no place of their own in the order: every other folder of server/src. */
const nouns = [...new Set(['clocks', 'outbox', ...foldersOf('.')])].filter((folder) => !named.includes(folder))

/** The one ordered list, top first (design: who may import whom). */
export const layers: readonly Layer[] = [
  { name: 'cli', files: ['cli/**'], spelled: '(^|/)cli/' },
  { name: 'main, app, flow', files: ['server/src/*.ts'], spelled: '^(#server/|(\\.\\./)+)(main|app|flow)\\.ts$' },
  slices('channels', 'channels'),
  slices('rules', 'rules'),
  slices('intake', 'intake'),
  slices('bulk', 'bulk'),
  slices('triage', 'triage'),
  slices('privacy', 'privacy'),
  slices('figures', 'figures'),
  slices('desk', 'desk'),
  slices('the other nouns', ...nouns),
  slices('tickets', 'tickets'),
  slices('people, policies', 'people', 'policies'),
  slices('platform', 'platform'),
  { name: 'protocol', files: ['packages/protocol/**'], spelled: '^@guichet/protocol' },
  { name: 'policy', files: ['packages/policy/**'], spelled: '^@guichet/policy' },
]

/** The channels there are: none of them may import another. */
export const channels: readonly string[] = foldersOf('channels/')

/** Slices that hold rows and rights but no rule: they may know the policy's types, never ask it. */
export const withoutRules: readonly string[] = ['platform', 'people', 'tickets', 'outbox', 'intake'].map((folder) => `server/src/${folder}/**`)
