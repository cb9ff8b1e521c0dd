import type { Lang, Policy } from '@guichet/policy'
import { moneyOfCents } from '@guichet/policy/words/amounts'
import { say } from '@guichet/policy/words/fill'
import type { PersonView } from '#portal/pages/people.tsx'
import type { FieldView } from '#portal/parts/field.tsx'
import { peopleTexts } from '#portal/texts/areas/people.ts'
import { textsIn } from '#portal/texts/texts.ts'
import { powers, rightsOf, sights } from '#people/people.ts'
import type { Holder, Power, Rights, Sight, SignedContact } from '#people/people.ts'
import type { Managed } from '#triage/triage.ts'

/** What a form about a person holds, as it was typed. */
export interface PersonTyped {
  readonly name: string; readonly email: string; readonly language: string; readonly role: string; readonly sight: string
  readonly may: readonly string[]; readonly quotes: string; readonly teams: string
}

/** What a form about a person says, each text cut at a thousand characters. */
export function typedOf(form: Readonly<Record<string, string>>): PersonTyped {
  const text = (name: string) => (form[name] ?? '').trim().slice(0, 1_000)
  return {
    name: text('name'), email: text('email'), language: text('language'), role: text('role'), sight: text('sight'), quotes: text('quotes'), teams: text('teams'),
    may: powers.filter((power) => form[`may.${power}`] !== undefined),
  }
}

/** Whole cents of an amount as people write it; null for none, undefined for what is no amount. */
function centsOf(text: string): number | null | undefined {
  if (text === '') return null
  const found = /^(\d{1,9})(?:[.,](\d{1,2}))?$/.exec(text.replace(/[\s\u00a0\u202f€]/g, ''))
  return found ? Number(found[1]) * 100 + Number((found[2] ?? '').padEnd(2, '0')) : undefined
}

export type ReadPerson =
  | { readonly ok: true; readonly given: { role: string | null; rights: string[]; quotesUpTo: number | null; teams: string[] } }
  | { readonly ok: false; readonly problems: Readonly<Record<string, string>> }

/** The rights that a form gives; where the policy has roles, the role alone. */
export function readPerson(typed: PersonTyped, policy: Policy | undefined, lang: Lang): ReadPerson {
  const t = peopleTexts(lang)
  const teams = [...new Set(typed.teams.split(/[,;\n]/).map((name) => name.trim().replace(/\s+/g, ' ')).filter((name) => name !== ''))]
  const quotesUpTo = centsOf(typed.quotes)
  const roles = policy?.contacts?.roles
  const problems = {
    ...(teams.length > 10 || teams.some((name) => name.length > 60) ? { teams: t.teamsWrong } : {}),
    ...(quotesUpTo === undefined ? { quotes: t.quotesWrong } : {}),
    ...(!roles && !(sights as readonly string[]).includes(typed.sight) ? { sight: t.missing } : {}),
  }
  if (Object.keys(problems).length > 0) return { ok: false, problems }
  if (roles) return { ok: true, given: { role: typed.role === '' ? null : typed.role, rights: [], quotesUpTo: quotesUpTo ?? null, teams } }
  return { ok: true, given: { role: null, rights: [typed.sight, ...typed.may], quotesUpTo: typed.may.includes('accept_quotes') ? (quotesUpTo ?? null) : null, teams } }
}

/** A person's rights in a line, in words. */
export function rightsInWords(holder: Holder & { role?: string | null }, policy: Policy | undefined, lang: Lang): string {
  const t = peopleTexts(lang)
  const { sees, may, quotesUpTo } = rightsOf(holder)
  const role = policy?.contacts?.roles.get(holder.role ?? policy.contacts.byDefault ?? '')
  const amount = may.has('accept_quotes') && quotesUpTo !== null ? ` ${t.upTo(moneyOfCents(quotesUpTo, policy?.currency ?? 'EUR', lang))}` : ''
  const words = [t.sees[sees], ...powers.filter((power) => may.has(power)).map((power) => t.may[power] + (power === 'accept_quotes' ? amount : ''))].join(', ')
  return role && policy ? `${say(role.label, policy, lang)}${textsIn(lang).colon}${words}` : words
}

