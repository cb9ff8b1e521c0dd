import type { Lang } from '@guichet/policy/model'
import { instantInWords } from '@guichet/policy/words/instants'
import type { Letter, Reply } from '#outbox/outbox.ts'
import { alertWords } from './alert.ts'
import { announcementWords, ownAddressWords } from './announcement.ts'
import { layoutHtml, layoutText } from './layout.ts'
import type { Block } from './layout.ts'
import { personWords } from './person.ts'
import { nameForStrangers } from './names.ts'
import { bareSubject, ticketSubject } from './subject.ts'
import { personDataWords } from './person-data.ts'
import { securityWords } from './security.ts'
import { letterTexts } from './texts.ts'
import { trialWords } from './trial.ts'

/** Who writes: the provider's name, and the zone in which it tells time. */
export interface Sender {
  readonly name: string
  readonly zone: string
}

export interface Written {
  readonly subject: string
  readonly text: string
  readonly html: string
}

const paragraph = (text: string): Block => ({ kind: 'paragraph', text })
const small = (text: string): Block => ({ kind: 'small', text })
const some = (block: Block, given: unknown): Block[] => (given === undefined ? [] : [block])

function quoteOf(quoted: NonNullable<Reply['content']['quoted']>, lang: Lang, zone: string): Block {
  return { kind: 'quote', heading: letterTexts[lang].wrote(quoted.author, instantInWords(quoted.at, { zone, lang })), text: quoted.text }
}

function contentOf(letter: Letter, { name: provider, zone }: Sender): { subject: string; signature: string[]; blocks: Block[] } {
  const t = letterTexts[letter.language]
  switch (letter.kind) {
    case 'acknowledgement': {
      const { number, subject, words, link } = letter.content
      return {
        subject: ticketSubject(number, subject ?? t.acknowledgement.subject),
        signature: [provider],
        blocks: [
          paragraph(t.hello(undefined)), paragraph(t.acknowledgement.recorded(number)), ...words.map(paragraph), paragraph(t.acknowledgement.keepSubject),
          ...some(paragraph(t.follow(link ?? '')), link), small(t.automatic),
        ],
      }
    }
    case 'answer': {
      const { subject, words, link } = letter.content
      return {
        subject: subject === undefined ? t.answer.subject : `Re: ${bareSubject(subject)}`,
        signature: [provider],
        blocks: [paragraph(t.hello(undefined)), ...words.map(paragraph), ...some(paragraph(t.further(link ?? '')), link), small(t.automatic)],
      }
    }
    case 'reply': {
      const { number, subject, author, text, link, quoted } = letter.content
      return {
        subject: ticketSubject(number, subject),
        signature: [author, provider],
        blocks: [{ kind: 'written', text }, ...some(small(t.follow(link ?? '')), link), ...(quoted === undefined ? [] : [quoteOf(quoted, letter.language, zone)])],
      }
    }
    case 'notice': {
      const { number, subject, words, link } = letter.content
      return {
        subject: ticketSubject(number, subject),
        signature: [provider],
        blocks: [paragraph(t.hello(letter.to.name)), paragraph(words), ...some(paragraph(t.follow(link ?? '')), link), small(t.automatic)],
      }
    }
    case 'announcement': {
      const { subject, blocks } = announcementWords(letter, { zone })
      return { subject, signature: [provider], blocks }
    }
    case 'own_address': {
      const { subject, blocks } = ownAddressWords(letter, provider)
      return { subject, signature: [provider], blocks }
    }
    case 'security': {
      const { subject, blocks } = securityWords(letter, { provider, zone })
      return { subject, signature: [provider], blocks: [paragraph(t.hello(letter.to.name)), ...blocks, small(t.automatic)] }
    }
    case 'person': {
      const { subject, blocks } = personWords(letter, { provider, zone })
      return { subject, signature: [provider], blocks: [paragraph(t.hello(nameForStrangers(letter.to.name ?? ''))), ...blocks, small(t.automatic)] }
    }
    case 'alert': {
      const { subject, blocks } = alertWords(letter, { zone })
      return { subject, signature: [provider], blocks: [paragraph(t.hello(letter.to.name)), ...blocks, small(t.automatic)] }
    }
    case 'person_data': {
      const { subject, paragraphs } = personDataWords(letter, provider)
      return { subject, signature: [provider], blocks: [paragraph(t.hello(letter.to.name)), ...paragraphs.map(paragraph), small(t.automatic)] }
    }
    case 'trial': {
      const { subject, paragraphs } = trialWords(letter)
      return { subject, signature: [provider], blocks: [...paragraphs.map(paragraph), small(t.automatic)] }
    }
    case 'sign_in': {
      const { link, minutes } = letter.content
      return {
        subject: t.signIn.subject(provider),
        signature: [provider],
        blocks: [paragraph(t.hello(letter.to.name)), paragraph(t.signIn.use(minutes)), { kind: 'link', href: link }, paragraph(t.signIn.unasked), small(t.automatic)],
      }
    }
  }
}

/** A letter in words: subject, plain text and HTML. The same letter always gives the same words. */
export function writeLetter(letter: Letter, sender: Sender): Written {
  const { subject, signature, blocks } = contentOf(letter, sender)
  const layout = { language: letter.language, signature, blocks }
  return { subject, text: layoutText(layout), html: layoutHtml(layout) }
}
