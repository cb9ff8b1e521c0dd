import { domainToASCII } from 'node:url'
import { isIP } from 'node:net'
import type { Facts, Policy } from '@guichet/policy'
import { readFacts } from '@guichet/policy/examples/given'
import { optionNamed } from '@guichet/policy/facts/typed'
import type { RecordProblem } from './record.ts'

/** The declared value that a text names, by itself or by an alias; any text where the policy declares no values, or leaves them open. */
export function optionOf(policy: Policy, fact: string, text: string | undefined): string | undefined | { problem: Omit<RecordProblem, 'field'> } {
  if (text === undefined) return undefined
  const declared = policy.facts.get(fact)
  if (!declared || declared.options.length === 0) return text
  const named = optionNamed(declared, text)
  if (named !== null) return named
  if (declared.open) return text
  return { problem: { code: 'unknown-value', given: text, known: declared.options.map(({ value }) => value).join(', ') } }
}

const hole = 'contract.'
const names = (policy: Policy) => [...policy.facts.values()].filter((fact) => fact.from === 'contract').map(({ name }) => name)

/**
 * The values of a contract as the policy declares them: `2h` in seconds, amounts in cents, flags, its own names. A value may be
 * named with or without `contract.`; what the policy does not declare, and what it wants in every contract and is missing, is a problem.
 */
export function contractValues(policy: Policy, typed: Readonly<Record<string, string | number | boolean>>): { values: Facts; problems: RecordProblem[] } {
  const full = Object.fromEntries(Object.entries(typed).map(([name, value]) => [name.startsWith(hole) ? name : hole + name, value]))
  const declared = names(policy)
  const known = declared.map((name) => name.slice(hole.length)).join(', ')
  const stray = Object.keys(full).filter((name) => !declared.includes(name))
  const { facts, problems } = readFacts(policy, Object.fromEntries(Object.entries(full).filter(([name]) => !stray.includes(name))))
  const missing = declared.filter((name) => policy.facts.get(name)!.required && !(name in full))
  return {
    values: facts,
    problems: [
      ...stray.map((name): RecordProblem => ({ field: `values.${name.slice(hole.length)}`, code: 'unknown-field', given: name.slice(hole.length), known })),
      ...problems.map(({ fact, written, expected }): RecordProblem => ({ field: `values.${fact.slice(hole.length)}`, code: 'wrong-form', given: written, known: expected })),
      ...missing.map((name): RecordProblem => ({ field: `values.${name.slice(hole.length)}`, code: 'missing' })),
    ],
  }
}

/** An address of a service in the one form under which it is kept: IPv4, IPv6, either with a prefix, or a host name; undefined when it is none. */
export function machineAddress(text: string): string | undefined {
  const [address = '', prefix, more] = text.trim().split('/')
  const version = isIP(address)
  if (version === 0) return prefix === undefined ? hostName(address) : undefined
  if (more !== undefined || (prefix !== undefined && (!/^\d{1,3}$/.test(prefix) || Number(prefix) > (version === 4 ? 32 : 128)))) return undefined
  // The WHATWG parser writes an IPv6 address in its shortest form.
  const short = version === 6 ? new URL(`http://[${address.replace(/%.*$/, '')}]`).hostname.slice(1, -1) : address
  return prefix === undefined ? short : `${short}/${prefix}`
}

function hostName(text: string): string | undefined {
  const ascii = domainToASCII(text.replace(/\.$/, '')).toLowerCase()
  return /^(?=.{1,253}$)([a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9])?)(\.[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9])?)*$/.test(ascii) && !/^[\d.]+$/.test(ascii) ? ascii : undefined
}
