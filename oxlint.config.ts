import { defineConfig } from 'oxlint'
import type { OxlintOverride } from 'oxlint'
import { channels, layers, withoutRules } from './test/check/layers.ts'

interface Pattern {
  readonly regex: string
  readonly message: string
  readonly allowTypeImports?: boolean
}

const tests = ['**/*.test.ts', '**/*.test.tsx', '**/test/**', '**/tests/**']
const imports = (files: readonly string[], patterns: readonly Pattern[], excludeFiles: readonly string[] = tests): OxlintOverride => ({
  files: [...files],
  excludeFiles: [...excludeFiles],
  rules: { 'no-restricted-imports': ['error', { patterns: patterns.map((pattern) => ({ ...pattern })) }] },
})

/** What a layer must not import: everything above it. */
function above(index: number): Pattern[] {
  const here = layers[index]?.name ?? ''
  return layers.slice(0, index).map((layer) => ({
    regex: layer.spelled,
    message: `${here} lies below ${layer.name}: it may import only what lies below itself. Take what you need as an argument, or move this code up.`,
  }))
}

const noRules: Pattern = {
  regex: '^@guichet/policy',
  allowTypeImports: true,
  message: 'This slice holds no rule of support: triage asks the policy and hands over what was decided. Types may be imported.',
}

const faces: Pattern[] = [
  { regex: '^#(platform|people|policies|tickets|clocks|outbox|desk|privacy|triage|intake|channels|server)/', message: 'Pages know nothing of the server: channels hand them what to draw.' },
  { regex: '(^|/)(server|cli|workspace)/', message: 'Pages know nothing of the server, the command line or the workspace.' },
]

const pure: Pattern[] = [
  { regex: '^node:', message: 'The engine has no input or output: facts come in as arguments, decisions go out as values.' },
  { regex: '^#', message: 'The engine lies below everything: it imports nothing of the server or the pages.' },
  { regex: '^@guichet/protocol', message: 'The engine lies below the protocol, which is made of its words.' },
]

const layered = layers.map((layer, index) => {
  const patterns = above(index)
  return { layer, patterns }
})

/** oxlint keeps only the last override of a rule, so each set of files gets all of its patterns at once. */
const overrides: OxlintOverride[] = [
  ...layered
    .filter(({ layer, patterns }) => patterns.length > 0 && !layer.name.startsWith('polic') && layer.name !== 'channels')
    .flatMap(({ layer, patterns }) =>
      layer.files.map((files) => imports([files], withoutRules.includes(files) ? [...patterns, noRules] : patterns)),
    ),
  ...channels.map((channel) => {
    const others = channels.filter((other) => other !== channel).join('|')
    const index = layers.findIndex((layer) => layer.name === 'channels')
    const apart = { regex: `^(#(server/)?channels/|(\\.\\./)+(channels/)?)(${others})/`, message: 'A channel imports no other channel: what they share belongs in channels/channel.ts, or in a slice below.' }
    return imports([`server/src/channels/${channel}/**`], others === '' ? above(index) : [...above(index), apart])
  }),
  imports(['portal/**', 'ui/**'], faces),
  imports(['workspace/**'], faces.slice(0, 1)),
  imports(['packages/policy/src/**'], pure),
  {
    files: ['packages/policy/src/**'],
    excludeFiles: tests,
    rules: {
      'no-restricted-globals': [
        'error',
        ...['process', 'console', 'fetch', 'setTimeout', 'setInterval', 'queueMicrotask', 'performance', 'crypto', 'Buffer', 'localStorage'].map((name) => ({
          name,
          message: 'The engine is pure: no input or output, no time of its own, no chance.',
        })),
      ],
    },
  },
  {
    files: ['server/src/platform/time.ts', 'bench/**', 'launch/**', 'start.mjs', 'workspace/src/time.ts', 'ui/src/time.ts', ...tests],
    rules: { 'no-restricted-properties': 'off' },
  },
  { files: ['**/*.test.ts', '**/*.test.tsx'], rules: { 'typescript/no-explicit-any': 'off' } },
  // Nothing is compiled by React Compiler, whose limits this rule tells.
  { files: ['workspace/**'], rules: { 'react/incompatible-library': 'off' } },
]

const theTime = 'Only platform/time reads the system time: take a Time as an argument, so that a test can move it.'

export default defineConfig({
  plugins: ['eslint', 'typescript', 'unicorn', 'oxc', 'import', 'vitest', 'react'],
  categories: { correctness: 'error' },
  ignorePatterns: ['**/node_modules/**', '**/dist/**', 'data/**', 'coverage/**'],
  rules: {
    'import/no-cycle': 'error',
    'typescript/no-explicit-any': 'error',
    'typescript/consistent-type-imports': 'error',
    'vitest/no-focused-tests': 'error',
    'vitest/no-disabled-tests': 'error',
    'vitest/warn-todo': 'error',
    // Examples of a policy are written given / when / then.
    'unicorn/no-thenable': 'off',
    'no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_', caughtErrors: 'none' }],
    // Vitest hands its fixtures to whoever names them, and to who wants the second argument only, an empty pattern.
    'no-empty-pattern': ['error', { allowObjectPatternsAsParameters: true }],
    // The second argument of expect() says which case of a loop failed.
    'vitest/valid-expect': ['error', { maxArgs: 2 }],
    'vitest/no-conditional-expect': 'off',
    'vitest/expect-expect': 'off',
    'vitest/require-mock-type-parameters': 'off',
    'vitest/require-to-throw-message': 'off',
    'no-restricted-properties': [
      'error',
      { object: 'Date', property: 'now', message: theTime },
      { object: 'performance', property: 'now', message: theTime },
      { object: 'Temporal', property: 'Now', message: theTime },
      { object: 'Math', property: 'random', message: 'Chance comes from platform/ids or platform/tokens; in tests, from fast-check.' },
    ],
  },
  overrides,
})
