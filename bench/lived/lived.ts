/** The provider of the desk that has lived. */
export const slug = 'dri'

/** A desk that has lived and stands still: who measures opens it, or starts a server on it, and closes it again. */
export interface Lived {
  readonly dataFolder: string
  readonly providerId: string
  /** Tickets. */
  readonly size: number
  readonly quick: boolean
}
