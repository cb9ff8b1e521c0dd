/** The vocabulary of a policy, and the conditions made of it. */
import type { FactValue, Words } from '../model.ts'

export type FactType = 'one_of' | 'flag' | 'text' | 'number' | 'duration' | 'date' | 'instant' | 'money' | 'version' | 'zone' | 'ip' | 'url' | 'email' | 'file'
export type FactSource = 'requester' | 'customer' | 'contract' | 'service' | 'channel' | 'staff' | 'history'

export interface FactOption {
  value: string
  label: Words
  help?: Words
  /** Other names that people give it: read to the value where they are typed. */
  aliases?: string[]
}

/** A word of the vocabulary: something that may be known about a request. */
export interface FactDeclaration {
  name: string
  type: FactType
  label: Words
  help?: Words
  example?: string
  from: FactSource
  /** With `one_of`: in the order of the policy (of urgency, for `priority`). */
  options: FactOption[]
  /** Values outside the options are accepted. */
  open: boolean
  pattern?: string
  /** Whole text matches the pattern; linear time. */
  matches?: (text: string) => boolean
  /** Length of a text, size of a number, or whole cents. */
  min?: number
  max?: number
  /** Numbers of a version. */
  parts?: number
  default?: FactValue
  /** A contract value that every contract states. */
  required: boolean
  /** Part of the language rather than declared by the policy. */
  builtIn: boolean
  clause?: string
}

export type Bound = string | number
/** One test of a fact; all the tests of a conjunction must hold. Durations in seconds, trust levels by name. */
export type FactTest =
  | { fact: string; test: 'in' | 'not_in'; values: (string | boolean | number)[] }
  | { fact: string; test: 'range'; over?: Bound; atLeast?: Bound; under?: Bound; atMost?: Bound }
  | { fact: string; test: 'known' | 'missing' }
  /** Whether the last day, which still counts, is over on the wall of the policy's zone. */
  | { fact: string; test: 'passed'; passed: boolean }
  /** Any of the calendars is open, or any of them is closed. */
  | { test: 'open' | 'closed'; calendars: string[] }
export type Conjunction = FactTest[]
/** Any of the conjunctions; one empty conjunction is "always". */
export type Condition = Conjunction[]
