import type { NoticeView, ToldPage } from '@guichet/protocol'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { useEffect, useState, type FormEvent } from 'react'
import { ask, read, Refused, type Refusal } from '../api/client.ts'
import { paths } from '../api/paths.ts'
import { useDesk } from '../desk.tsx'
import { Problem, Unreadable } from '../parts/problem.tsx'
import { shortInstant, shortLength } from '../parts/short.ts'
import { Skeleton } from '../parts/skeleton.tsx'
import { usePreferences } from '../preferences.tsx'
import { providerHere } from '../provider-here.ts'
import { wordsIn } from '../texts/texts.ts'
import { useNow } from '../time.ts'
import { stateOf, useTypes } from './notices-page.tsx'
import { noticeTexts } from './texts.ts'

/** A notice: what was said, to how many it got and how soon, who was told; and saying more. */
export function NoticePage() {
  const { noticeId = '' } = useParams({ strict: false }) as { noticeId?: string }
  const { lang } = usePreferences()
  const { me, zone } = useDesk()
  const t = noticeTexts(lang)
  const types = useTypes()
  const now = useNow()
  const query = useQuery({
    queryKey: ['notices', noticeId], queryFn: ({ signal }) => read<NoticeView>(paths.notice(noticeId), signal), refetchInterval: ({ state }) => (state.data?.telling ? 1_000 : 15_000),
  })
  const notice = query.data
  const title = notice ? wordsIn(notice.title, lang, notice.code) : t.title
  useEffect(() => {
    document.title = `${title} · ${providerHere.name}`
  }, [title])
  const when = (at: string) => shortInstant(Date.parse(at), { now, zone, lang })
  return (
    <section className="pane pane-wide">
      <p><Link to="/notices">{t.back}</Link></p>
      {!notice && <h1>{t.title}</h1>}
      {query.isPending && <Skeleton kind="rows" lines={6} />}
      {query.isError && !notice && <Unreadable what={query.error instanceof Refused && query.error.refusal.status === 404 ? t.notFound : t.problem} error={query.error} retry={() => void query.refetch()} />}
      {notice && (
        <>
          <h1>{title}</h1>
          <p>
            {types.find(({ name }) => name === notice.type)?.label ?? notice.type} · {t.severities[notice.severity]} · {stateOf(notice, now, lang)}
            {(notice.from ?? notice.until) !== null && ` · ${[notice.from, notice.until].flatMap((at) => (at === null ? [] : [when(at)])).join(' – ')}`}
          </p>
          <p className="quiet">{t.throughWhat(notice.through.map((medium) => t.through[medium]).join(', '))} {t.clauses(notice.clauses.join(', '))} {notice.within === null ? t.noFigure : t.within(shortLength(notice.within, lang))}</p>
          {notice.posts.map((post) => <Post key={post.id} post={post} notice={notice} when={when} />)}
          {me.may.includes('notices:write') && notice.endedAt === null && <More notice={notice} />}
          <Told notice={notice} when={when} />
        </>
      )}
    </section>
  )
}

type When = (at: string) => string

