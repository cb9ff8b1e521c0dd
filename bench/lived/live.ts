import { cookieName, openSession } from '#people/people.ts'
import { pause } from '#platform/time.ts'
import { budgets } from '../budgets.ts'
import { fill } from '../desk/folder.ts'
import { cpuSeconds } from '../desk/processes.ts'
import { startServer } from '../desk/server.ts'
import { median, percentile } from '../measure/windows.ts'
import { figure } from '../report.ts'
import type { Line } from '../report.ts'
import { slug } from './lived.ts'
import type { Lived } from './lived.ts'

const screens = 50

interface Screen { readonly socket: WebSocket; waits: Map<string, (at: number) => void> }

/** A screen as the workspace behaves: it shows a list and says so; news bring the row, and the order of the list follows. What is told without its row it reads, after a wait that chance draws. */
function openScreen(port: number, cookie: string): Promise<Screen> {
  const socket = new WebSocket(`ws://localhost:${port}/${slug}/api/v1/live`, { headers: { cookie } } as unknown as string[])
  const screen: Screen = { socket, waits: new Map() }
  const get = (path: string) => fetch(`http://localhost:${port}/${slug}/api/v1/${path}`, { headers: { cookie } }).then((answer) => answer.json() as Promise<unknown>)
  const shown = (number: number, version: number) => {
    for (const [key, told] of screen.waits) if (key.startsWith(`${number}:`) && Number(key.split(':')[1]) <= version) told(performance.now())
  }
  let counted = 0
  socket.addEventListener('message', ({ data }) => {
    const message = JSON.parse(String(data)) as { kind: string; news?: { kind: string; number: number; version: number; events: string[]; row?: { version: number } }[] }
    for (const one of message.news ?? []) {
      if (one.kind !== 'ticket') continue
      if (one.row) shown(one.number, one.row.version)
      else void pause(20 + Math.random() * 50).then(() => get(`queue/rows?numbers=${one.number}`)).then((rows) => shown(one.number, (rows as { version: number }[])[0]?.version ?? 0))
      const now = performance.now()
      if (now - counted > 2_500 && one.events.some((type) => type !== 'message.note')) {
        counted = now
        // The measurement may have ended by then.
        void pause(400 + Math.random() * 1_200).then(() => get('queue/counts')).catch(() => undefined)
      }
    }
  })
  return new Promise((resolve, reject) => {
    socket.addEventListener('error', () => reject(new Error('no socket')))
    socket.addEventListener('open', () => {
      socket.send(JSON.stringify({ number: null, writing: null, list: 'view=todo' }))
      resolve(screen)
    })
  })
}

/** From an agent's act to its row renewed on fifty other screens, while they read what they show again. */
export async function lookAtLive({ dataFolder, providerId, size, quick }: Lived): Promise<Line[]> {
  const { cookies, numbers } = await fill(dataFolder, async (desk) => {
    const { rows: agents } = await desk.database.pool.query<{ id: string }>('select id from agents')
    const tokens = []
    for (let index = 0; index <= screens; index++) tokens.push((await openSession(desk, desk.database.db, providerId, { agentId: agents[index % agents.length]!.id })).token)
    const { rows } = await desk.database.pool.query<{ number: number }>("select number from tickets where place = 'todo' order by number limit 60")
    return { cookies: tokens.map((token) => `${cookieName(slug, 'agent')}=${token}`), numbers: rows.map(({ number }) => number) }
  })
  const server = await startServer(dataFolder)
  try {
    const all = await Promise.all(cookies.slice(1).map((cookie) => openScreen(server.port, cookie)))
    const times: number[] = []
    const before = await cpuSeconds(server.pid)
    const begun = performance.now()
    const changes = quick ? 10 : 60
    for (let index = -5; index < changes; index++) {
      const number = numbers[(index + 5) % numbers.length]!
      const from = performance.now()
      // Of four acts three say something about the ticket, one moves it in the lists.
      const [act, body] = index % 4 === 3 ? ['wait', { for: 'supplier', note: 'pièce commandée' }] : ['notes', { text: 'vu' }]
      const answer = await fetch(`http://localhost:${server.port}/${slug}/api/v1/queue/${number}/${act}`, {
        method: 'POST', headers: { cookie: cookies[0]!, 'content-type': 'application/json', 'if-match': '*', origin: `http://localhost:${server.port}` }, body: JSON.stringify(body),
      })
      if (!answer.ok) continue
      const { version } = (await answer.json()) as { version: number }
      const heard = await Promise.all(all.map((screen) => new Promise<number>((resolve) => {
        const key = `${number}:${version}`
        const late = setTimeout(() => resolve(from + 10_000), 10_000)
        screen.waits.set(key, (at) => {
          clearTimeout(late)
          screen.waits.delete(key)
          resolve(at)
        })
      })))
      if (index >= 0) times.push(...heard.map((at) => at - from))
      await pause(500)
    }
    const cpu = (100_000 * ((await cpuSeconds(server.pid)) - before)) / (performance.now() - begun)
    for (const { socket } of all) socket.close()
    return [{ part: 'live', what: `an act shown on ${screens} screens, ${size.toLocaleString('en-GB')} tickets, p95`, measured: percentile(times, 0.95), unit: 'ms', budget: budgets.liveChange, note: `median ${figure(median(times))}, slowest ${figure(Math.max(...times))} of ${times.length}; server ${Math.round(cpu)} % of a core` }]
  } finally {
    await server.stop()
  }
}
