/** A line longer than this is answered by an error line, not kept in memory. */
export const lineLimit = 1024 * 1024

export interface Line { number: number; text: string; tooLong: boolean }

/** The lines of a stream as they come, empty ones left out but counted; an overlong one comes with `tooLong` and no text. */
export async function* readLines(stdin: AsyncIterable<Uint8Array>, limit = lineLimit): AsyncGenerator<Line> {
  const decoder = new TextDecoder('utf-8')
  let pending = ''
  let dropped = false
  let number = 0
  const finish = (text: string): Line => ({ number, text: dropped ? '' : text.replace(/\r$/, ''), tooLong: dropped })
  for await (const chunk of stdin) {
    const pieces = decoder.decode(chunk, { stream: true }).split('\n')
    for (const [index, piece] of pieces.entries()) {
      if (!dropped) pending += piece
      if (pending.length > limit) {
        pending = ''
        dropped = true
      }
      if (index === pieces.length - 1) break
      number += 1
      const line = finish(pending)
      pending = ''
      dropped = false
      if (line.tooLong || line.text.trim() !== '') yield line
    }
  }
  number += 1
  if (dropped || pending.trim() !== '') yield finish(pending)
}
