import { shared } from '../parts/shared.ts'
import { keysWith, type Keys } from './names.ts'

/** The keys in use, for whoever listens to them or shows them. */
const keys = shared<Keys>(keysWith())

/** Takes up what an agent chose; without it, what we propose. */
export function setOwnKeys(chosen: Readonly<Record<string, string>> | undefined): void {
  const next = keysWith(chosen)
  if (JSON.stringify(next) !== JSON.stringify(keys.get())) keys.set(next)
}

export const currentKeys = keys.get

/** The keys in use, renewed when they change. */
export const useKeys = keys.use
