/** What differs between two policies, as plain data with its words in both languages: nobody needs the policies to read it. */
import type { Lang, Words } from '../model.ts'
import type { Policy } from '../policy.ts'

export type ChangeKind = 'added' | 'removed' | 'changed' | 'moved'
/** `block`: a part of the language that holds no rules; `order`: in which order the rules of a family are tried. */
export type What = 'header' | 'clause' | 'fact' | 'calendar' | 'address' | 'channel' | 'figure' | 'term' | 'product' | 'block' | 'rule' | 'order'

export interface PolicyChange {
  /** Changes with one number are parts of one thing. */
  thing: number
  /** Where it stands now; where it stood, for what was removed. null: the header. */
  clause: string | null
  /** Where it stood before; null when it is new. */
  was: string | null
  /** "art. 2.1", "précision D3"; null: the header. */
  place: Words | null
  kind: ChangeKind
  what: What
  /** As the policy names it: of a calendar, a target, a fact; the family of a rule without a name. */
  name: string
  /** With a rule: `targets`, `access`… */
  family?: string
  /** Which part of it differs: `hours`, `within`, `bond`. null: all of it. */
  part: string | null
  /** "Horaires « Support »", "réponse". */
  subject: Words
  /** The name of the part; null when the value speaks for itself. */
  label: Words | null
  /** For whom: the condition of the rule. null: for everyone. */
  whom: Words | null
  /** null: nothing was there. */
  before: Words | null
  /** null: nothing is there any more. */
  after: Words | null
}

/** A part of a thing that can be compared; its words are made when it differs. */
export interface Part {
  part: string
  label: Words | null
  /** Compared as data; undefined and an empty list are "nothing". */
  value: unknown
  say(lang: Lang): string
  /** Left out where the whole thing is told: a default, a detail. */
  quiet?: boolean
}

/** A thing of a policy: a calendar, a fact, a rule. Two things of the same kind and name are the same thing. */
export interface Item {
  what: What
  name: string
  family?: string
  /** null: the header. */
  clause: string | null
  subject(lang: Lang): string
  whom?(lang: Lang): string | null
  /** What it answers, in a word or two: it stands behind the subject where another part differs. */
  answer?(lang: Lang): string
  parts: Part[]
  /** All of it, told when it was added or removed. Without it: its parts one after the other. */
  whole?(lang: Lang): string
}

/** The things of one kind in a policy. */
export type Describe = (policy: Policy) => Item[]

export const langs: readonly Lang[] = ['fr', 'en']

/** Something said in both languages. */
export function inBoth(say: (lang: Lang) => string): Words {
  return { fr: say('fr'), en: say('en') }
}

/** The same part, left out where the whole thing is told. */
export function quiet(told: Part, when = true): Part {
  return when ? { ...told, quiet: true } : told
}

/** A part whose name is given, French then English; no name: the value speaks for itself. */
export function part(name: string, label: readonly [string, string] | null, value: unknown, say: (lang: Lang) => string): Part {
  return { part: name, label: label && { fr: label[0], en: label[1] }, value, say }
}
