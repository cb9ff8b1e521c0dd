/** A file already stored, about to be attached to a message. */
export interface StoredAttachment {
  readonly name: string
  readonly mediaType: string
  readonly size: number
  readonly sha256: string
  readonly contentId?: string | undefined
}
