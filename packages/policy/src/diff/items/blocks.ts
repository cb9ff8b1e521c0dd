/** Blocks beside their rules: teams, rosters, people and their rights, tools of sessions, secrets, what is said of all fees and surcharges. */
import type { Lang, Words } from '../../model.ts'
import { amountInWords } from '../../money/amount.ts'
import type { Policy } from '../../policy.ts'
import { list } from '../../words/amounts.ts'
import { say, wordsIn } from '../../words/fill.ts'
import { rightNames } from '../../words/rights.ts'
import { secretNames } from '../../words/secrets.ts'
import { teamInWords } from '../../words/teams.ts'
import { apostrophe, nbsp } from '../../words/typography.ts'
import { keyword } from '../key-words.ts'
import { nameInWords, plainInWords } from '../plain.ts'
import { part, quiet, type Item } from '../types.ts'

const quoted = (text: string, lang: Lang) => (lang === 'fr' ? `«${nbsp}${text}${nbsp}»` : `“${text}”`)
const titled = (fr: string, en: string) => (lang: Lang): string => (lang === 'fr' ? fr : en)
export const combined: Record<string, Words> = {
  add: { fr: `s${apostrophe}ajoutent`, en: 'add up' }, multiply: { fr: 'se multiplient', en: 'multiply' }, highest: { fr: 'la plus élevée seule', en: 'the highest alone' }, none: { fr: 'il n’y en a pas', en: 'there are none' },
}

export function teamItems(policy: Policy): Item[] {
  return [...policy.teams.values()].map(({ name, label, clause }) => ({
    what: 'block', name: `teams.${name}`, clause, subject: titled(`équipe (${name})`, `team (${name})`), parts: [part('label', null, label, (lang) => wordsIn(label, policy, lang))],
  }))
}

export function rosterItems(policy: Policy): Item[] {
  return [...policy.rosters.values()].map(({ name, label, during, atLeast, able, by, clause }) => ({
    what: 'block', name: `rosters.${name}`, clause, subject: (lang) => `${titled('planning', 'roster')(lang)} ${quoted(wordsIn(label, policy, lang), lang)}`,
    parts: [
      quiet(part('label', ['nom', 'name'], label, (lang) => wordsIn(label, policy, lang))),
      part('at_least', ['personnes à la fois', 'people at once'], atLeast, () => String(atLeast)),
      part('during', ['horaires', 'hours'], during, (lang) => nameInWords(policy, during, lang)),
      part('able', ['capables de', 'able to'], able, (lang) => (able ? say(able, policy, lang) : '')),
      part('by', ['équipe', 'team'], by, (lang) => (by === undefined ? '' : teamInWords(by, policy, lang))),
    ],
  }))
}

export function contactItems(policy: Policy): Item[] {
  const { contacts } = policy
  if (!contacts) return []
  const clause = contacts.clauses[0] ?? null
  const roleName = (name: string, lang: Lang) => wordsIn(contacts.roles.get(name)?.label ?? {}, policy, lang) || name
  return [
    ...[...contacts.roles.values()].map(({ name, label, rights, atMost, commitsUpTo }): Item => ({
      what: 'block', name: `contacts.${name}`, clause, subject: (lang) => `${titled('rôle', 'role')(lang)} ${quoted(wordsIn(label, policy, lang), lang)}`,
      parts: [
        quiet(part('label', ['nom', 'name'], label, (lang) => wordsIn(label, policy, lang))),
        part('rights', ['droits', 'rights'], rights, (lang) => list(rights.map((right) => rightNames[right][lang]), lang)),
        part('at_most', ['personnes, au plus', 'people, at most'], atMost, (lang) => (typeof atMost === 'object' ? nameInWords(policy, atMost.fact, lang) : String(atMost ?? ''))),
        part('commits_up_to', ['engage jusqu’à', 'commits up to'], commitsUpTo, (lang) => (commitsUpTo ? amountInWords(commitsUpTo, policy, lang) : '')),
      ],
    })),
    {
      what: 'block', name: 'contacts', clause, subject: titled('contacts d’un client', 'contacts of a customer'),
      parts: [
        part('declared_by', ['déclarés par', 'declared by'], contacts.declaredBy, (lang) => list(contacts.declaredBy.map((name) => roleName(name, lang)), lang, 'or')),
        part('default', ['rôle par défaut', 'role by default'], contacts.byDefault, (lang) => (contacts.byDefault === undefined ? '' : roleName(contacts.byDefault, lang))),
      ],
    },
  ]
}

export function sessionItems(policy: Policy): Item[] {
  const { remoteTools, remoteRecords = {} } = policy
  const records = Object.keys(remoteRecords).sort()
  const named: Record<string, Words> = { reason: { fr: 'la raison', en: 'the reason' }, tool_change: { fr: `le changement d${apostrophe}outil`, en: 'that another tool is taken' } }
  return [
    ...(remoteTools ? [{
      what: 'block' as const, name: 'remote.tools', clause: remoteTools.clauses[0] ?? null, subject: titled('outils des sessions à distance', 'tools of remote sessions'),
      parts: [
        part('tools', null, remoteTools.tools, (lang) => list([...remoteTools.tools.values()].map((tool) => wordsIn(tool, policy, lang)), lang, 'or')),
        part('chosen_by', ['choisis par', 'chosen by'], remoteTools.chosenBy, (lang) => keyword(remoteTools.chosenBy, lang)),
      ],
    } satisfies Item] : []),
    { what: 'block', name: 'remote.recorded', clause: Object.values(remoteRecords).flat()[0] ?? null, subject: titled('noté de chaque session à distance', 'recorded of each remote session'), parts: [part('recorded', null, records, (lang) => list(records.map((one) => named[one]?.[lang] ?? one), lang))] },
  ]
}

export function secretItems({ confidentiality, families }: Policy): Item[] {
  if (!confidentiality) return []
  const { detect, patterns, encrypted, clauses } = confidentiality
  return [{
    what: 'block', name: 'confidentiality', clause: clauses[0] ?? families.confidentiality[0]?.clause ?? null, subject: titled('secrets reconnus', 'secrets that are recognised'),
    parts: [
      part('detect', null, detect, (lang) => list(detect.map((kind) => secretNames[kind][lang]!), lang)),
      part('patterns', ['d’autres formes', 'other forms'], patterns.map(({ name, compiled }) => [name, compiled.pattern()]), (lang) => list(patterns.map(({ name, compiled }) => `${name} (${compiled.pattern()})`), lang)),
      part('transport', ['seulement par une voie chiffrée', 'on an encrypted way only'], encrypted, (lang) => (lang === 'fr' ? (encrypted ? 'oui' : 'non') : encrypted ? 'yes' : 'no')),
    ],
  }]
}

/** What is said of all fees, and of all surcharges. */
export function combiningItems(policy: Policy): Item[] {
  const { fees, surcharges } = policy
  const item = (name: string, clauses: readonly string[], fr: string, en: string, value: string | undefined): Item => ({
    what: 'block', name, clause: clauses[0] ?? null, subject: titled(fr, en), parts: [part('combine', null, value, (lang) => (value === undefined ? '' : combined[value]?.[lang] ?? plainInWords(policy, value, lang)))],
  })
  return [
    ...(fees ? [item('fees', fees.clauses, 'frais', 'fees', fees.none ? 'none' : fees.combine)] : []),
    ...(surcharges ? [item('surcharges', surcharges.clauses, 'majorations', 'surcharges', surcharges.is)] : []),
  ]
}
