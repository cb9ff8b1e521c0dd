import type { PolicyFact } from '@guichet/protocol'
import { useId } from 'react'
import { usePreferences } from '../preferences.tsx'
import { wordsIn } from '../texts/texts.ts'
import { policyTexts } from './texts.ts'
import { takesSeveral, type TypedFact } from './try-facts.ts'

/** One fact of a request that is tried: which, and its value in the way in which the policy declares it. */
export function FactRow({ row, facts, change, remove }: { row: TypedFact; facts: readonly PolicyFact[]; change: (part: Partial<TypedFact>) => void; remove: () => void }) {
  const { lang } = usePreferences()
  const t = policyTexts(lang)
  const fact = facts.find(({ name }) => name === row.name)
  const label = fact ? wordsIn(fact.label, lang, fact.name) : row.name
  return (
    <div className="policy-fact">
      <label><span className="visually-hidden">{t.fact}</span>
        <select value={row.name} onChange={(event) => change({ name: event.target.value, value: '' })}>
          <option value="">{t.chooseFact}</option>
          {row.name !== '' && !fact && <option value={row.name}>{row.name}</option>}
          {facts.map(({ name, label: said }) => <option key={name} value={name}>{wordsIn(said, lang, name)} ({name})</option>)}
        </select>
      </label>
      <label><span className="visually-hidden">{t.factValue} {label}</span><Value fact={fact} value={row.value} change={(value) => change({ value })} /></label>
      <button type="button" className="button button-bare" aria-label={t.removeFact(label)} onClick={remove}>×</button>
    </div>
  )
}

function Value({ fact, value, change }: { fact: PolicyFact | undefined; value: string; change: (value: string) => void }) {
  const { lang } = usePreferences()
  const t = policyTexts(lang)
  const list = useId()
  const hint = useId()
  if (takesSeveral(fact)) {
    return (
      <>
        <textarea rows={3} maxLength={10_000} value={value} placeholder={fact?.example ?? ''} spellCheck={false} aria-describedby={hint} onChange={(event) => change(event.target.value)} />
        <small id={hint}>{t.onePerLine}</small>
      </>
    )
  }
  const options = fact?.values ?? []
  if (options.length > 0 && fact?.open !== true) {
    return (
      <select value={value} onChange={(event) => change(event.target.value)}>
        <option value="" />
        {options.map((option) => <option key={option.value} value={option.value}>{wordsIn(option.label, lang, option.value)}</option>)}
      </select>
    )
  }
  if (fact?.type === 'flag') return <select value={value} onChange={(event) => change(event.target.value)}><option value="" /><option value="yes">{t.yes}</option><option value="no">{t.no}</option></select>
  return (
    <>
      <input value={value} maxLength={1_000} placeholder={fact?.example ?? ''} {...(options.length > 0 ? { list } : {})} onChange={(event) => change(event.target.value)} />
      {/* Any other value may be given too: these are only offered. */}
      {options.length > 0 && <datalist id={list}>{options.map((option) => <option key={option.value} value={option.value}>{wordsIn(option.label, lang, option.value)}</option>)}</datalist>}
    </>
  )
}