function Post({ post, notice, when }: { post: NoticeView['posts'][number]; notice: NoticeView; when: When }) {
  const { lang } = usePreferences()
  const t = noticeTexts(lang)
  const length = (ms: number | null) => (ms === null ? '—' : ms < 1_000 ? '< 1 s' : shortLength(Math.round(ms / 1_000), lang))
  const late = (ms: number | null) => notice.within !== null && ms !== null && ms > notice.within * 1_000
  return (
    <article className="group" aria-labelledby={`p-${post.id}`}>
      <h2 id={`p-${post.id}`}>{t.kindsOf[post.kind]} <small><time dateTime={post.at}>{when(post.at)}</time> {post.by}</small></h2>
      <p className="notice-text">{wordsIn(post.text, lang, '')}</p>
      <p className="quiet">{post.told ? t.told : t.progress(post.customersDone, notice.customers)}{post.read > 0 && `, ${t.read(post.read)}`}{post.failed > 0 && `, ${t.failed(post.failed)}`}</p>
      <div className="table-box" role="region" aria-label={t.delay} tabIndex={0}>
        <table className="table">
          <caption className="visually-hidden">{t.delay}</caption>
          <thead><tr><th scope="col">{t.delay}</th><th scope="col">{t.count}</th><th scope="col">{t.median}</th><th scope="col">{t.longest}</th></tr></thead>
          <tbody>
            {(['shown', 'handed', 'sent'] as const).map((what) => (
              <tr key={what}>
                <th scope="row">{t.delays[what]}</th><td className="figure">{post[what].count}</td><td className="figure">{length(post[what].median)}</td>
                <td className={late(post[what].longest) && what === 'shown' ? 'figure late' : 'figure'}>{length(post[what].longest)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </article>
  )
}

function More({ notice }: { notice: NoticeView }) {
  const { lang } = usePreferences()
  const t = noticeTexts(lang)
  const client = useQueryClient()
  const [fr, setFr] = useState('')
  const [en, setEn] = useState('')
  const [refusal, setRefusal] = useState<Refusal | string | null>(null)
  const [busy, setBusy] = useState(false)
  async function say(event: FormEvent, kind: 'update' | 'end') {
    event.preventDefault()
    if (busy) return
    const text = { ...(fr.trim() === '' ? {} : { fr: fr.trim() }), ...(en.trim() === '' ? {} : { en: en.trim() }) }
    if (Object.keys(text).length === 0) return setRefusal(t.missing)
    setBusy(true)
    const done = await ask(paths.noticeUpdates(notice.id), { method: 'POST', body: { kind, text } })
    setBusy(false)
    if (!done.ok) return setRefusal(done.refusal)
    setRefusal(null)
    // What was typed while it was told is the next.
    setFr((now) => (now === fr ? '' : now))
    setEn((now) => (now === en ? '' : now))
    await client.invalidateQueries({ queryKey: ['notices'] })
  }
  return (
    <form className="record" onSubmit={(event) => void say(event, 'update')} noValidate>
      <h2>{t.more}</h2>
      <p className="quiet">{t.moreWhy}</p>
      <Problem refusal={refusal} />
      <div className="record-pair">
        <label className="field"><span>{t.textFr}</span><textarea lang="fr" rows={3} value={fr} maxLength={20_000} onChange={(event) => setFr(event.target.value)} /></label>
        <label className="field"><span>{t.textEn}</span><textarea lang="en" rows={3} value={en} maxLength={20_000} onChange={(event) => setEn(event.target.value)} /></label>
      </div>
      <p>
        <button type="submit" className="button button-main" aria-disabled={busy}>{t.update}</button>{' '}
        <button type="button" className="button" aria-disabled={busy} onClick={(event) => void say(event, 'end')}>{t.end}</button>
      </p>
    </form>
  )
}

function Told({ notice, when }: { notice: NoticeView; when: When }) {
  const { t: shared, lang } = usePreferences()
  const t = noticeTexts(lang)
  const query = useQuery({ queryKey: ['notices', notice.id, 'told', notice.telling], queryFn: ({ signal }) => read<ToldPage>(paths.noticeTold(notice.id), signal) })
  const rows = query.data?.rows ?? []
  if (rows.length === 0) return null
  return (
    <section>
      <h2 id="told">{t.people}</h2>
      <div className="table-box" role="region" aria-labelledby="told" tabIndex={0}>
        <table className="table">
          <caption className="visually-hidden">{t.people}</caption>
          <thead><tr><th scope="col">{t.person}</th><th scope="col">{t.reference}</th><th scope="col">{t.shownAt}</th><th scope="col">{t.readAt}</th><th scope="col">{t.letters}</th></tr></thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.id}>
                <th scope="row">{row.contact.name} <small>{row.customer.name}</small></th>
                <td className="figure">{row.reference}</td>
                <td className="figure nowrap">{when(row.shownAt)}</td>
                <td className="figure nowrap">{row.readAt === null ? '—' : when(row.readAt)}</td>
                <td className="break">{row.letters.map((letter) => `${letter.address} (${(shared.ticket.deliveries as Record<string, string>)[letter.state] ?? letter.state})`).join(', ') || '—'}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  )
}
