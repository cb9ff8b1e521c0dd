import type { NoticePreview } from '@guichet/protocol'
import { usePreferences } from '../preferences.tsx'
import { noticeTexts } from './texts.ts'

/** Who would be told, through what, at which addresses, and by which clauses. */
export function PreviewOf({ seen }: { seen: NoticePreview }) {
  const { lang } = usePreferences()
  const t = noticeTexts(lang)
  return (
    <section aria-live="polite">
      <h2 id="preview">{t.wouldTell}</h2>
      <p><strong>{seen.outcome === 'public' ? t.publicOnly : t.counts(seen.customers, seen.people, seen.letters, seen.services)}</strong></p>
      <p>{t.throughWhat(seen.through.map((medium) => t.through[medium]).join(', '))} {seen.clauses.length > 0 && t.clauses(seen.clauses.join(', '))} {seen.optional && t.optional}</p>
      {seen.sample.length > 0 && (
        <div className="table-box" role="region" aria-labelledby="preview" tabIndex={0}>
          <table className="table">
            <caption>{t.firstOnes(seen.sample.length)}</caption>
            <thead><tr><th scope="col">{t.customer}</th><th scope="col">{t.person}</th><th scope="col">{t.addresses}</th></tr></thead>
            <tbody>
              {seen.sample.map((one) => (
                <tr key={`${one.customer.number} ${one.name} ${one.addresses.join()}`}>
                  <th scope="row">{one.customer.name} <small>{one.customer.number}</small></th>
                  <td>{one.name}</td>
                  <td className="break">{one.addresses.join(', ') || t.notMail}{one.tasks.length > 0 && <small> {t.tasks}: {one.tasks.join(', ')}</small>}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  )
}
