import type { Io } from '../io.ts'
import { act } from '../hooks.ts'

export const name = 'provider hook add'
export const summary = { fr: 'fait une adresse par où un autre système nous prévient, et montre son secret', en: 'makes an address by which another system tells us its news, and shows its secret' }

export const run = (argv: string[], io: Io): Promise<number> => act('add', argv, io)
