import type { Decision, Instant, Lang, Metric, Stage, Step } from '../model.ts'
import type { Policy } from '../policy.ts'
import { targetInWords, wordsIn } from '../words/fill.ts'
import { decidingStep } from '../words/outcome.ts'
import { instantInWords } from '../words/instants.ts'
import { metricName } from '../words/metrics.ts'
import { teamInWords } from '../words/teams.ts'
import { apostrophe, thin } from '../words/typography.ts'
import { explainLine, type ExplainedLine } from './lines.ts'
import { valueInWords } from './values.ts'

export interface ExplainedStep extends ExplainedLine {
  stage: Stage
  /** True when this step decided the outcome. */
  decisive: boolean
}
export interface DecisionExplanation { at: Instant; version: string; steps: ExplainedStep[]; text: string[] }

export const titles: Record<Stage, { fr: string; en: string }> = {
  tier: { fr: 'Niveau de support', en: 'Support level' },
  access: { fr: 'Canal', en: 'Channel' },
  identification: { fr: 'Identification', en: 'Identification' },
  scope: { fr: 'Périmètre', en: 'Scope' },
  versions: { fr: 'Versions', en: 'Versions' },
  priority: { fr: 'Priorité', en: 'Priority' },
  department: { fr: 'Service', en: 'Department' },
  requires: { fr: 'Informations demandées', en: 'Information required' },
  routes: { fr: 'Orientation', en: 'Route' },
  languages: { fr: 'Langue', en: 'Language' },
  handling: { fr: 'Prise en charge', en: 'Handling' },
  queue: { fr: `Rang dans la file d${apostrophe}attente`, en: 'Place in the queue' },
  targets: { fr: 'Promesse', en: 'Promise' },
  notices: { fr: 'Remarque', en: 'Remark' },
}

export const keywords: Record<string, { fr: string; en: string }> = {
  open: { fr: 'ouvert', en: 'open' },
  closed: { fr: 'fermé', en: 'closed' },
  discretionary: { fr: 'à notre appréciation, sans engagement', en: 'at our discretion, nothing promised' },
  redirect: { fr: 'à faire par un autre canal', en: 'to be made on another channel' },
  identified: { fr: 'établie', en: 'established' },
  not_needed: { fr: 'pas nécessaire', en: 'not needed' },
  refuse: { fr: 'refus', en: 'refused' },
  unknown: { fr: 'pas encore connu', en: 'not known yet' },
  no_rule: { fr: 'aucune règle ne répond', en: 'no rule answers' },
  covered: { fr: 'couvert', en: 'covered' },
  limited: { fr: 'aide limitée', en: 'limited help' },
  excluded: { fr: 'non couvert', en: 'not covered' },
  supported: { fr: 'prise en charge', en: 'supported' },
  outdated: { fr: 'prise en charge, une plus récente existe', en: 'supported, a more recent one exists' },
  unsupported: { fr: 'plus prise en charge', en: 'no longer supported' },
  unreadable: { fr: 'illisible', en: 'unreadable' },
  complete: { fr: 'complet', en: 'complete' },
  incomplete: { fr: 'incomplet', en: 'incomplete' },
  ask: { fr: 'à compléter', en: 'to be completed' },
  block: { fr: 'à compléter', en: 'to be completed' },
  admit_and_ask: { fr: 'demandé en retour, sans attendre', en: 'asked back, without waiting' },
  optional: { fr: 'facultatif', en: 'optional' },
  notice: { fr: 'jointe', en: 'attached' },
}

/** Facts whose labels name the results of a stage. */
const factOfStage: Partial<Record<Stage, string>> = { tier: 'tier', priority: 'priority', routes: 'channel', department: 'department' }

/** A decision step by step, each with the facts it looked at and the clauses that made it so. */
export function explainDecision(policy: Policy, decision: Decision, lang: Lang): DecisionExplanation {
  const steps = decision.steps.map((step) => explainStep(policy, decision, step, lang))
  return { at: decision.at, version: decision.version, steps, text: [firstLine(policy, decision, lang), ...steps.map(({ text }) => text)] }
}

function firstLine(policy: Policy, { at, version }: Decision, lang: Lang): string {
  const when = instantInWords(at, { zone: policy.zone, lang, seconds: true })
  const title = wordsIn(policy.title, policy, lang)
  return lang === 'fr' ? `${title}, version ${version}, ${when}${thin}:` : `${title}, version ${version}, ${when}:`
}

function explainStep(policy: Policy, decision: Decision, step: Step, lang: Lang): ExplainedStep {
  const title = titles[step.stage][lang]
  const result = resultInWords(policy, decision, step, lang)
  const line = explainLine(policy, { title, result, facts: step.facts, clauses: step.clauses, ...(step.rule === undefined ? {} : { rule: step.rule }) }, lang)
  return { stage: step.stage, ...line, decisive: decision.outcome !== 'accepted' && step === decidingStep(decision) }
}

function resultInWords(policy: Policy, decision: Decision, { stage, result }: Step, lang: Lang): string {
  const [name = '', more] = result.split(stage === 'handling' ? ', ' : ':')
  switch (stage) {
    case 'queue': return `${decision.rank + 1} (${result})`
    case 'handling': return [teamInWords(name, policy, lang), ...(more === undefined ? [] : [lang === 'fr' ? `à l${apostrophe}ouverture` : 'at opening'])].join(', ')
    case 'targets': return promised(policy, name, more !== undefined, lang)
    case 'languages': return result === 'refuse' ? keywords['refuse']![lang] : (new Intl.DisplayNames([lang], { type: 'language' }).of(result) ?? result)
    case 'identification': if (more !== undefined) return `${lang === 'fr' ? 'traitée comme' : 'dealt with as'} ${valueInWords(policy, name, more, lang)}`
  }
  const known = keywords[result]
  const fact = factOfStage[stage]
  return known ? known[lang] : fact === undefined ? result : valueInWords(policy, fact, result, lang)
}

function promised(policy: Policy, name: string, none: boolean, lang: Lang): string {
  if (none) return lang === 'fr' ? `${metricName(name as Metric, lang)}, aucun délai promis` : `${metricName(name as Metric, lang)}, no time promised`
  const target = policy.families.targets.find(({ answer }) => answer.name === name)?.answer
  if (!target) return name
  const colon = lang === 'fr' ? `${thin}: ` : ': '
  return `${target.label ? wordsIn(target.label, policy, lang) : metricName(target.metric, lang)}${colon}${targetInWords(target, policy, lang)}`
}
