import type { Lang } from '@guichet/policy/model'
import { instantInWords } from '@guichet/policy/words/instants'
import type { AlertWhat } from '@guichet/protocol'
import type { AlertLetter, AlertOf } from '#outbox/outbox.ts'
import type { Block } from './layout.ts'
import { bareSubject } from './subject.ts'

interface Words {
  readonly what: Readonly<Record<AlertWhat, (by: string | undefined) => string>>
  readonly request: (number: number, subject: string) => string
  readonly several: (tickets: number) => string
  readonly more: (tickets: number) => string
  readonly stop: (link: string) => string
  readonly settings: (link: string) => string
  readonly noAnswer: string
}

const nb = '\u202f'

const texts: Record<Lang, Words> = {
  fr: {
    what: {
      assigned: (by) => (by ? `${by} vous a confié cette demande` : 'Cette demande vous a été confiée'),
      mentioned: (by) => (by ? `${by} vous a mentionné dans une note` : 'Une note vous mentionne'),
      customer_wrote: () => 'Le client a écrit',
      answered: (by) => (by ? `${by} a répondu au client` : 'Une réponse est partie au client'),
      solved: (by) => (by ? `${by} a résolu la demande` : 'La demande est résolue'),
      transferred: (by) => (by ? `${by} a transmis la demande` : 'La demande a été transmise'),
      merged: (by) => (by ? `${by} a fusionné la demande dans une autre` : 'La demande a été fusionnée dans une autre'),
      late: () => 'Une promesse est en retard',
    },
    request: (number, subject) => (subject === '' ? `Demande ${number}` : `Demande ${number} – ${subject}`),
    several: (tickets) => (tickets === 1 ? 'Une demande à voir' : `${tickets} demandes à voir`),
    more: (tickets) => (tickets === 1 ? 'Et une autre demande, à voir au bureau.' : `Et ${tickets} autres demandes, à voir au bureau.`),
    stop: (link) => `Ne plus recevoir de courriels sur cette demande${nb}: ${link}`,
    settings: (link) => `Choisir quand vous recevez ces courriels${nb}: ${link}`,
    noAnswer: 'Ne répondez pas à ce message, il n’entre pas dans la conversation. Ouvrez la demande.',
  },
  en: {
    what: {
      assigned: (by) => (by ? `${by} assigned this request to you` : 'This request was assigned to you'),
      mentioned: (by) => (by ? `${by} mentioned you in a note` : 'A note mentions you'),
      customer_wrote: () => 'The customer wrote',
      answered: (by) => (by ? `${by} answered the customer` : 'An answer went to the customer'),
      solved: (by) => (by ? `${by} solved the request` : 'The request is solved'),
      transferred: (by) => (by ? `${by} handed the request over` : 'The request was handed over'),
      merged: (by) => (by ? `${by} merged the request into another` : 'The request was merged into another'),
      late: () => 'A promise is late',
    },
    request: (number, subject) => (subject === '' ? `Request ${number}` : `Request ${number} – ${subject}`),
    several: (tickets) => (tickets === 1 ? 'One request to look at' : `${tickets} requests to look at`),
    more: (tickets) => (tickets === 1 ? 'And one more request, to be seen at the desk.' : `And ${tickets} more requests, to be seen at the desk.`),
    stop: (link) => `Get no more mail about this request: ${link}`,
    settings: (link) => `Choose when you get these e-mails: ${link}`,
    noAnswer: 'Do not answer this message, it is no part of the conversation. Open the request.',
  },
}

/** What an agent is told, by mail: what happened, to which request, and never what was written there. */
export function alertWords({ content, language }: AlertLetter, { zone }: { zone: string }): { subject: string; blocks: Block[] } {
  const t = texts[language]
  const titleOf = ({ number, subject }: AlertOf) => t.request(number, bareSubject(subject))
  const lines = ({ happened }: AlertOf) => happened.map(({ what, at, by }) => `${instantInWords(at, { zone, lang: language })}${language === 'fr' ? nb : ''}: ${t.what[what](by)}.`).join('\n')
  const about = (one: AlertOf): Block[] => [
    ...(content.several ? [{ kind: 'paragraph', text: titleOf(one) } as const] : []), { kind: 'written', text: lines(one) }, { kind: 'link', href: one.link }, { kind: 'small', text: t.stop(one.stop) },
  ]
  const [only] = content.tickets
  return {
    subject: content.several || !only ? t.several(content.tickets.length + (content.more ?? 0)) : titleOf(only),
    blocks: [
      ...content.tickets.flatMap(about), ...(content.more === undefined ? [] : [{ kind: 'paragraph', text: t.more(content.more) } as const]),
      { kind: 'small', text: t.settings(content.settings) }, { kind: 'small', text: t.noAnswer },
    ],
  }
}
