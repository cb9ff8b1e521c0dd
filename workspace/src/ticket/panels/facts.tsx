import { useState } from 'react'
import { useDesk } from '../../desk.tsx'
import { usePreferences } from '../../preferences.tsx'
import { wordsIn } from '../../texts/texts.ts'
import { actTexts } from '../act-texts.ts'
import { useKeptWords } from '../kept-words.ts'
import { Frame } from './frame.tsx'
import type { PanelProps } from './panels.tsx'

const unknown = ''

/** Puts right what is known of a request, one fact at a time; the kind first, as what most depends on. */
export function FactsPanel({ page, run, close }: PanelProps) {
  const { t: general, lang } = usePreferences()
  const t = actTexts(lang)
  const { vocabulary } = useDesk()
  const facts = (vocabulary?.facts ?? []).filter((fact) => page.changeable.includes(fact.name) && fact.type !== 'file').sort((a, b) => Number(b.name === 'kind') - Number(a.name === 'kind'))
  const [name, setName] = useState(facts[0]?.name ?? '')
  const fact = facts.find((one) => one.name === name)
  const shown = (value: unknown) => (value === undefined ? unknown : value === true ? 'yes' : value === false ? 'no' : String(value))
  const [value, setValue] = useState(shown(page.facts[name]))
  const [reason, setReason] = useKeptWords(page.number, 'facts', 'reason')
  const options = fact?.type === 'flag' ? [{ value: 'yes', words: general.yes }, { value: 'no', words: general.no }] : fact?.type === 'one_of' && !fact.open ? fact.values.map((one) => ({ value: one.name, words: wordsIn(one.label, lang, one.name) })) : null
  return (
    <Frame
      of={page.number} act="facts" run={run} close={close}
      doing={() => {
        if (!fact) return t.chooseFact
        if (reason.trim() === '') return general.problems['reason-required']!
        const known = value.trim() === unknown ? null : fact.type === 'flag' ? value === 'yes' : fact.type === 'number' ? Number(value) : value.trim()
        return { act: 'facts', facts: { [fact.name]: known }, reason: reason.trim() }
      }}
    >
      <label className="field">
        <span>{t.whichFact}</span>
        <select
          autoFocus value={name}
          onChange={(event) => {
            setName(event.target.value)
            setValue(shown(page.facts[event.target.value]))
          }}
        >
          {facts.map((one) => <option key={one.name} value={one.name}>{wordsIn(one.label, lang, one.name)}</option>)}
        </select>
      </label>
      <label className="field">
        <span>{t.newValue}</span>
        {options
          ? (
            <select value={value} onChange={(event) => setValue(event.target.value)}>
              <option value={unknown}>{t.notKnown}</option>
              {options.map((one) => <option key={one.value} value={one.value}>{one.words}</option>)}
            </select>
          )
          : <input type="text" value={value} maxLength={10_000} placeholder={fact?.example ?? undefined} onChange={(event) => setValue(event.target.value)} />}
        {fact?.help && <small>{wordsIn(fact.help, lang, '')}</small>}
      </label>
      <label className="field">
        <span>{t.reason}</span>
        <input type="text" value={reason} maxLength={1_000} onChange={(event) => setReason(event.target.value)} />
        <small>{t.factsHint}</small>
      </label>
    </Frame>
  )
}
