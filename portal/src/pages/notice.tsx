import type { Lang } from '@guichet/policy'
import { at, Page, type Frame } from '../frame.tsx'
import { noticesTexts } from '../texts/areas/notices.ts'

export interface NoticeView {
  id: string
  title: string
  titleIn?: Lang
  type: string
  severity: 'information' | 'minor' | 'major'
  over: boolean
  reference: string
  /** When it lasts, in the company's zone; and in the reader's where the two differ. */
  times: readonly { label: string; value: string }[]
  services: readonly { name: string; href: string }[]
  ownText?: string
  posts: readonly { kind: 'first' | 'update' | 'end'; text: string; writtenIn?: Lang; at: string; iso: string }[]
  clauses: readonly { id: string; href: string }[]
  unread: boolean
  notice?: string | undefined
}

/** A notice whole: what it is about, when, which of one's services, and everything that was said in it. */
export function NoticePage({ frame, view }: { frame: Frame; view: NoticeView }) {
  const t = noticesTexts(frame.lang)
  return (
    <Page frame={frame} title={view.title}>
      <p><a href={at(frame, '/notices')}>{t.back}</a></p>
      <h1 lang={view.titleIn}>{view.title}</h1>
      <p className="quiet">{view.type} · {t.severities[view.severity]}{view.over && ` · ${t.over}`}</p>
      {view.notice && <p className="notice" role="status">{view.notice}</p>}
      <div className="said">
        <dl>
          {view.times.map(({ label, value }) => <div key={label}><dt>{label}</dt><dd>{value}</dd></div>)}
          {view.services.length > 0 && <div><dt>{t.concerns}</dt><dd>{view.services.map(({ name, href }, i) => <span key={href}>{i > 0 && ', '}<a href={href}>{name}</a></span>)}</dd></div>}
          <div><dt>{t.reference}</dt><dd className="figure">{view.reference}</dd></div>
        </dl>
      </div>
      {view.ownText && <section aria-labelledby="own"><h2 id="own">{t.yourReport}</h2><p className="letter-text">{view.ownText}</p></section>}
      <section aria-label={t.said} className="letters">
        {view.posts.map((post) => (
          <article key={`${post.kind}-${post.iso}`} className="letter">
            <header><h2>{t.kinds[post.kind]}</h2><time dateTime={post.iso}>{post.at}</time></header>
            {post.writtenIn && <p className="quiet">{t.otherLanguage[post.writtenIn]}</p>}
            <div className="letter-text" lang={post.writtenIn}>{post.text}</div>
          </article>
        ))}
      </section>
      {view.clauses.length > 0 && <p className="clauses">{t.clause('')}{view.clauses.map(({ id, href }, i) => <span key={id}>{i > 0 && ', '}<a href={href}>{id}</a></span>)}</p>}
      <form method="post" action={at(frame, `/notices/${view.id}/${view.unread ? 'read' : 'unread'}`)}>
        <button className="button button-quiet" type="submit">{view.unread ? t.markRead : t.markUnread}</button>
      </form>
    </Page>
  )
}
