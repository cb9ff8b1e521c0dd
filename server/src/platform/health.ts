import type { Http } from './http.ts'

/** What readiness is made of. */
export interface Health {
  /** Whether the database answers. */
  readonly databaseAnswers: () => Promise<boolean>
  /** Whether it has every migration of this version. */
  readonly migrated: () => boolean
}

/** /healthz: the process lives. /readyz: it can serve, or why not (503), with the versions an operator asks for. */
export function addHealth(app: Http, health: Health): void {
  app.get('/healthz', async () => ({ alive: true }))
  app.get('/readyz', async (_request, reply) => {
    const database = await health.databaseAnswers()
    const migrations = health.migrated()
    const ready = database && migrations
    return reply.code(ready ? 200 : 503).send({ ready, database, migrations, node: process.versions.node, tz: process.versions.tz })
  })
}
