import type { LiveMessage, LiveSaying } from '@guichet/protocol'
import type { QueryClient } from '@tanstack/react-query'
import { takeAlerts } from '../live/alerts.ts'
import { sayThrough, takePresence } from '../live/presence.ts'
import { anyChance, createRenewing } from '../live/renewing.ts'
import { apiPath } from '../place.ts'
import { backOff } from './back-off.ts'
import { paths } from './paths.ts'
import { sessionEnded } from './session.ts'

/** What the page hears of others' changes. What changed is read again; the socket itself carries only names. */
export interface Live {
  stop(): void
}

/** A server that says nothing for so long is no longer there, whatever the socket believes. */
const silence = 75_000

/** Listens until stopped; `heard` says whether the server can be heard. After a lost connection it tells where it stood, and gets what it missed. */
export function listen(client: QueryClient, heard: (hears: boolean) => void): Live {
  const renewing = createRenewing(client)
  let socket: WebSocket | undefined
  let attempt = 0
  let stopped = false
  let place: string | undefined
  let again: ReturnType<typeof setTimeout> | undefined
  let quiet: ReturnType<typeof setTimeout> | undefined

  const hear = (message: LiveMessage) => {
    switch (message.kind) {
      case 'hello':
        attempt = 0
        heard(true)
        takePresence(message.present, true)
        if (message.missed && place !== undefined) renewing.everything()
        ;({ place } = message)
        return
      case 'news':
        ;({ place } = message)
        takePresence(message.news.filter((one) => one.kind === 'presence'), false)
        takeAlerts(message.news)
        return renewing.news(message.news)
      case 'order':
        return renewing.order(message)
      case 'again':
        ;({ place } = message)
        return renewing.everything()
      case 'bye':
        stopped = true
        sessionEnded()
    }
  }

  const open = () => {
    clearTimeout(again)
    const scheme = location.protocol === 'https:' ? 'wss' : 'ws'
    const fresh = new WebSocket(`${scheme}://${location.host}${apiPath(paths.live)}${place === undefined ? '' : `?since=${place}`}`)
    socket = fresh
    const listening = () => {
      clearTimeout(quiet)
      quiet = setTimeout(() => fresh.close(), silence)
    }
    fresh.onopen = () => {
      listening()
      sayThrough((saying: LiveSaying) => fresh.readyState === WebSocket.OPEN && fresh.send(JSON.stringify(saying)))
    }
    fresh.onmessage = (event) => {
      listening()
      if (typeof event.data === 'string') hear(JSON.parse(event.data) as LiveMessage)
    }
    fresh.onclose = () => {
      clearTimeout(quiet)
      if (socket !== fresh || stopped) return
      renewing.unheard()
      sayThrough(undefined)
      // Nobody is known to be anywhere while nothing is heard.
      takePresence([], true)
      if (attempt > 0 || !navigator.onLine) heard(false)
      again = setTimeout(open, backOff(attempt, anyChance()))
      attempt += 1
    }
  }
  const online = () => {
    if (!stopped && socket?.readyState === WebSocket.OPEN) heard(true)
    if (stopped || socket?.readyState === WebSocket.OPEN || socket?.readyState === WebSocket.CONNECTING) return
    attempt = 0
    open()
  }
  const offline = () => heard(false)

  open()
  addEventListener('online', online)
  addEventListener('offline', offline)
  return {
    stop() {
      stopped = true
      clearTimeout(again)
      clearTimeout(quiet)
      removeEventListener('online', online)
      removeEventListener('offline', offline)
      renewing.stop()
      sayThrough(undefined)
      socket?.close()
    },
  }
}
