import type { Decision, Lang, Stage, Step } from '../model.ts'
import type { Medium, Policy } from '../policy.ts'
import { wordsIn } from './fill.ts'
import { instantInWords } from './instants.ts'
import type { Reading } from './promise.ts'
import { apostrophe, sentence, thin } from './typography.ts'

export const ways: Record<Medium, { fr: string; en: string }> = {
  portal: { fr: 'depuis votre espace', en: 'from your account' },
  mail: { fr: 'par courriel', en: 'by e-mail' },
  phone: { fr: 'par téléphone', en: 'by telephone' },
  chat: { fr: 'par messagerie instantanée', en: 'by chat' },
  forum: { fr: 'sur le forum', en: 'on the forum' },
  list: { fr: 'sur la liste de diffusion', en: 'on the mailing list' },
  social: { fr: 'sur les réseaux sociaux', en: 'on social networks' },
  post: { fr: 'par courrier postal', en: 'by post' },
  fax: { fr: 'par télécopie', en: 'by fax' },
  person: { fr: `en écrivant à une personne de l${apostrophe}équipe`, en: 'by writing to a member of the team' },
  api: { fr: `par l${apostrophe}API`, en: 'through the API' },
  monitoring: { fr: 'par la supervision', en: 'from monitoring' },
}

/** How one comes by a channel: "par courriel", "on the forum". */
export function wayInWords(channel: string | undefined, policy: Policy, lang: Lang): string {
  const medium = policy.channels.get(channel ?? '')?.medium
  return medium === undefined ? '' : ways[medium][lang]
}

/** The step that decided the outcome: the last whose clauses are the decisive ones. */
export function decidingStep({ steps, decisive }: Decision): Step | undefined {
  return steps.findLast(({ clauses }) => clauses.some((id) => decisive.includes(id))) ?? steps.at(-1)
}

const can = (way: string) => (way === '' ? 'Nous' : `${sentence(way)}, nous`)

const refusals: Partial<Record<Stage, { fr: (way: string) => string; en: (way: string) => string }>> = {
  access: {
    fr: (way) => `${can(way)} ne pouvons pas prendre cette demande`,
    en: (way) => `We cannot take this request ${way}`.trimEnd(),
  },
  identification: {
    fr: (way) => `${can(way)} ne pouvons pas traiter cette demande sans savoir avec certitude qui la fait`,
    en: (way) => `We cannot deal with this request ${way === '' ? '' : `${way} `}without knowing for certain who makes it`,
  },
  scope: { fr: () => 'Notre support ne couvre pas cette demande', en: () => 'Our support does not cover this request' },
  versions: { fr: () => `Cette version n${apostrophe}est plus prise en charge`, en: () => 'This version is no longer supported' },
  requires: { fr: () => 'Nous ne pouvons pas encore prendre cette demande', en: () => 'We cannot take this request yet' },
  languages: { fr: () => 'Nous ne répondons pas dans cette langue', en: () => 'We do not answer in this language' },
}

/** The channel by which the request came, as the engine noted it. */
export function channelOf(decision: Decision): string | undefined {
  for (const step of decision.steps) {
    const channel = step.facts['channel']
    if (typeof channel === 'string') return channel
  }
  return undefined
}

/** What happens to the request, as a sentence without its full stop. */
export function headlineOf(policy: Policy, decision: Decision, lang: Lang, reading: Reading): string {
  const fr = lang === 'fr'
  switch (decision.outcome) {
    case 'accepted': return accepted(decision, fr)
    case 'held': {
      if (decision.heldUntil === undefined) return fr ? 'Votre demande est acceptée et attend' : 'Your request is accepted and waits'
      const when = instantInWords(decision.heldUntil, { zone: policy.zone, lang, ...reading })
      return fr ? `Votre demande est acceptée${thin}: nous nous en occupons à partir ${from(when)}` : `Your request is accepted: we deal with it from ${when}`
    }
    case 'redirected': {
      const label = policy.channels.get(decision.to ?? '')?.label
      const name = label ? wordsIn(label, policy, lang) : ''
      return fr ? `Pour cette demande, passez par${thin}: ${name}` : `For this request, please use: ${name}`
    }
    case 'ask': return fr ? 'Il nous manque quelques précisions pour prendre cette demande' : 'We need a few more details to take this request'
    case 'refused': {
      const stage = decidingStep(decision)?.stage ?? 'access'
      const say = refusals[stage] ?? refusals.access!
      return say[lang](wayInWords(channelOf(decision), policy, lang))
    }
  }
}

/** "d’aujourd’hui", "de demain", "du mardi 24 novembre". */
function from(when: string): string {
  if (when.startsWith('aujourd')) return `d${apostrophe}${when}`
  return when.startsWith('demain') || when.startsWith('hier') ? `de ${when}` : `du ${when}`
}

function accepted({ entitlement, scope }: Decision, fr: boolean): string {
  if (entitlement === 'discretionary' || scope === 'discretionary') {
    return fr ? `Votre demande nous parvient${thin}; nous y répondons si nous le pouvons, sans engagement` : 'Your request reaches us; we answer if we can, without commitment'
  }
  if (scope === 'limited') return fr ? 'Votre demande est acceptée, pour une aide limitée' : 'Your request is accepted, for limited help'
  return fr ? 'Votre demande est acceptée' : 'Your request is accepted'
}
