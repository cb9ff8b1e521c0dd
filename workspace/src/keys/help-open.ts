import { shared } from '../parts/shared.ts'

const open = shared(false)

/** Shows or hides the list of shortcuts. */
export const openHelp = open.set

export const useHelpOpen = open.use
