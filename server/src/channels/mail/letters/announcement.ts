import type { Lang } from '@guichet/policy/model'
import { instantInWords } from '@guichet/policy/words/instants'
import type { Announcement, OwnAddressLetter } from '#outbox/outbox.ts'
import type { Block } from './layout.ts'
import { bareSubject } from './subject.ts'

interface Words {
  update: (title: string) => string
  end: (title: string) => string
  hello: (name: string | undefined) => string
  begins: (when: string) => string
  ends: (when: string) => string
  lasts: (from: string, until: string) => string
  yours: (when: string) => string
  otherLanguage: Record<Lang, string>
  /** What every copy bears, so that it is recognised in the client area. */
  reference: (type: string, reference: string) => string
  read: string
  settings: (link: string) => string
  unsubscribe: (link: string) => string
  automatic: string
  prove: { subject: (provider: string) => string; what: (provider: string, type: string, days: number) => string; unasked: string }
  inUse: { subject: (type: string) => string; what: (type: string, address: string) => string; change: string; unasked: string }
  refused: { subject: (type: string) => string; what: (type: string, address: string) => string; change: string }
}

const nnbsp = '\u202f'
const nbsp = '\u00a0'

export const announcementTexts: Record<Lang, Words> = {
  fr: {
    update: (title) => `Suite${nnbsp}: ${title}`,
    end: (title) => `Terminé${nnbsp}: ${title}`,
    hello: (name) => (name ? `Bonjour ${name},` : 'Bonjour,'),
    begins: (when) => `À partir de${nnbsp}: ${when}.`,
    ends: (when) => `Jusqu’à${nnbsp}: ${when}.`,
    lasts: (from, until) => `De${nnbsp}: ${from}.\nÀ${nnbsp}: ${until}.`,
    yours: (when) => `À votre heure${nnbsp}: ${when}.`,
    otherLanguage: { fr: 'Cet avis n’existe qu’en français.', en: 'Cet avis n’existe qu’en anglais.' },
    reference: (type, reference) => `${type}, avis ${reference}`,
    read: `Le même avis, dans votre espace client${nnbsp}:`,
    settings: (link) => `Choisir où vous recevez ces avis${nnbsp}: ${link}`,
    unsubscribe: (link) => `Ne plus recevoir ces avis par courriel${nnbsp}: ${link}`,
    automatic: 'Message envoyé automatiquement.',
    prove: {
      subject: (provider) => `Confirmez cette adresse pour les avis de ${provider}`,
      what: (provider, type, days) => `Quelqu’un a donné cette adresse pour y recevoir des avis de ${provider} («${nbsp}${type}${nbsp}»). Pour l’accepter, ouvrez ce lien dans les ${days} jours${nnbsp}:`,
      unasked: `Vous n’y êtes pour rien${nnbsp}? Ignorez ce message${nnbsp}: rien d’autre ne viendra.`,
    },
    inUse: {
      subject: (type) => `Vos avis «${nbsp}${type}${nbsp}» ont une adresse à part`,
      what: (type, address) => `L’adresse ${address} vient d’être confirmée pour vos avis «${nbsp}${type}${nbsp}». Elle sert dès maintenant.`,
      change: `Changer ou retirer cette adresse${nnbsp}:`,
      unasked: `Vous n’avez rien changé${nnbsp}? Quelqu’un d’autre est entré dans votre espace client${nnbsp}: retirez cette adresse et prévenez-nous.`,
    },
    refused: {
      subject: (type) => `L’adresse de vos avis «${nbsp}${type}${nbsp}» refuse nos courriels`,
      what: (type, address) => `L’adresse ${address}, que vous avez donnée pour vos avis «${nbsp}${type}${nbsp}», refuse nos courriels. Nous n’y écrivons plus.`,
      change: `Donner une autre adresse, ou confirmer celle-ci de nouveau${nnbsp}:`,
    },
  },
  en: {
    update: (title) => `Update: ${title}`,
    end: (title) => `Over: ${title}`,
    hello: (name) => (name ? `Hello ${name},` : 'Hello,'),
    begins: (when) => `From: ${when}.`,
    ends: (when) => `Until: ${when}.`,
    lasts: (from, until) => `From: ${from}.\nUntil: ${until}.`,
    yours: (when) => `In your own time: ${when}.`,
    otherLanguage: { fr: 'This notice exists in French only.', en: 'This notice exists in English only.' },
    reference: (type, reference) => `${type}, notice ${reference}`,
    read: 'The same notice, in your client area:',
    settings: (link) => `Choose where you get these notices: ${link}`,
    unsubscribe: (link) => `Get no more of these notices by e-mail: ${link}`,
    automatic: 'This message was sent automatically.',
    prove: {
      subject: (provider) => `Confirm this address for notices of ${provider}`,
      what: (provider, type, days) => `Somebody gave this address to receive notices of ${provider} (“${type}”). To accept, open this link within ${days} days:`,
      unasked: 'You know nothing of it? Ignore this message: nothing else will come.',
    },
    inUse: {
      subject: (type) => `Your notices “${type}” have an address of their own`,
      what: (type, address) => `The address ${address} has just been confirmed for your notices “${type}”. It is used from now on.`,
      change: 'Change or remove this address:',
      unasked: 'You changed nothing? Somebody else was in your client area: remove this address and tell us.',
    },
    refused: {
      subject: (type) => `The address of your notices “${type}” refuses our mail`,
      what: (type, address) => `The address ${address}, which you gave for your notices “${type}”, refuses our mail. We write there no more.`,
      change: 'Give another address, or confirm this one again:',
    },
  },
}

