import type { PolicyDesk, PolicyDraftSaved, PolicyVersion } from '@guichet/protocol'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useCallback, useState } from 'react'
import { instantInWords } from '#ui/formats.ts'
import { ask, type Refusal } from '../api/client.ts'
import { paths } from '../api/paths.ts'
import { useStillHere } from '../parts/here.ts'
import { Problem, Unreadable } from '../parts/problem.tsx'
import { say } from '../parts/say.tsx'
import { usePreferences } from '../preferences.tsx'
import { now } from '../time.ts'
import { changesQuery, deskQuery, draftQuery, textsQuery } from './api.ts'
import { Editor } from './editor.tsx'
import { needsProof, Prove } from './prove.tsx'
import { policyTexts } from './texts.ts'

/** Every version that was published: what it said, what changed, why; those of which the day has not come can be taken back. */
export function Versions({ desk, toDraft }: { desk: PolicyDesk; toDraft: () => void }) {
  const { lang } = usePreferences()
  const t = policyTexts(lang)
  const [open, setOpen] = useState<string | null>(null)
  const chosen = desk.versions.find(({ id }) => id === open)
  const when = (at: string) => instantInWords(Date.parse(at), { zone: desk.zone ?? 'Europe/Paris', lang, now: now() })
  if (desk.versions.length === 0) return <p className="empty">{t.none}</p>
  return (
    <>
      <div className="table-box" role="region" aria-label={t.list} tabIndex={0}>
        <table className="table">
          <caption className="visually-hidden">{t.list}</caption>
          <thead><tr>{Object.values(t.heads).map((head) => <th key={head} scope="col">{head}</th>)}<td /></tr></thead>
          <tbody>
            {desk.versions.map((one) => (
              <tr key={one.id}>
                <th scope="row">{one.version}</th>
                <td>{when(one.effectiveAt)}</td>
                <td><span className={`policy-state policy-state-${one.standing}`}>{t.standing[one.standing]}</span>{one.withdrawn && <small> {t.withdrawnBy(one.withdrawn.by, when(one.withdrawn.at))}</small>}</td>
                <td>{t.by(one.publishedBy, when(one.publishedAt))}</td>
                <td className="break">{one.note ?? <span className="quiet">{t.noteNone}</span>}</td>
                <td><button type="button" className="button" aria-expanded={open === one.id} aria-label={`${t.open} ${one.version}`} onClick={() => setOpen(open === one.id ? null : one.id)}>{t.open}</button></td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {chosen && <OneVersion key={chosen.id} version={chosen} desk={desk} toDraft={toDraft} close={() => setOpen(null)} />}
    </>
  )
}

function OneVersion({ version, desk, toDraft, close }: { version: PolicyVersion; desk: PolicyDesk; toDraft: () => void; close: () => void }) {
  const { lang } = usePreferences()
  const t = policyTexts(lang)
  const texts = useQuery(textsQuery(version.id))
  const before = desk.versions.slice(desk.versions.findIndex(({ id }) => id === version.id) + 1).find(({ standing }) => standing !== 'withdrawn')
  const [since, setSince] = useState(before?.id ?? '')
  return (
    <section className="policy-version" aria-labelledby="policy-version">
      <div className="policy-version-head">
        <h2 id="policy-version">{t.opened(version.version)}</h2>
        <button type="button" className="button" onClick={close}>{t.close}</button>
      </div>
      {desk.mayWrite && <VersionActs version={version} desk={desk} toDraft={toDraft} />}
      <label className="field"><span>{t.compareWith}</span>
        <select value={since} onChange={(event) => setSince(event.target.value)}>
          <option value="">{t.compareNone}</option>
          {desk.versions.filter(({ id }) => id !== version.id).map(({ id, version: name }) => <option key={id} value={id}>{name}</option>)}
        </select>
      </label>
      {since !== '' && <Changes id={version.id} since={since} />}
      {texts.isError && <Unreadable what={t.unread} error={texts.error} retry={() => void texts.refetch()} />}
      {texts.data && <Editor text={texts.data.source} label={t.opened(version.version)} />}
    </section>
  )
}

function Changes({ id, since }: { id: string; since: string }) {
  const { lang } = usePreferences()
  const t = policyTexts(lang)
  const query = useQuery(changesQuery(id, since))
  if (query.isError) return <Unreadable what={t.tooLong} error={query.error} retry={() => void query.refetch()} />
  if (!query.data) return <p className="quiet">{t.checking}</p>
  return query.data[lang].length === 0 ? <p>{t.nothingChanges}</p> : <ul className="policy-changes">{query.data[lang].map((line) => <li key={line}>{line}</li>)}</ul>
}

/** Goes back to a text by a draft of it, or takes back a version before its day. */
function VersionActs({ version, desk, toDraft }: { version: PolicyVersion; desk: PolicyDesk; toDraft: () => void }) {
  const { lang } = usePreferences()
  const t = policyTexts(lang)
  const client = useQueryClient()
  const [asking, setAsking] = useState<'back' | 'withdraw' | null>(null)
  const [refusal, setRefusal] = useState<Refusal | null>(null)
  const [proving, setProving] = useState(false)
  const here = useStillHere()
  const proved = useCallback(() => setProving(false), [])

  async function goBack() {
    const answer = await ask<PolicyDraftSaved>(paths.policyDraft, { body: { version: version.id }, ...(desk.draft ? { version: desk.draft.version } : {}) })
    setRefusal(answer.ok ? null : answer.refusal)
    await client.invalidateQueries({ queryKey: deskQuery.queryKey })
    if (!answer.ok) return
    await client.resetQueries({ queryKey: draftQuery.queryKey })
    if (here()) toDraft()
  }
  async function withdraw() {
    const answer = await ask(paths.policyWithdraw(version.id), { method: 'POST' })
    const proof = !answer.ok && needsProof(answer.refusal.code)
    setProving(proof)
    setRefusal(answer.ok || proof ? null : answer.refusal)
    if (answer.ok) say(t.withdrawn)
    if (!proof) setAsking(null)
    await client.invalidateQueries({ queryKey: deskQuery.queryKey })
  }
  return (
    <div className="policy-acts">
      <Problem refusal={refusal} />
      <p className="row-of-buttons">
        <button type="button" className="button" aria-expanded={asking === 'back'} onClick={() => setAsking(asking === 'back' ? null : 'back')}>{t.goBack}</button>
        {version.standing === 'coming' && <button type="button" className="button" aria-expanded={asking === 'withdraw'} onClick={() => setAsking(asking === 'withdraw' ? null : 'withdraw')}>{t.withdraw}</button>}
      </p>
      {asking === 'back' && (
        <div className="group">
          <p>{t.goBackWhy} {desk.draft !== null && <strong>{t.goBackOver}</strong>}</p>
          <button type="button" className="button button-main" onClick={() => void goBack()}>{desk.draft === null ? t.goBack : t.goBackYes}</button>
        </div>
      )}
      {asking === 'withdraw' && (
        <div className="group">
          <p>{t.withdrawSure}</p>
          {!proving && <button type="button" className="button button-main" onClick={() => void withdraw()}>{t.withdrawYes}</button>}
        </div>
      )}
      {proving && <Prove proved={proved} />}
    </div>
  )
}
