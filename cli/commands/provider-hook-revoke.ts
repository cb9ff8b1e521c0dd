import type { Io } from '../io.ts'
import { act } from '../hooks.ts'

export const name = 'provider hook revoke'
export const summary = { fr: 'met fin à une telle adresse', en: 'ends such an address' }

export const run = (argv: string[], io: Io): Promise<number> => act('revoke', argv, io)
