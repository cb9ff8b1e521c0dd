import { useTexts } from '../../preferences.tsx'
import type { Act } from '../acts.ts'
import type { Tab, Then } from './drafts.ts'

const choices: Record<Tab, readonly Then[]> = { reply: ['keep', 'wait', 'solve'], note: ['keep', 'supplier'] }
const acts: Record<Then, Act> = { keep: 'note', wait: 'wait', solve: 'solve', supplier: 'wait_supplier' }

/** What becomes of the ticket with this message. */
export function ThenChoice({ tab, then, allowed, choose }: { tab: Tab; then: Then; allowed: Record<Act, { allowed: boolean; why: string | null }>; choose: (then: Then) => void }) {
  const t = useTexts()
  return (
    <fieldset className="then">
      <legend className="visually-hidden">{t.composer.then}</legend>
      {choices[tab].map((name) => {
        const { allowed: offered, why } = allowed[acts[name]]
        return (
          <label key={name} className="then-one" title={why ?? undefined}>
            <input type="radio" name="then" value={name} checked={then === name} disabled={!offered} onChange={() => choose(name)} />
            <span>{t.composer.thens[name]}</span>
          </label>
        )
      })}
    </fieldset>
  )
}
