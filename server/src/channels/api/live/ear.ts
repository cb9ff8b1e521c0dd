import type { FastifyRequest } from 'fastify'
import type { LiveMessage } from '@guichet/protocol'
import type { DeskWall, Provider, SignedAgent } from '#people/people.ts'

/** One who listens: an agent at a screen. */
export interface Ear {
  readonly id: string
  readonly provider: Provider
  readonly request: FastifyRequest
  readonly socket: Socket
  agent: SignedAgent
  wall: DeskWall
  /** How often it may still speak before the next beat. */
  allowance: number
  /** The list that its screen shows, and the order in which it was last told to stand. */
  list: string | null
  told: string | null
}

export interface Socket {
  send(text: string): void
  close(code?: number): void
  ping(): void
  on(event: 'close' | 'error', heard: () => void): void
  on(event: 'message', heard: (data: { toString(): string }) => void): void
  readonly bufferedAmount: number
}

/** A listener that does not read is let go rather than waited for. */
const mostWaiting = 1_048_576

/** Says a text that was made once for several. */
export function send(ear: Ear, text: string): void {
  if (ear.socket.bufferedAmount > mostWaiting) return ear.socket.close(1008)
  ear.socket.send(text)
}

/** Says something to one alone. */
export function say(ear: Ear, message: LiveMessage): void {
  send(ear, JSON.stringify(message))
}