interface Form { readonly by: SignedContact; readonly policy: Policy | undefined; readonly lang: Lang; readonly typed: PersonTyped; readonly teams: readonly string[]; readonly problems: Readonly<Record<string, string>> }

/** The questions about a person: those who may be given are those that the manager has. */
export function personFields({ by, policy, lang, typed, teams, problems }: Form, isNew: boolean): Pick<PersonView, 'fields' | 'powers' | 'more'> {
  const t = peopleTexts(lang)
  const giver = rightsOf(by)
  const wrong = (name: string) => (problems[name] === undefined ? {} : { problem: problems[name] })
  const who: FieldView[] = isNew
    ? [
        { name: 'name', kind: 'line', label: t.name, value: typed.name, required: true, maxLength: 200, ...wrong('name') },
        { name: 'email', kind: 'email', label: t.email, value: typed.email, required: true, why: t.emailWhy, maxLength: 254, ...wrong('email') },
        { name: 'language', kind: 'select', label: t.language, value: typed.language === '' ? lang : typed.language, required: true, options: (['fr', 'en'] as const).map((value) => ({ value, label: t.languages[value] })) },
      ]
    : []
  const teamField: FieldView = {
    name: 'teams', kind: 'line', label: t.teams, value: typed.teams, required: false, why: t.teamsWhy, maxLength: 700,
    ...(teams.length > 0 ? { help: t.teamsKnown(teams.join(', ')) } : {}), ...wrong('teams'),
  }
  if (policy?.contacts) {
    const { roles, byDefault, clauses } = policy.contacts
    const fallback = byDefault === undefined ? undefined : roles.get(byDefault)
    const role: FieldView = {
      name: 'role', kind: 'choice', label: t.role, value: typed.role, required: false, why: t.roleWhy(clauses.join(', ')), ...wrong('role'),
      options: [
        ...[...roles.values()].map(({ name, label }) => ({ value: name, label: say(label, policy, lang) })),
        ...(fallback ? [{ value: '', label: t.roleDefault(say(fallback.label, policy, lang)) }] : []),
      ],
    }
    return { fields: [...who, role], powers: [], more: [teamField] }
  }
  const seen: FieldView = {
    name: 'sight', kind: 'choice', label: t.visible, value: typed.sight, required: true, ...wrong('sight'),
    options: sights.filter((_, index) => index <= sights.indexOf(giver.sees)).map((value) => ({ value, label: t.sight[value] })),
  }
  const quotes: FieldView = { name: 'quotes', kind: 'line', label: t.quotes, value: typed.quotes, required: false, why: t.quotesWhy, inputMode: 'text', maxLength: 20, ...wrong('quotes') }
  return {
    fields: [...who, seen],
    powers: powers.map((name) => ({ name, label: t.power[name], ticked: typed.may.includes(name) && giver.may.has(name), off: !giver.may.has(name) })),
    more: giver.may.has('accept_quotes') ? [quotes, teamField] : [teamField],
  }
}

/** A person as a form shows them before anything is typed. */
export function typedFrom(person: { name: string; email: string; language: string; role: string | null; quotesUpTo: number | null }, rights: Rights, teams: readonly string[]): PersonTyped {
  return {
    name: person.name, email: person.email, language: person.language, role: person.role ?? '', sight: rights.sees as Sight, may: [...rights.may] as Power[],
    quotes: person.quotesUpTo === null ? '' : (person.quotesUpTo / 100).toFixed(2), teams: teams.join(', '),
  }
}

/** Why a change of a person was refused, and who may do it instead. */
export function refusalInWords(outcome: Extract<Managed, { ok: false }>, policy: Policy | undefined, provider: string, lang: Lang): NonNullable<PersonView['refused']> | undefined {
  const t = peopleTexts(lang)
  if (outcome.why === 'problems') return undefined
  if (outcome.why !== 'limit') return { says: t.refused[outcome.why] }
  const { role, atMost, clauses, byContract } = outcome.limit
  const label = policy?.contacts?.roles.get(role)?.label
  const named = label && policy ? say(label, policy, lang) : role
  const ids = clauses.join(', ')
  return {
    says: atMost === null ? t.limitUnknown(named, ids) : t.limit(named, atMost, ids), instead: byContract ? t.limitContract(provider) : t.limitPolicy(provider), clauses,
  }
}
