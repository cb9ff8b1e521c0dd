import pg from 'pg'
import { addShipped, databaseOf, fill, withFolder } from './desk/folder.ts'
import { startGenerator } from './desk/generator.ts'
import { cpuSeconds, cpuSecondsBelow } from './desk/processes.ts'
import { startServer } from './desk/server.ts'
import { addCustomers } from './generate/people.ts'
import { copyTickets } from './create/copied.ts'
await withFolder(async (dataFolder) => {
  const callers = await fill(dataFolder, async (desk) => {
    const provider = await addShipped(desk, 'dri')
    await desk.database.pool.query(`alter system set shared_preload_libraries='pg_stat_statements'`)
    await desk.database.pool.query(`alter system set pg_stat_statements.track_planning=on`)
    return addCustomers(desk, provider.id, 3000, (index) => `client-${index}.example`)
  })
  const server = await startServer(dataFolder)
  const generator = startGenerator()
  const url = await databaseOf(dataFolder)
  const c = new pg.Client({ connectionString: url }); await c.connect()
  await c.query('create extension pg_stat_statements')
  let from = 0
  const api = async (ms: number, connections = 16) => { const d = await generator.run({ kind: 'create', port: server.port, path: '/dri/api/v1/requests', milliseconds: ms, connections, callers, from }); from += d.count; return d }
  const show = async (label: string, n: number) => {
    const { rows } = await c.query(`select calls, round(total_exec_time::numeric,0) ex, round(total_plan_time::numeric,0) pl, round(wal_bytes/1000) walkb, left(regexp_replace(query,'\\s+',' ','g'),110) q from pg_stat_statements order by total_exec_time+total_plan_time desc limit 22`)
    console.log(label, n); for (const r of rows) console.log(`${r.calls} calls  exec ${(r.ex/n).toFixed(2)} plan ${(r.pl/n).toFixed(2)} ms/ticket wal ${(r.walkb/n).toFixed(1)}kB | ${r.q}`)
    await c.query('select pg_stat_statements_reset()')
  }
  await api(4000); await c.query('select pg_stat_statements_reset()')
  for (let k = 0; k < 2; k++) {
  const b = [await cpuSeconds(server.pid), await cpuSecondsBelow(server.pid)] as const
  const d = await api(4000)
  const e = [await cpuSeconds(server.pid), await cpuSecondsBelow(server.pid)] as const
  console.log('api', d.count, 'rate', d.count / 4, 'node ms/ticket', (1000 * (e[0] - b[0]) / d.count).toFixed(2), 'db ms/ticket', (1000 * (e[1] - b[1]) / d.count).toFixed(2), 'gen', (d.cpu * 4000 / d.count).toFixed(2))
  if (k === 1) await show('api', d.count); else await c.query('select pg_stat_statements_reset()')
  }
  const tickets = await copyTickets(url, 100)
  for (const together of [false, true]) {
    await generator.run({ kind: 'sql', url, milliseconds: 1500, connections: 16, tickets, together })
    const b2 = await cpuSecondsBelow(server.pid)
    const s = await generator.run({ kind: 'sql', url, milliseconds: 3000, connections: 16, tickets, together })
    console.log('sql', together, s.count / 3, 'db ms', (1000 * ((await cpuSecondsBelow(server.pid)) - b2) / s.count).toFixed(2), 'gen ms', (s.cpu * 3000 / s.count).toFixed(2))
  }
  await c.end(); await generator.stop(); await server.stop()
})
process.exit()