type Said = { subject: string; blocks: Block[] }
const paragraph = (text: string): Block => ({ kind: 'paragraph', text })
const small = (text: string): Block => ({ kind: 'small', text })

/** The times of a notice: in the provider's zone, and in the reader's where that differs (S5-41). */
function timesOf({ from, until, readerZone }: Announcement['content'], lang: Lang, zone: string): string[] {
  const t = announcementTexts[lang]
  const told = (at: number, where: string) => instantInWords(at, { zone: where, lang, ...(readerZone === undefined || where === readerZone ? {} : { readerZone }) })
  const line = (where: string) => {
    if (from !== undefined && until !== undefined) return t.lasts(told(from, where), told(until, where))
    return from !== undefined ? t.begins(told(from, where)) : until !== undefined ? t.ends(told(until, where)) : ''
  }
  const ours = line(zone)
  if (ours === '' || readerZone === undefined) return ours === '' ? [] : [ours]
  const first = from ?? until ?? 0
  const same = instantInWords(first, { zone: readerZone, lang }) === instantInWords(first, { zone, lang })
  const theirs = [from, until].flatMap((at) => (at === undefined ? [] : [instantInWords(at, { zone: readerZone, lang })])).join(lang === 'fr' ? ' – ' : ' – ')
  return same ? [ours] : [ours, t.yours(theirs)]
}

/** What a customer is told, by mail. */
export function announcementWords(letter: Announcement, { zone }: { zone: string }): Said {
  const { content, language } = letter
  const t = announcementTexts[language]
  const title = bareSubject(content.title)
  const subject = content.post === 'update' ? t.update(title) : content.post === 'end' ? t.end(title) : title
  return {
    subject,
    blocks: [
      paragraph(t.hello(letter.to.name)), ...(content.writtenIn === undefined ? [] : [small(t.otherLanguage[content.writtenIn])]), { kind: 'written', text: content.text },
      ...(content.post === 'end' ? [] : timesOf(content, language, zone)).map((text): Block => ({ kind: 'written', text })),
      paragraph(t.read), { kind: 'link', href: content.link },
      small([t.reference(content.type, content.reference), t.settings(content.settings), ...(content.unsubscribe ? [t.unsubscribe(content.unsubscribe.link)] : [])].join(' · ')),
      small(t.automatic),
    ],
  }
}

/** What is written about an address of one's own. */
export function ownAddressWords({ content, language, to }: OwnAddressLetter, provider: string): Said {
  const t = announcementTexts[language]
  const { type, address, link, days = 0 } = content
  const hello = paragraph(t.hello(to.name))
  switch (content.what) {
    case 'prove': return { subject: t.prove.subject(provider), blocks: [hello, paragraph(t.prove.what(provider, type, days)), { kind: 'link', href: link }, paragraph(t.prove.unasked), small(t.automatic)] }
    case 'in_use': return { subject: t.inUse.subject(type), blocks: [hello, paragraph(t.inUse.what(type, address)), paragraph(t.inUse.change), { kind: 'link', href: link }, paragraph(t.inUse.unasked), small(t.automatic)] }
    case 'refused': return { subject: t.refused.subject(type), blocks: [hello, paragraph(t.refused.what(type, address)), paragraph(t.refused.change), { kind: 'link', href: link }, small(t.automatic)] }
  }
}
