import type { AddressInfo } from 'node:net'
import type { LiveMessage, LiveNews, LiveSaying } from '@guichet/protocol'
import { afterAll } from 'vitest'
import { createApp } from '#server/app.ts'
import type { App } from '#server/app.ts'
import { openDatabase } from '#platform/database.ts'
import { createFiles } from '#platform/files.ts'
import { createIds } from '#platform/ids.ts'
import { createManualJobs } from '#platform/jobs.ts'
import { silentLog } from '#platform/log.ts'
import { pause } from '#platform/time.ts'
import type { Tables } from '#server/tables.ts'
import type { Trial } from '../harness.ts'

/** A screen that listens, without a screen. */
export interface Ear {
  readonly heard: LiveMessage[]
  readonly socket: WebSocket
  /** All the news heard, one after another. */
  news(): LiveNews[]
  /** Waits for a message, or for news, that fits. */
  message<Kind extends LiveMessage['kind']>(kind: Kind, fits?: (message: Extract<LiveMessage, { kind: Kind }>) => boolean): Promise<Extract<LiveMessage, { kind: Kind }>>
  next<Kind extends LiveNews['kind']>(kind: Kind, fits?: (news: Extract<LiveNews, { kind: Kind }>) => boolean): Promise<Extract<LiveNews, { kind: Kind }>>
  say(saying: LiveSaying | string): void
  closed: Promise<number>
}

async function found<T>(look: () => T | undefined, what: string): Promise<T> {
  for (let tries = 0; tries < 2_000; tries += 1) {
    const value = look()
    if (value !== undefined) return value
    await pause(10)
  }
  throw new Error(`never heard: ${what}`)
}

/** Opens the socket as a browser would. */
export async function listen(port: number, slug: string, cookie: string, since?: string): Promise<Ear> {
  const socket = new WebSocket(`ws://127.0.0.1:${port}/${slug}/api/v1/live${since === undefined ? '' : `?since=${since}`}`, { headers: { cookie } } as unknown as string[])
  const heard: LiveMessage[] = []
  const closed = new Promise<number>((resolve) => socket.addEventListener('close', ({ code }) => resolve(code)))
  socket.addEventListener('message', ({ data }) => heard.push(JSON.parse(String(data)) as LiveMessage))
  await new Promise<void>((resolve, reject) => {
    socket.addEventListener('open', () => resolve())
    socket.addEventListener('error', () => reject(new Error('no socket')))
  })
  const news = () => heard.flatMap((message) => (message.kind === 'news' ? message.news : []))
  const ear: Ear = {
    heard, socket, closed, news,
    message: (kind, fits = () => true) => found(() => heard.find((message) => message.kind === kind && fits(message as never)), kind) as Promise<never>,
    next: (kind, fits = () => true) => found(() => news().find((one) => one.kind === kind && fits(one as never)), kind) as Promise<never>,
    say: (saying) => socket.send(typeof saying === 'string' ? saying : JSON.stringify(saying)),
  }
  await ear.message('hello')
  return ear
}

/** The doors of an app, open. */
export async function openDoors(app: App): Promise<number> {
  await app.http.listen({ host: '127.0.0.1', port: 0 })
  await app.live.start()
  afterAll(() => app.live.stop())
  return (app.http.server.address() as AddressInfo).port
}

/** A second process on the same database. */
export async function secondProcess(trial: Trial): Promise<{ app: App; port: number }> {
  const { desk } = trial
  const database = openDatabase<Tables>(trial.databaseUrl, { log: silentLog, connections: 4 })
  const app = await createApp({
    settings: desk.settings, time: trial.time, ids: createIds(trial.time), log: silentLog, files: createFiles(desk.settings.dataFolder), jobs: createManualJobs(), database, demonstration: false,
    postgres: undefined, close: () => database.close(),
  })
  afterAll(() => app.close())
  return { app, port: await openDoors(app) }
}
