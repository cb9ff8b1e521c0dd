import type { Io } from '../io.ts'
import { act } from '../hooks.ts'

export const name = 'provider hook list'
export const summary = { fr: 'montre ces adresses', en: 'lists these addresses' }

export const run = (argv: string[], io: Io): Promise<number> => act('list', argv, io)
