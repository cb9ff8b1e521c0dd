import type { Instant, Lang } from '@guichet/policy'
import { instantInWords } from '#ui/formats.ts'
import { Demonstration, Document } from '../frame.tsx'
import { textsIn } from '../texts/texts.ts'

export interface OutgoingLetter { id: string; provider: string; at: Instant; to: string; subject: string; text: string; headers: readonly { name: string; value: string }[]; links: readonly string[] }

/** In the demonstration: every mail that would have left. */
export function OutgoingPage({ lang, now, zone, letters }: { lang: Lang; now: Instant; zone: string; letters: readonly OutgoingLetter[] }) {
  const t = textsIn(lang)
  return (
    <Document lang={lang} title={t.outgoingTitle}>
      <Demonstration lang={lang} />
      <main id="content" className="content">
        <h1>{t.outgoingTitle}</h1>
        <p>{t.outgoingLead}</p>
        {letters.length === 0 && <p className="empty">{t.outgoingEmpty}</p>}
        {letters.map((letter) => (
          <details key={letter.id} className="outgoing" id={letter.id}>
            <summary>
              <span className="outgoing-subject">{letter.subject}</span>
              <span className="quiet">{letter.provider} → {letter.to} · <time dateTime={new Date(letter.at).toISOString()}>{instantInWords(letter.at, { zone, lang, now })}</time></span>
            </summary>
            <p className="letter-text">{letter.text}</p>
            {letter.links.map((link) => <p key={link}><a className="action" href={link}>{link}</a></p>)}
            <details>
              <summary>{t.outgoingHeaders}</summary>
              <dl className="headers">{letter.headers.map((header) => <div key={`${header.name}${header.value}`}><dt>{header.name}</dt><dd>{header.value}</dd></div>)}</dl>
            </details>
          </details>
        ))}
      </main>
    </Document>
  )
}
