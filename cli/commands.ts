import type { Command } from './io.ts'

/** Every command by its typed name. Each is loaded only when it is called, so that a check never loads the server. */
export const commands: Readonly<Record<string, () => Promise<Command>>> = {
  start: () => import('./commands/start.ts'),
  'provider add': () => import('./commands/provider-add.ts'),
  'provider publish': () => import('./commands/provider-publish.ts'),
  'provider diff': () => import('./commands/provider-diff.ts'),
  'agent add': () => import('./commands/agent-add.ts'),
  'customer add': () => import('./commands/customer-add.ts'),
  'contact add': () => import('./commands/contact-add.ts'),
  'import': () => import('./commands/import.ts'),
  'token add': () => import('./commands/token-add.ts'),
  'token revoke': () => import('./commands/token-revoke.ts'),
  seed: () => import('./commands/seed.ts'),
  settings: () => import('./commands/settings.ts'),
  doctor: () => import('./commands/doctor.ts'),
  'mail receive': () => import('./commands/mail-receive.ts'),
  'mail inspect': () => import('./commands/mail-inspect.ts'),
  'mail demo': () => import('./commands/mail-demo.ts'),
  'policy check': () => import('./commands/policy-check.ts'),
  'policy test': () => import('./commands/policy-test.ts'),
  'policy ask': () => import('./commands/policy-ask.ts'),
  'policy diff': () => import('./commands/policy-diff.ts'),
  'policy explain': () => import('./commands/policy-explain.ts'),
  'policy due': () => import('./commands/policy-due.ts'),
  'policy publish': () => import('./commands/policy-publish.ts'),
  'policy schema': () => import('./commands/policy-schema.ts'),
}
