import type { PolicyFact, PolicyTried } from '@guichet/protocol'
import { useState, type FormEvent } from 'react'
import { ask, type Refusal } from '../api/client.ts'
import { paths } from '../api/paths.ts'
import { Problem } from '../parts/problem.tsx'
import { say } from '../parts/say.tsx'
import { usePreferences } from '../preferences.tsx'
import { withExample } from './keep-example.ts'
import { policyTexts } from './texts.ts'
import { FactRow } from './try-fact.tsx'
import { factsOf, type GivenFacts, type TypedFact } from './try-facts.ts'

const usual = ['channel', 'kind', 'customer', 'contact', 'trust']

/** Asks the draft and the version in force the same, and keeps the answer as an example. */
export function Try({ source, facts, zone, examples, keepExample }: { source: string; facts: readonly PolicyFact[] | null; zone: string; examples: string; keepExample: ((examples: string) => void) | undefined }) {
  const { lang } = usePreferences()
  const t = policyTexts(lang)
  const [rows, setRows] = useState<readonly TypedFact[]>(() => usual.map((name) => ({ name, value: '' })))
  const [at, setAt] = useState('')
  const [tried, setTried] = useState<PolicyTried | null>(null)
  const [asked, setAsked] = useState<GivenFacts>({})
  const [refusal, setRefusal] = useState<Refusal | null>(null)
  const [busy, setBusy] = useState(false)
  if (!facts) return <p className="quiet">{t.unsound}</p>
  const known = facts
  const change = (index: number, part: Partial<TypedFact>) => setRows(rows.map((row, i) => (i === index ? { ...row, ...part } : row)))

  async function submit(event: FormEvent) {
    event.preventDefault()
    if (busy) return
    setBusy(true)
    const given = factsOf(rows, known)
    const answer = await ask<PolicyTried>(paths.policyTry, { body: { source, facts: given, ...(at === '' ? {} : { at: at.replace('T', ' ') }) } })
    setBusy(false)
    setRefusal(answer.ok ? null : answer.refusal)
    if (!answer.ok) return
    setTried(answer.value)
    setAsked(given)
  }

  return (
    <>
      <p className="quiet">{t.tryWhy}</p>
      <form onSubmit={(event) => void submit(event)} noValidate>
        <Problem refusal={refusal} />
        {rows.map((row, index) => (
          // Rows are told apart by their place alone: names may stand twice while one chooses.
          <FactRow key={index} row={row} facts={known} change={(part) => change(index, part)} remove={() => setRows(rows.filter((_row, i) => i !== index))} />
        ))}
        <p><button type="button" className="button" onClick={() => setRows([...rows, { name: '', value: '' }])}>{t.addFact}</button></p>
        <label className="field"><span>{t.at}</span><input type="datetime-local" value={at} onChange={(event) => setAt(event.target.value)} /><small>{t.atWhy(zone)}</small></label>
        <p><button type="submit" className="button button-main" aria-disabled={busy}>{t.ask}</button></p>
      </form>
      {tried && <Answers tried={tried} />}
      {tried?.example && keepExample && (
        <KeepExample
          key={JSON.stringify(tried.example)}
          keep={(id, name) => {
            keepExample(withExample(examples, { id, name, facts: asked, at: tried.at, then: tried.example! }))
            say(t.kept)
          }}
        />
      )}
    </>
  )
}

function Answers({ tried: { draft, inForce, differences } }: { tried: PolicyTried }) {
  const { lang } = usePreferences()
  const t = policyTexts(lang)
  return (
    <div role="status">
      {draft && inForce && (differences[lang].length === 0 ? <p><strong>{t.same}</strong></p> : (
        <><h2>{t.differ}</h2><ul>{differences[lang].map((line) => <li key={line}>{line}</li>)}</ul></>
      ))}
      <div className="policy-sides">
        <section><h2>{t.draftSays}</h2>{draft ? <Side side={draft} /> : <p className="quiet">{t.unsound}</p>}</section>
        <section><h2>{t.inForceSays}</h2>{inForce ? <Side side={inForce} /> : <p className="quiet">{t.noInForce}</p>}</section>
      </div>
    </div>
  )
}

function Side({ side: { said, problem } }: { side: NonNullable<PolicyTried['draft']> }) {
  const { lang } = usePreferences()
  const t = policyTexts(lang)
  if (!said) return <p className="warning">{problem?.[lang]}</p>
  const { headline, because, instead, remarks, asks, promises, nothingPromised, clauses } = said[lang]
  return (
    <>
      <p><strong>{headline}</strong></p>
      {[because, instead, nothingPromised, ...remarks].filter((line) => line !== null).map((line) => <p key={line}>{line}</p>)}
      {[...promises, ...asks].length > 0 && <ul>{[...promises, ...asks].map((line) => <li key={line}>{line}</li>)}</ul>}
      {clauses.length > 0 && <p className="quiet">{t.byClauses(clauses.join(', '))}</p>}
    </>
  )
}

function KeepExample({ keep }: { keep: (id: string, name: string) => void }) {
  const { lang } = usePreferences()
  const t = policyTexts(lang)
  const [id, setId] = useState('')
  const [name, setName] = useState('')
  const [missing, setMissing] = useState(false)
  const [done, setDone] = useState(false)
  if (done) return <p className="quiet">{t.kept}</p>
  return (
    <fieldset className="group">
      <legend>{t.keepExample}</legend>
      <Problem refusal={missing ? t.exampleMissing : null} />
      <label className="field"><span>{t.exampleId}</span><input value={id} maxLength={60} aria-invalid={missing} onChange={(event) => setId(event.target.value)} /></label>
      <label className="field"><span>{t.exampleName}</span><input value={name} maxLength={200} onChange={(event) => setName(event.target.value)} /></label>
      <button
        type="button" className="button"
        onClick={() => {
          if (!/^\S+$/.test(id)) return setMissing(true)
          keep(id, name.trim())
          setDone(true)
        }}
      >{t.keep}</button>
    </fieldset>
  )
}
