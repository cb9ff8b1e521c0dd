import type { BulkBody, BulkPreview } from '@guichet/protocol'
import { usePreferences } from '../preferences.tsx'
import { RefusedGroups } from './refused.tsx'
import { bulkTexts } from './texts.ts'

/** What an act on many would do: how many, which letters to whom, the first of their texts, who is left out and why. */
export function PreviewView({ preview, body, busy, look }: { preview: BulkPreview; body: BulkBody; busy: boolean; look: (body: BulkBody) => void }) {
  const { t: general, lang } = usePreferences()
  const t = bulkTexts(lang)
  const { act } = body
  const has = (code: string) => preview.refused.some((group) => group.code === code)
  const language = (name: 'fr' | 'en') => general.composer.languages[name] ?? name
  return (
    <>
      <div role="status" aria-busy={busy}>
        {preview.looked < preview.total && <p>{t.looked(preview.looked, preview.total)}</p>}
        <ul className="bulk-says">
          <li>{t.would(preview.would)}</li>
          {preview.unchanged > 0 && <li>{t.same(preview.unchanged)}</li>}
          <li>{t.letters(preview.letters, body.holdSeconds)}{preview.addresses > 0 && preview.addresses < preview.letters && ` ${t.addresses(preview.addresses)}`}</li>
          {preview.languages.length > 0 && <li>{t.languages(preview.languages.map((one) => t.inLanguage(language(one.language), one.count)).join(', '))}</li>}
          {preview.withoutLetter > 0 && <li>{t.withoutLetter(preview.withoutLetter)}</li>}
          {preview.gone > 0 && <li>{t.goneOnes(preview.gone)}</li>}
        </ul>
      </div>
      {preview.samples.length > 0 && (
        <section className="bulk-samples" aria-label={t.samples}>
          <h3>{t.samples}</h3>
          {preview.samples.map(({ number, subject, to, language: name, text }, index) => (
            <details key={number} open={index === 0}>
              <summary>{t.ticket(number)}, {subject}</summary>
              <p className="quiet">{to.length > 0 ? t.sampleTo(to.join(', '), language(name)) : t.sampleNobody(language(name))}</p>
              <blockquote className="bulk-said" lang={name}>{text}</blockquote>
            </details>
          ))}
        </section>
      )}
      <RefusedGroups title={t.refused} groups={preview.refused} />
      {act.do === 'reply' && (act.otherLanguage || has('language-missing')) && (
        <label className="bulk-tick"><input type="checkbox" checked={act.otherLanguage} onChange={(event) => look({ ...body, act: { ...act, otherLanguage: event.target.checked } })} /><span>{t.otherLanguage}</span></label>
      )}
      {(body.confirmed || has('confirm-needed')) && (
        <label className="bulk-tick"><input type="checkbox" checked={body.confirmed} onChange={(event) => look({ ...body, confirmed: event.target.checked })} /><span>{t.confirm}</span></label>
      )}
    </>
  )
}
