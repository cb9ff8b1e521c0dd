/** Every question that can be asked of a policy, by name. */
import type { Question } from './question.ts'
import { quota } from './quota.ts'
import { remote } from './remote.ts'

export const questions: readonly Question[] = [remote, quota]

const byName = new Map(questions.map((one) => [one.name, one]))

export function questionNamed(name: string): Question | undefined {
  return byName.get(name)
}
