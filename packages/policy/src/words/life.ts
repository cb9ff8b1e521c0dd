/** What becomes of a ticket, in words. */
import type { Because, Move } from '../life/move.ts'
import type { Carried, TimerAct } from '../life/types.ts'
import type { Lang } from '../model.ts'
import type { Policy } from '../policy.ts'
import { wordsIn } from './fill.ts'
import { list } from './amounts.ts'
import { moverNames, stateNames } from './states.ts'
import { sentence, thin } from './typography.ts'

type Both = { fr: string; en: string }

export const moveOutcomes: Record<Move['outcome'], Both> = {
  allowed: { fr: 'possible', en: 'possible' },
  confirm: { fr: 'possible, après confirmation', en: 'possible, once confirmed' },
  refused: { fr: 'refusé', en: 'refused' },
  new_ticket: { fr: 'non, il faut une nouvelle demande', en: 'no, it takes a new ticket' },
}

/** Why, where no rule of the policy says it in its own words. */
export const reasons: Record<Exclude<Because, 'rule'>, Both> = {
  right: { fr: 'ce rôle n’a pas le droit de clore', en: 'this role has no right to close' },
  same_state: { fr: 'la demande est déjà dans cet état', en: 'the ticket is in that state already' },
  never_new: { fr: 'une demande n’est nouvelle qu’une fois', en: 'a ticket is new only once' },
  deleted: { fr: 'une demande supprimée ne revient pas', en: 'a deleted ticket does not come back' },
  unsaid: { fr: 'aucune règle n’en parle', en: 'no rule speaks of it' },
}

export const timerActs: Record<TimerAct, Both> = {
  close: { fr: 'clôture', en: 'closed' },
  solve: { fr: 'déclarée résolue', en: 'called solved' },
  remind: { fr: 'rappel', en: 'reminder' },
  raise: { fr: 'signalement', en: 'raised' },
}

export const carriedNames: Record<Carried, Both> = {
  transcript: { fr: 'la conversation', en: 'the transcript' },
  identity: { fr: 'l’identité', en: 'the identity' },
  attachments: { fr: 'les pièces jointes', en: 'the attachments' },
}

/** "En cours → résolue (un agent)". */
export function moveTitle({ from, to, by }: Pick<Move, 'from' | 'to' | 'by'>, lang: Lang): string {
  return `${sentence(stateNames[from][lang])} → ${stateNames[to][lang]} (${moverNames[by][lang]})`
}

export const sinceName: Both = { fr: 'l’entrée dans cet état', en: 'the time it came into that state' }
export const firstMessage: Both = { fr: 'l’heure du premier message', en: 'the time of the first message' }

/** "il manque : Résolution"; an empty text when nothing is missing. */
export function missingInWords(missing: readonly string[], policy: Policy, lang: Lang): string {
  if (missing.length === 0) return ''
  return `${lang === 'fr' ? `il manque${thin}: ` : 'missing: '}${list(missingNames(missing, policy, lang), lang)}`
}

/** The names of what is missing, as the policy calls it. */
function missingNames(missing: readonly string[], policy: Policy, lang: Lang): string[] {
  return missing.map((name) => {
    if (name === 'since') return sinceName[lang]
    if (name === 'first_message') return firstMessage[lang]
    if (name in carriedNames) return carriedNames[name as Carried][lang]
    const fact = policy.facts.get(name)
    return fact ? wordsIn(fact.label, policy, lang) : name
  })
}
