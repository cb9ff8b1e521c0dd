/** Every question that can be asked of a policy, by name. */
import { callback } from './callback.ts'
import { clock } from './clock.ts'
import { contact } from './contact.ts'
import { convert } from './convert.ts'
import { follow } from './follow.ts'
import { move } from './move.ts'
import { procedure } from './procedure.ts'
import type { Question } from './question.ts'
import { credit } from './credit.ts'
import { fee } from './fee.ts'
import { quota } from './quota.ts'
import { price } from './price.ts'
import { notification } from './notification.ts'
import { quote } from './quote.ts'
import { remote } from './remote.ts'
import { secrets } from './secrets.ts'
import { roster } from './roster.ts'
import { term } from './term.ts'
import { timers } from './timers.ts'

export const questions: readonly Question[] = [clock, remote, notification, secrets, price, quote, procedure, roster, callback, move, timers, convert, follow, contact, quota, fee, credit, term]

const byName = new Map(questions.map((one) => [one.name, one]))

/** The question of a name; undefined when there is none. */
export function questionNamed(name: string): Question | undefined {
  return byName.get(name)
}
