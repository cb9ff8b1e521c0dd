import { at, Document, Page, type Frame } from '../frame.tsx'
import type { Lang } from '@guichet/policy'
import { textsIn } from '../texts/texts.ts'

export type MessageKind = 'not_found' | 'wrong' | 'too_many' | 'refused'

function wordsOf(kind: MessageKind, lang: Lang, detail?: string): { title: string; text: string } {
  const t = textsIn(lang)
  if (kind === 'not_found') return { title: t.notFoundTitle, text: t.notFound }
  if (kind === 'too_many') return { title: t.tooManyTitle, text: t.tooMany }
  if (kind === 'refused') return { title: t.refusedTitle, text: detail ?? t.wrong }
  return { title: t.wrongTitle, text: t.wrong }
}

/** A page that says what happened and where to go on. */
export function MessagePage({ frame, kind, detail, reference }: { frame: Frame; kind: MessageKind; detail?: string; reference?: string }) {
  const { title, text } = wordsOf(kind, frame.lang, detail)
  const t = textsIn(frame.lang)
  return (
    <Page frame={frame} title={title}>
      <h1>{title}</h1>
      <p>{text}</p>
      {reference && <p className="quiet">{t.reference(reference)}</p>}
      <p><a className="button" href={at(frame, '/')}>{t.home}</a></p>
    </Page>
  )
}

/** The same where no provider is known. */
export function BareMessagePage({ lang, kind, detail, reference }: { lang: Lang; kind: MessageKind; detail?: string; reference?: string }) {
  const { title, text } = wordsOf(kind, lang, detail)
  const t = textsIn(lang)
  return (
    <Document lang={lang} title={title}>
      <main id="content" className="content">
        <h1>{title}</h1>
        <p>{text}</p>
        {reference && <p className="quiet">{t.reference(reference)}</p>}
        <p><a className="button" href="/">{t.home}</a></p>
      </main>
    </Document>
  )
}
