import { defineConfig } from 'vitest/config'

/**
 * Files of one worker share what they load: a test opens a database, a folder and a desk of its own, and nothing of ours is kept outside
 * of these. Loading the desk anew for each file took longer than all tests together.
 */
const together = { isolate: false } as const

const shared = { pool: 'forks', maxWorkers: 2, testTimeout: 60_000, hookTimeout: 120_000 } as const

/** Nothing that another PostgreSQL could answer otherwise: no SQL at all, the same statements as others', or every operation once more with somebody else's name. */
const sameElsewhere = [
  'server/src/platform/postgres/**', 'server/test/{access,walls,policy-desk,entrance,identity,people,asking,stories}/**', 'server/test/**/pages.test.ts', 'server/test/hostile.test.ts', 'cli/**',
  'server/test/services/imports.test.ts', 'server/test/settings/mailboxes.test.ts', 'server/test/{bulk/unlucky,notices/bulk,mail/outbox}.test.ts',
]

/** Tests that touch the database run a second time on another PostgreSQL: they are those below these folders. */
const onDatabase = ['server/**/*.test.ts', 'server/**/*.test.tsx', 'cli/**/*.test.ts']
const elsewhere = ['packages/**/*.test.ts', 'policies/**/*.test.ts', '{portal,ui,workspace}/**/*.test.{ts,tsx}', 'test/**/*.test.ts']

export default defineConfig({
  oxc: { jsx: { runtime: 'automatic' } },
  test: {
    ...shared,
    reporters: ['default'],
    projects: [
      { extends: true, test: { ...shared, ...together, name: 'unit', include: elsewhere, exclude: ['**/node_modules/**', '**/dist/**'] } },
      { extends: true, test: { ...shared, ...together, name: 'app', include: onDatabase, exclude: ['**/node_modules/**', ...(process.env.GUICHET_TEST_PG ? sameElsewhere : [])], globalSetup: ['test/setup.ts'] } },
      { extends: true, test: { ...shared, ...together, name: 'e2e', include: ['e2e/**/*.test.ts'], globalSetup: ['test/setup.ts'], testTimeout: 120_000 } },
    ],
  },
})
