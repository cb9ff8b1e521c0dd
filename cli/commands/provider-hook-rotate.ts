import type { Io } from '../io.ts'
import { act } from '../hooks.ts'

export const name = 'provider hook rotate'
export const summary = { fr: 'donne un nouveau secret à une telle adresse', en: 'gives such an address a new secret' }

export const run = (argv: string[], io: Io): Promise<number> => act('rotate', argv, io)
