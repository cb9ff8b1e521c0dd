import type { DomainCheck } from '@guichet/protocol'
import { useQuery } from '@tanstack/react-query'
import { Unreadable } from '../../parts/problem.tsx'
import { Skeleton } from '../../parts/skeleton.tsx'
import { usePreferences } from '../../preferences.tsx'
import { domainTexts } from './domain-texts.ts'
import { domainsQuery } from './queries.ts'

/** What DNS says of the domains of the addresses, and what is to be done about it. */
export function Domains({ outgoing, when }: { /** The server by which letters leave, for the record that names it. */ outgoing: string | null; when: (at: string) => string }) {
  const { lang } = usePreferences()
  const t = domainTexts(lang)
  const query = useQuery(domainsQuery)
  return (
    <>
      <p className="quiet">{t.why}</p>
      {query.isPending && <Skeleton kind="rows" lines={3} />}
      {query.isError && <Unreadable what={t.unread} error={query.error} retry={() => void query.refetch()} />}
      {query.data && !query.data.looked && <p>{t.demonstration}</p>}
      {query.data?.looked && query.data.domains.length === 0 && <p className="quiet">{t.none}</p>}
      {query.data?.looked && (
        <>
          {query.data.domains.map((one) => <Domain key={one.domain} found={one} outgoing={outgoing} />)}
          <p className="row-of-buttons">
            <button type="button" className="button" aria-disabled={query.isFetching} onClick={() => !query.isFetching && void query.refetch()}>{t.again}</button>
            <span role="status" className="quiet">{query.isFetching ? t.asking : t.askedAt(when(query.data.at))}</span>
          </p>
        </>
      )}
    </>
  )
}

function Domain({ found: { domain, mx, spf, dmarc }, outgoing }: { found: DomainCheck; outgoing: string | null }) {
  const { lang } = usePreferences()
  const t = domainTexts(lang)
  const good = { mx: mx.state === 'here', spf: spf.state === 'present', dmarc: dmarc.state === 'present' }
  const mark = (fine: boolean) => (fine ? 'mail-good' : 'mail-doubt')
  return (
    <section className="mail-domain" aria-label={domain}>
      <h3>{domain}</h3>
      <dl>
        <dt>MX</dt>
        <dd>
          <strong className={mark(good.mx)}>{t.mx[mx.state][0]}</strong> {t.mx[mx.state][1]}
          {mx.servers.length > 0 && (
            <ul>{mx.servers.map(({ name, priority, found, here }) => <li key={name}><code>{name}</code>{priority !== null && ` (${priority})`}{lang === 'fr' ? '\u202f' : ''}: {here ? t.leadsHere : found ? t.leadsElsewhere : t.leadsNowhere}</li>)}</ul>
          )}
        </dd>
        <dt>SPF</dt>
        <dd>
          <strong className={mark(good.spf)}>{t.spf[spf.state][0]}</strong> {t.spf[spf.state][1]}
          {spf.state === 'missing' && <> {t.spfExample(domain)} <code>{`v=spf1 ${outgoing === null ? 'mx' : `a:${outgoing}`} -all`}</code></>}
          {spf.record !== null && <><br /><code>{spf.record}</code></>}
        </dd>
        <dt>DMARC</dt>
        <dd>
          <strong className={mark(good.dmarc)}>{t.dmarc[dmarc.state][0]}</strong> {t.dmarc[dmarc.state][1]}
          {dmarc.state === 'missing' && <> {t.dmarcExample(domain)} <code>v=DMARC1; p=quarantine</code></>}
          {dmarc.record !== null && <><br /><code>{dmarc.record}</code>{dmarc.at !== null && dmarc.at !== domain && <> {t.ofParent(dmarc.at)}</>}</>}
        </dd>
      </dl>
    </section>
  )
}
