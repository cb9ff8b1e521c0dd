import type { Alongside, Beside } from '@guichet/protocol'
import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { agentsQuery, teamsQuery } from '../api/queries.ts'
import { useDesk } from '../desk.tsx'
import { knownFieldsQuery } from '../fields/known.ts'
import { fieldTexts } from '../fields/texts.ts'
import { called, valueInWords } from '../fields/typed.ts'
import { brief } from '../parts/brief.ts'
import { usePreferences } from '../preferences.tsx'
import { wordsIn, type Lang } from '../texts/texts.ts'

/** In the order in which they are done. */
const order: readonly Beside[] = ['assign', 'priority', 'tags', 'checklist', 'fields', 'transfer', 'snooze']
const units = [['j', 'd', 1_440], ['h', 'h', 60], ['min', 'min', 1]] as const

/** What is done beside a text, or without one. */
export const besidesOf = (alongside: Alongside): Beside[] => order.filter((name) => alongside[name] !== undefined)

/** The same without one of them. */
export const without = (alongside: Alongside, name: Beside): Alongside => ({ ...alongside, [name]: undefined })

/** A length of minutes, short: "2 h", "1 j". */
export function lengthOf(minutes: number, lang: Lang): string {
  const [fr, en, size] = units.find(([, , one]) => minutes >= one && minutes % one === 0) ?? units[2]
  return `${minutes / size}\u00a0${lang === 'fr' ? fr : en}`
}

const fr = {
  title: 'En plus\u202f:', me: 'vous attribue la demande', nobody: 'rend la demande à tous',
  priority: (name: string) => `change la priorité en ${name}`, tags: (what: string) => `étiquettes ${what}`, checklist: (n: number) => (n === 1 ? 'ajoute une ligne à cocher' : `ajoute ${n} lignes à cocher`),
  fields: (what: string) => `remplit ${what}`, field: (name: string, value: string) => `${name}\u202f: ${value}`, emptied: (name: string) => `${name} (vidé)`, someFields: (n: number) => (n === 1 ? 'un champ' : `${n} champs`),
  transfer: (to: string) => `transmet à ${to}`, none: 'personne', gone: 'ce qui n’existe plus', snooze: (length: string) => `reporte de ${length}`, opening: 'reporte à la prochaine ouverture',
  drop: (what: string) => `Ne pas le faire\u202f: ${what}`, dropShort: 'Ne pas le faire', noMore: 'n’existe plus\u202f: à retirer avant l’envoi',
}
const en: typeof fr = {
  title: 'Besides:', me: 'assigns the request to you', nobody: 'gives the request back to everybody',
  priority: (name) => `changes the priority to ${name}`, tags: (what) => `tags ${what}`, checklist: (n) => (n === 1 ? 'adds a line to the checklist' : `adds ${n} lines to the checklist`),
  fields: (what) => `fills in ${what}`, field: (name, value) => `${name}: ${value}`, emptied: (name) => `${name} (emptied)`, someFields: (n) => (n === 1 ? 'a field' : `${n} fields`),
  transfer: (to) => `hands over to ${to}`, none: 'nobody', gone: 'what is no more', snooze: (length) => `puts off by ${length}`, opening: 'puts off until the next opening',
  drop: (what) => `Leave out: ${what}`, dropShort: 'Leave out', noMore: 'is no more: leave it out before sending',
}
export const besideTexts = (lang: Lang): typeof fr => (lang === 'fr' ? fr : en)

/** What each of them does, in words. `filling`: whether some of it fills in fields, whose names are then read. */
export function useBesideWords(filling: boolean): (alongside: Alongside) => { name: Beside; words: string }[] {
  const { lang } = usePreferences()
  const { vocabulary } = useDesk()
  const teams = useQuery(teamsQuery).data
  const agents = useQuery(agentsQuery).data
  const own = useQuery({ ...knownFieldsQuery, enabled: filling }).data
  return useMemo(() => {
    const t = besideTexts(lang)
    const labelled = (all: readonly { name: string; label: { fr?: string | undefined; en?: string | undefined } }[] | undefined, name: string) => wordsIn(all?.find((one) => one.name === name)?.label, lang, name)
    const hands = ({ department, teamId, agentId }: NonNullable<Alongside['transfer']>) =>
      [
        department == null ? null : labelled(vocabulary?.departments, department), teamId == null ? null : (teams?.find(({ id }) => id === teamId)?.name ?? t.gone),
        agentId == null ? null : (agents?.find(({ id }) => id === agentId)?.name ?? t.gone),
      ].filter((one) => one !== null).join(', ') || t.none
    const filled = (fields: NonNullable<Alongside['fields']>) => (own === undefined ? t.someFields(fields.length) : fields.map(({ fieldId, value }) => {
      const field = own.find(({ id }) => id === fieldId)
      if (!field) return t.gone
      return value === null ? t.emptied(called(field, lang)) : t.field(called(field, lang), brief(valueInWords(field, value, lang, fieldTexts(lang)), 60))
    }).join(', '))
    return (alongside) => besidesOf(alongside).map((name) => {
      const { assign, priority, tags, checklist, fields, transfer, snooze } = alongside
      const words: Record<Beside, () => string> = {
        assign: () => t[assign!], priority: () => t.priority(labelled(vocabulary?.priorities, priority!.priority)),
        tags: () => t.tags([...tags!.add.map((one) => `+${one}`), ...tags!.remove.map((one) => `−${one}`)].join(', ')), checklist: () => t.checklist(checklist!.length),
        fields: () => t.fields(filled(fields!)), transfer: () => t.transfer(hands(transfer!)), snooze: () => ('opening' in snooze! ? t.opening : t.snooze(lengthOf(snooze!.minutes, lang))),
      }
      return { name, words: words[name]() }
    })
  }, [lang, vocabulary, teams, agents, own])
}
