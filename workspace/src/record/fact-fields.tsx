import type { Vocabulary } from '@guichet/protocol'
import { usePreferences } from '../preferences.tsx'
import { wordsIn } from '../texts/texts.ts'
import { recordTexts } from './texts.ts'

type Fact = Vocabulary['facts'][number]

/** Already asked by the form itself. */
const elsewhere = new Set(['subject', 'description', 'attachments', 'channel', 'language'])

/** Not for a field of words. */
const unasked = new Set(['file', 'number', 'duration', 'money'])

/** The questions that the policy puts to a requester, to be answered as far as the caller said. */
export function FactFields({ facts, said, say }: { facts: readonly Fact[]; said: Record<string, string | boolean>; say: (said: Record<string, string | boolean>) => void }) {
  const { t, lang } = usePreferences()
  const own = recordTexts(lang)
  const asked = facts.filter((fact) => fact.from === 'requester' && !elsewhere.has(fact.name) && !unasked.has(fact.type))
  if (asked.length === 0) return null
  const set = (name: string, value: string | boolean) => say({ ...said, [name]: value })
  return (
    <details className="record-facts">
      <summary>{own.facts} <small>{t.optional}</small></summary>
      {asked.map((fact) => {
        const label = wordsIn(fact.label, lang, fact.name)
        const value = said[fact.name]
        if (fact.type !== 'flag' && (fact.type !== 'one_of' || fact.open)) {
          return (
            <label key={fact.name} className="field">
              <span>{label}</span>
              <input value={typeof value === 'string' ? value : ''} placeholder={fact.example ?? undefined} onChange={(event) => set(fact.name, event.target.value)} />
            </label>
          )
        }
        const values = fact.type === 'flag' ? [{ name: 'yes', words: t.yes }, { name: 'no', words: t.no }] : fact.values.map((one) => ({ name: one.name, words: wordsIn(one.label, lang, one.name) }))
        return (
          <label key={fact.name} className="field">
            <span>{label}</span>
            <select value={value === undefined ? '' : value === true ? 'yes' : value === false ? 'no' : value} onChange={(event) => set(fact.name, fact.type === 'flag' && event.target.value !== '' ? event.target.value === 'yes' : event.target.value)}>
              <option value="">{own.notSaid}</option>
              {values.map((one) => <option key={one.name} value={one.name}>{one.words}</option>)}
            </select>
            {fact.help && <small>{wordsIn(fact.help, lang, '')}</small>}
          </label>
        )
      })}
    </details>
  )
}
