/** Procedures, call-backs, the life of a ticket, notices and secrets, in parts that can be compared. */
import type { CallbackAnswer } from '../../callbacks/types.ts'
import type { SecretsAnswer } from '../../confidentiality/types.ts'
import type { ConversionAnswer, FollowAnswer, MoveAnswer, TimerAnswer } from '../../life/types.ts'
import type { Lang } from '../../model.ts'
import type { NotificationAnswer } from '../../notifications/types.ts'
import type { Policy } from '../../policy.ts'
import type { ProcedureAnswer } from '../../procedures/types.ts'
import { list } from '../../words/amounts.ts'
import { duration } from '../../words/durations.ts'
import { say, wordsIn } from '../../words/fill.ts'
import { carriedNames, moveOutcomes, timerActs } from '../../words/life.ts'
import { moverNames, stateNames } from '../../words/states.ts'
import { teamInWords } from '../../words/teams.ts'
import { periodInWords } from '../../words/stretches.ts'
import { apostrophe } from '../../words/typography.ts'
import { keyword } from '../key-words.ts'
import { nameInWords, plainInWords, whenInWords } from '../plain.ts'
import { part, quiet } from '../types.ts'
import { countedInWords, delayInWords, either, needs, one, said, type RuleWords } from './parts.ts'

const procedure: RuleWords<ProcedureAnswer> = {
  title: { fr: 'procédure', en: 'procedure' },
  subject: (policy, { label, name }, lang) => (label ? wordsIn(label, policy, lang) : lang === 'fr' ? `procédure (${name})` : `procedure (${name})`),
  parts: (policy, { label, guards, steps, uncovered, conditions }) => [
    part('steps', null, steps, (lang) => steps.map((step) => stepInWords(policy, step, lang)).join(' → ')),
    part('guards', ['si', 'if'], guards.map((guard) => ({ ...guard, ...(guard.is === 'needs' ? { condition: conditions[guard.condition] } : {}) })), (lang) => list(guards.map((guard) => (
      guard.label ? say(guard.label, policy, lang) : guard.is === 'over' ? nameInWords(policy, guard.promise, lang) : (whenInWords(policy, conditions[guard.condition]!, lang) ?? guard.name)
    )), lang)),
    quiet(part('label', ['nom', 'name'], label, said(label, policy))),
    part('uncovered', ['hors de ces heures', 'outside these hours'], uncovered, said(uncovered?.words, policy)),
  ],
}

function stepInWords(policy: Policy, { channel, during, by, fee, after, words }: ProcedureAnswer['steps'][number], lang: Lang): string {
  const more = [
    during === 'always' ? '' : nameInWords(policy, during, lang), by === undefined ? '' : teamInWords(by, policy, lang), fee === undefined ? '' : `${lang === 'fr' ? 'frais' : 'fee'} ${fee}`,
    after === undefined ? '' : `${lang === 'fr' ? 'après' : 'after'} ${after.step}, ${duration(after.wait, lang)}`, words ? say(words, policy, lang) : '',
  ].filter((text) => text !== '')
  return `${nameInWords(policy, channel, lang)}${more.length === 0 ? '' : ` (${more.join(', ')})`}`
}

const callback: RuleWords<CallbackAnswer> = {
  title: { fr: 'rappel téléphonique', en: 'call-back' },
  parts: (policy, answer) => [
    part('by', null, answer.by, (lang) => teamInWords(answer.by, policy, lang)), needs(policy, answer.needs),
    part('otherwise', ['sinon', 'otherwise'], answer.needs ? answer.otherwise : null, (lang) => (answer.otherwise === 'close' ? (lang === 'fr' ? `rien n${apostrophe}est fait, et c${apostrophe}est noté` : 'nothing is done, and it is recorded') : keyword('ask', lang))),
  ],
}

const move: RuleWords<MoveAnswer> = {
  title: { fr: 'passage d’une demande', en: 'move of a request' },
  subject: (_, { to }, lang) => (lang === 'fr' ? `passage d${apostrophe}une demande à «\u00a0${stateNames[to].fr}\u00a0»` : `move of a request to “${stateNames[to].en}”`),
  parts: (policy, answer) => [
    part('answer', null, answer.answer, either(moveOutcomes, answer.answer)), needs(policy, answer.needs),
    part('within', ['dans les', 'within'], answer.within, (lang) => delayInWords(answer.within, answer.counted, lang)),
    quiet(part('counted', ['temps compté', 'time counted'], answer.counted, (lang) => countedInWords(policy, answer.counted, lang))),
    part('otherwise', ['sinon', 'otherwise'], answer.needs || answer.within ? answer.otherwise : null, either(moveOutcomes, answer.otherwise)),
  ],
}

const timer: RuleWords<TimerAnswer> = {
  title: { fr: 'délai automatique', en: 'timer' },
  parts: (policy, answer) => [
    part('do', null, answer.do, either(timerActs, answer.do)),
    part('after', ['après', 'after'], answer.after, (lang) => delayInWords(answer.after, answer.counted, lang)),
    quiet(part('counted', ['temps compté', 'time counted'], answer.counted, (lang) => countedInWords(policy, answer.counted, lang))),
    part('to', ['dit à', 'told to'], answer.to, (lang) => (answer.to === undefined ? '' : teamInWords(answer.to, policy, lang))),
    part('words', ['texte', 'text'], answer.words, said(answer.words, policy)),
  ],
}

