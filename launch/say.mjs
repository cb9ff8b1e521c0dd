import process from 'node:process'

const named = process.env.LC_ALL || process.env.LC_MESSAGES || process.env.LANG || ''
const french = /^(fr|C\b|POSIX\b|$)/.test(named)

/** Whichever of two texts the person reads. */
export function either(fr, en) {
  return french ? fr : en
}

/** Tells the person how things go: on standard error, so that a command's own output stays clean. */
export function say(fr, en) {
  process.stderr.write(`${either(fr, en)}\n`)
}

/** A failure told in one sentence, with the way out; no stack. */
export class LaunchError extends Error {
  constructor(fr, en) {
    super(either(fr, en))
    this.name = 'LaunchError'
  }
}
