import type { Mailboxes, RelayCheck } from '@guichet/protocol'
import { queryOptions, useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import { ask, read, type Refusal } from '../../api/client.ts'
import { useDesk } from '../../desk.tsx'
import { Problem, Unreadable } from '../../parts/problem.tsx'
import { shortInstant } from '../../parts/short.ts'
import { Skeleton } from '../../parts/skeleton.tsx'
import { usePreferences } from '../../preferences.tsx'
import { providerHere } from '../../provider-here.ts'
import { wordsIn } from '../../texts/texts.ts'
import { useNow } from '../../time.ts'
import { mailboxTexts } from './texts.ts'

const mailboxesQuery = queryOptions({ queryKey: ['mailboxes'], queryFn: ({ signal }) => read<Mailboxes>('admin/mailboxes', signal), staleTime: 10_000, refetchInterval: 60_000 })

/** Where mail comes in, and whether it can leave. */
export function MailboxesPage() {
  const { lang } = usePreferences()
  const { zone, vocabulary } = useDesk()
  const t = mailboxTexts(lang)
  const now = useNow()
  const query = useQuery(mailboxesQuery)
  useEffect(() => {
    document.title = `${t.title} · ${providerHere.name}`
  }, [t])
  const when = (at: string) => shortInstant(Date.parse(at), { now, zone, lang })
  const channel = (name: string) => wordsIn(vocabulary?.channels.find((one) => one.name === name)?.label, lang, name)
  return (
    <section className="pane pane-wide">
      <h1>{t.title}</h1>
      <p className="quiet">{t.about}</p>
      {query.isPending && <Skeleton kind="rows" lines={4} />}
      {query.isError && !query.data && <Unreadable what={t.unread} error={query.error} retry={() => void query.refetch()} />}
      {query.data && (
        <>
          <h2>{t.incoming}</h2>
          <p className="quiet">{t.incomingWhy}</p>
          {query.data.addresses.length === 0 ? <div className="empty"><p><strong>{t.none[0]}</strong></p><p>{t.none[1]}</p></div> : (
            <div className="table-box" role="region" aria-label={t.list} tabIndex={0}>
              <table className="table">
                <caption className="visually-hidden">{t.list}</caption>
                <thead><tr><th scope="col">{t.heads.address}</th><th scope="col">{t.heads.channel}</th><th scope="col">{t.heads.from}</th><th scope="col">{t.heads.last}</th></tr></thead>
                <tbody>
                  {query.data.addresses.map((one) => (
                    <tr key={one.address}><th scope="row">{one.address}</th><td>{channel(one.channel)}</td><td>{one.ofPolicy ? t.ofPolicy : t.ofInstallation}</td><td>{one.lastIn === null ? t.noneIn : when(one.lastIn)}</td></tr>
                  ))}
                </tbody>
              </table>
            </div>
          )}
          <h2>{t.outgoing}</h2>
          <Outgoing found={query.data} when={when} />
        </>
      )}
    </section>
  )
}

function Outgoing({ found: { outgoing, lastOut, waiting, failed }, when }: { found: Mailboxes; when: (at: string) => string }) {
  const { lang } = usePreferences()
  const t = mailboxTexts(lang)
  const [busy, setBusy] = useState(false)
  const [check, setCheck] = useState<RelayCheck | null>(null)
  const [refusal, setRefusal] = useState<Refusal | null>(null)
  async function connect() {
    if (busy) return
    setBusy(true)
    setCheck(null)
    const answer = await ask<RelayCheck>('admin/mailboxes/check', { method: 'POST', body: {} })
    setBusy(false)
    setRefusal(answer.ok ? null : answer.refusal)
    if (answer.ok) setCheck(answer.value)
  }
  return (
    <>
      <p>{outgoing.state === 'set' ? `${t.via(outgoing.host ?? '', outgoing.port)}, ${outgoing.secure ? t.secure : t.offered}, ${outgoing.signsIn ? t.signsIn : t.noSign}.` : t.states[outgoing.state]}</p>
      <p className="quiet">{t.settings}</p>
      <p>{lastOut === null ? t.noneOut : t.lastOut(when(lastOut))} {t.waiting(waiting)} {t.failed(failed)} <Link to="/outgoing">{t.seeOutgoing}</Link></p>
      {outgoing.state === 'set' && (
        <>
          <p><button type="button" className="button" aria-disabled={busy} onClick={() => void connect()}>{t.check}</button></p>
          <p className="quiet">{t.checkWhy}</p>
        </>
      )}
      <Problem refusal={refusal} />
      <p role="status">{busy ? t.checking : check && <><strong>{t.results[check.result]}</strong> {check.said !== null && t.said(check.said)}</>}</p>
    </>
  )
}