const conversion: RuleWords<ConversionAnswer> = {
  title: { fr: 'conversation changée en ticket', en: 'conversation turned into a ticket' },
  parts: (policy, answer) => [
    part('to', null, answer.to, (lang) => nameInWords(policy, answer.to, lang)),
    part('by', ['par', 'by'], answer.by, (lang) => list(answer.by.map((mover) => moverNames[mover][lang]), lang, 'or')),
    part('carries', ['garde', 'keeps'], answer.carries, (lang) => list(answer.carries.map((one) => carriedNames[one][lang]), lang)), needs(policy, answer.needs),
    part('starts', ['délais comptés depuis', 'times counted from'], answer.starts, (lang) => (answer.starts === 'conversion' ? (lang === 'fr' ? 'la conversion' : 'the conversion') : lang === 'fr' ? 'le premier message' : 'the first message')),
  ],
}

export const followers = { requester: { fr: 'le demandeur', en: 'the requester' }, customer: { fr: 'les personnes du client', en: 'the people of the customer' } }
const follow: RuleWords<FollowAnswer> = {
  title: { fr: 'suivi d’une demande', en: 'following a request' },
  parts: (_, { by, states }) => [
    part('by', null, by, (lang) => list(by.map((one) => followers[one][lang]), lang)),
    part('states', ['états visibles', 'states seen'], states, (lang) => (states.length === Object.keys(stateNames).length ? (lang === 'fr' ? 'tous' : 'all') : list(states.map((state) => stateNames[state][lang]), lang))),
  ],
}

export const aspects: Record<NotificationAnswer['aspect'], { fr: string; en: string }> = {
  to: { fr: 'notification, destinataires', en: 'notification, told to' }, personal: { fr: 'notification personnelle', en: 'personal notification' }, client_area: { fr: `notification dans l${apostrophe}espace client`, en: 'notification in the client area' },
  mail: { fr: 'notification par courriel', en: 'notification by mail' }, own_address: { fr: 'adresse propre à ce type', en: 'address of this type' }, own_replaces: { fr: `l${apostrophe}adresse propre remplace l${apostrophe}adresse enregistrée`, en: 'the own address replaces the registered one' },
  fallback: { fr: 'adresse de secours', en: 'address to fall back on' }, on_bounce: { fr: 'tâche quand un courriel revient', en: 'task when a mail bounces' }, sent: { fr: `notification, délai d${apostrophe}envoi`, en: 'notification, time of sending' },
  optional: { fr: 'courriel auquel on peut renoncer', en: 'mail that may be given up' }, carries: { fr: 'lettres de ce type', en: 'letters of this type' },
  every: { fr: `notification, envoyée d${apostrophe}elle-même`, en: 'notification, sent by itself' },
}
const notification: RuleWords<NotificationAnswer> = {
  title: { fr: 'notification', en: 'notification' },
  subject: (_, { aspect }, lang) => aspects[aspect][lang],
  parts: (policy, answer) => one(answer, (lang) => {
    switch (answer.aspect) {
      case 'to': return answer.to === 'all' ? (lang === 'fr' ? 'tous les clients' : 'all customers') : lang === 'fr' ? 'les clients touchés' : 'the customers affected'
      case 'fallback': return answer.to === 'nobody' ? keyword('none', lang) : lang === 'fr' ? `l${apostrophe}adresse enregistrée` : 'the registered address'
      case 'sent': return answer.within === null ? (lang === 'fr' ? 'aussitôt, sans délai chiffré' : 'at once, with no stated time') : duration(answer.within, lang)
      case 'carries': return answer.letters === 'tickets' ? (lang === 'fr' ? 'celles des demandes' : 'those of requests') : lang === 'fr' ? 'celles qui rouvrent un compte' : 'those that open an account again'
      case 'every': return periodInWords(answer.period, lang)
      case 'on_bounce': return plainInWords(policy, answer.task, lang)
      case 'own_address': return `${plainInWords(policy, answer.yes, lang)}${answer.of === undefined ? '' : ` (${answer.of})`}`
      default: return plainInWords(policy, answer.yes, lang)
    }
  }),
}

export const secrets: Record<SecretsAnswer, { fr: string; en: string }> = {
  allowed: { fr: 'admis', en: 'allowed' }, masked: { fr: 'masqués', en: 'masked' }, held: { fr: 'texte retenu, personne d’autre ne le voit', en: 'text held back, nobody else sees it' }, refused: { fr: 'texte refusé', en: 'text refused' },
}
const confidentiality: RuleWords<SecretsAnswer> = { title: { fr: 'secrets écrits dans un texte', en: 'secrets written in a text' }, parts: (_, answer) => one(answer, either(secrets, answer)) }

export const deskWords = { procedures: procedure, callbacks: callback, moves: move, timers: timer, conversions: conversion, follow, notifications: notification, confidentiality } as const
