import '../../styles/mailboxes.css'
import type { Mailboxes } from '@guichet/protocol'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useEffect } from 'react'
import { useDesk } from '../../desk.tsx'
import { Unreadable } from '../../parts/problem.tsx'
import { shortInstant } from '../../parts/short.ts'
import { Skeleton } from '../../parts/skeleton.tsx'
import { usePreferences } from '../../preferences.tsx'
import { providerHere } from '../../provider-here.ts'
import { wordsIn } from '../../texts/texts.ts'
import { useNow } from '../../time.ts'
import { domainTexts } from './domain-texts.ts'
import { Domains } from './domains.tsx'
import { Outgoing } from './outgoing.tsx'
import { mailboxesQuery } from './queries.ts'
import { mailboxTexts } from './texts.ts'
import { trialTexts } from './trial-texts.ts'
import { Trials } from './trials.tsx'

/** Where mail comes in, whether it can leave, and whether what leaves comes back. */
export function MailboxesPage() {
  const { lang } = usePreferences()
  const { zone } = useDesk()
  const t = mailboxTexts(lang)
  const now = useNow()
  const query = useQuery(mailboxesQuery)
  useEffect(() => {
    document.title = `${t.title} · ${providerHere.name}`
  }, [t])
  const when = (at: string) => shortInstant(Date.parse(at), { now, zone, lang })
  return (
    <section className="pane pane-wide mailboxes">
      <h1>{t.title}</h1>
      <p className="quiet">{t.about}</p>
      {query.isPending && <Skeleton kind="rows" lines={4} />}
      {query.isError && !query.data && <Unreadable what={t.unread} error={query.error} retry={() => void query.refetch()} />}
      {query.data && (
        <>
          <h2>{t.incoming}</h2>
          <p className="quiet">{t.incomingWhy}</p>
          {query.data.addresses.length === 0 ? <div className="empty"><p><strong>{t.none[0]}</strong></p><p>{t.none[1]}</p></div> : <Addresses rows={query.data.addresses} when={when} />}
          {query.data.addresses.length > 0 && (
            <>
              <h2>{trialTexts(lang).title}</h2>
              <Trials addresses={query.data.addresses.map(({ address }) => address)} possible={query.data.outgoing.state === 'set'} when={when} />
            </>
          )}
          <h2>{domainTexts(lang).title}</h2>
          <Domains outgoing={query.data.outgoing.host} when={when} />
          <h2>{t.outgoing}</h2>
          <Outgoing found={query.data} when={when} />
        </>
      )}
    </section>
  )
}

function Addresses({ rows, when }: { rows: Mailboxes['addresses']; when: (at: string) => string }) {
  const { lang } = usePreferences()
  const { vocabulary } = useDesk()
  const t = mailboxTexts(lang)
  const channel = (name: string) => wordsIn(vocabulary?.channels.find((one) => one.name === name)?.label, lang, name)
  const figures = ['day', 'week', 'aside', 'refused'] as const
  return (
    <>
      <div className="table-box" role="region" aria-label={t.list} tabIndex={0}>
        <table className="table">
          <caption className="visually-hidden">{t.list}</caption>
          <thead>
            <tr>
              <th scope="col">{t.heads.address}</th><th scope="col">{t.heads.channel}</th><th scope="col">{t.heads.from}</th><th scope="col">{t.heads.last}</th>
              {figures.map((name) => <th key={name} scope="col">{t.heads[name]}</th>)}
            </tr>
          </thead>
          <tbody>
            {rows.map((one) => (
              <tr key={one.address}>
                <th scope="row">{one.address}</th><td>{channel(one.channel)}</td><td>{one.ofPolicy ? t.ofPolicy : t.ofInstallation}</td><td className="nowrap">{one.lastIn === null ? t.noneIn : when(one.lastIn)}</td>
                {figures.map((name) => <td key={name} className="figure">{name === 'aside' && one.aside > 0 ? <Link to="/quarantine">{one.aside}</Link> : one[name]}</td>)}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <p className="quiet">{t.figuresWhy}</p>
    </>
  )
}
