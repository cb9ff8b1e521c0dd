import type { Command } from './io.ts'

/** Every command by its typed name. Each is loaded only when it is called, so that a check never loads the server. */
export const commands: Readonly<Record<string, () => Promise<Command>>> = {
  start: () => import('./commands/start.ts'),
  'mail receive': () => import('./commands/mail-receive.ts'),
  'mail inspect': () => import('./commands/mail-inspect.ts'),
  'mail demo': () => import('./commands/mail-demo.ts'),
  'policy check': () => import('./commands/policy-check.ts'),
  'policy test': () => import('./commands/policy-test.ts'),
  'policy ask': () => import('./commands/policy-ask.ts'),
  'policy due': () => import('./commands/policy-due.ts'),
  'policy publish': () => import('./commands/policy-publish.ts'),
  'policy schema': () => import('./commands/policy-schema.ts'),
}
