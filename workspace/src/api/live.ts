import type { LiveMessage } from '@guichet/protocol'
import type { QueryClient } from '@tanstack/react-query'
import { apiPath } from '../place.ts'
import { backOff } from './back-off.ts'
import { paths } from './paths.ts'
import { sessionEnded } from './session.ts'

/** What the page hears of others' changes. What changed is read again; the socket itself carries only names. */
export interface Live {
  stop(): void
}

/** Milliseconds during which changes are gathered, so that a burst is one reading. */
const gathering = 250

/** Listens until stopped; `heard` says whether the server can be heard. */
export function listen(client: QueryClient, heard: (hears: boolean) => void): Live {
  let socket: WebSocket | undefined
  let attempt = 0
  let stopped = false
  let before = false
  let again: ReturnType<typeof setTimeout> | undefined
  let soon: ReturnType<typeof setTimeout> | undefined

  const readLists = () => {
    soon ??= setTimeout(() => {
      soon = undefined
      void client.invalidateQueries({ queryKey: ['queue'] })
      void client.invalidateQueries({ queryKey: ['counts'] })
    }, gathering)
  }

  const hear = (message: LiveMessage) => {
    switch (message.kind) {
      case 'hello':
        attempt = 0
        heard(true)
        // What happened while we were away was not heard.
        if (before) void client.invalidateQueries()
        before = true
        return
      case 'ticket':
        void client.invalidateQueries({ queryKey: ['ticket', message.number] })
        return readLists()
      case 'gone':
        void client.invalidateQueries({ queryKey: ['ticket'] })
        return readLists()
      case 'quarantine':
        void client.invalidateQueries({ queryKey: ['quarantine'] })
        return readLists()
      case 'outgoing':
        void client.invalidateQueries({ queryKey: ['outgoing'] })
        return readLists()
      case 'again':
        void client.invalidateQueries()
        return
      case 'bye':
        stopped = true
        sessionEnded()
    }
  }

  const open = () => {
    socket = new WebSocket(`${location.protocol === 'https:' ? 'wss' : 'ws'}://${location.host}${apiPath(paths.live)}`)
    socket.onmessage = (event) => {
      if (typeof event.data === 'string') hear(JSON.parse(event.data) as LiveMessage)
    }
    socket.onclose = () => {
      if (stopped) return
      if (attempt > 0) heard(false)
      again = setTimeout(open, backOff(attempt, crypto.getRandomValues(new Uint8Array(1))[0]! / 255))
      attempt += 1
    }
  }

  open()
  return {
    stop() {
      stopped = true
      clearTimeout(again)
      clearTimeout(soon)
      socket?.close()
    },
  }
}
