import type { MailTrial } from '@guichet/protocol'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { ask, type Refusal } from '../../api/client.ts'
import { inWords, Problem, Unreadable } from '../../parts/problem.tsx'
import { Skeleton } from '../../parts/skeleton.tsx'
import { usePreferences } from '../../preferences.tsx'
import { isAwaited, mailPaths, trialsQuery } from './queries.ts'
import { mailboxTexts } from './texts.ts'
import { trialTexts } from './trial-texts.ts'

/** Each address, and the letter that it may be sent from itself: whether it came back, when and by whose wish. */
export function Trials({ addresses, possible, when }: { addresses: readonly string[]; /** Letters can leave at all. */ possible: boolean; when: (at: string) => string }) {
  const { lang } = usePreferences()
  const t = trialTexts(lang)
  const query = useQuery(trialsQuery)
  return (
    <>
      <p className="quiet">{possible ? t.why : t.impossible}</p>
      {query.isError && !query.data && <Unreadable what={t.unread} error={query.error} retry={() => void query.refetch()} />}
      <ul className="mail-trials">
        {addresses.map((address) => <Line key={address} address={address} possible={possible} trial={query.data?.find((one) => one.address === address)} reading={query.isPending ? 'reads' : query.data ? 'read' : 'unread'} when={when} />)}
      </ul>
    </>
  )
}

function Line({ address, possible, trial, reading, when }: { address: string; possible: boolean; trial: MailTrial | undefined; reading: 'reads' | 'read' | 'unread'; when: (at: string) => string }) {
  const { t: general, lang } = usePreferences()
  const t = trialTexts(lang)
  const client = useQueryClient()
  const [busy, setBusy] = useState(false)
  const [refusal, setRefusal] = useState<Refusal | null>(null)
  const awaited = trial !== undefined && isAwaited(trial)
  async function begin() {
    if (busy || awaited) return
    setBusy(true)
    const answer = await ask<{ rows: MailTrial[] }>(mailPaths.trials, { method: 'POST', body: { address } })
    setBusy(false)
    setRefusal(answer.ok ? null : answer.refusal)
    if (answer.ok) client.setQueryData(trialsQuery.queryKey, answer.value.rows)
  }
  return (
    <li>
      <h3>{address}</h3>
      {possible && <p><button type="button" className="button" aria-disabled={busy || awaited} aria-label={t.sendOf(address)} onClick={() => void begin()}>{t.send}</button></p>}
      <Problem refusal={refusal === null ? null : (t.problems[refusal.code] ?? inWords(refusal, general))} />
      {trial ? <Steps trial={trial} when={when} /> : reading === 'read' ? <p className="quiet">{t.never}</p> : reading === 'reads' && <Skeleton kind="text" lines={1} />}
    </li>
  )
}

/** How far the last letter of an address came, step by step: always the same three. */
function Steps({ trial, when }: { trial: MailTrial; when: (at: string) => string }) {
  const { lang } = usePreferences()
  const t = trialTexts(lang)
  const { said } = mailboxTexts(lang)
  const { by, begunAt, left, leftAt, said: words, backAt, seconds, cameTo, lostAt } = trial
  const lost = backAt === null && lostAt !== null
  return (
    <>
      <ol className="mail-steps">
        <li>{t.handed(when(begunAt), by)}</li>
        <li className={left === 'refused' ? 'mail-bad' : undefined}>
          {left === 'left' && leftAt !== null ? t.left(when(leftAt)) : t.standing[left === 'left' ? 'waiting' : left]} {words !== null && said(words)}
        </li>
        <li className={lost ? 'mail-bad' : undefined}>
          <span role="status">
            {backAt === null || seconds === null ? (lost ? t.lost : t.awaited) : <strong className="mail-good">{t.back(seconds)}</strong>}
            {cameTo !== null && <> {t.cameTo(cameTo)}</>}
          </span>
        </li>
      </ol>
      {lost && (
        <div className="mail-check">
          <p>{t.toCheck}</p>
          <ul>{t.checks[left].map((line) => <li key={line}>{line}</li>)}</ul>
        </div>
      )}
    </>
  )
}
