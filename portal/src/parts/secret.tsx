import type { Lang } from '@guichet/policy'
import { textsIn } from '../texts/texts.ts'

interface SecretView {
  name: string
  label: string
  /** For the browser's own keeper of passwords; pasting is always possible (SEC-04). */
  keeper: 'current-password' | 'new-password'
  help?: string
  problem?: string
}

/** A password: never given back to the page that asked for it. */
export function SecretField({ field: { name, label, keeper, help, problem }, lang }: { field: SecretView; lang: Lang }) {
  const id = `f-${name}`
  return (
    <div className="field">
      <label htmlFor={id}>{label} <span className="mark">({textsIn(lang).required})</span></label>
      {help && <p className="help" id={`${id}-help`}>{help}</p>}
      {problem && <p className="problem" id={`${id}-problem`}>{problem}</p>}
      <input id={id} name={name} type="password" required maxLength={1000} autoComplete={keeper} aria-describedby={[help && `${id}-help`, problem && `${id}-problem`].filter(Boolean).join(' ') || undefined} aria-invalid={problem ? true : undefined} />
    </div>
  )
}

interface CodeView { name: string; label: string; help?: string; problem?: string; digits: boolean }

/** A code that is typed once. */
export function CodeField({ field: { name, label, help, problem, digits }, lang, id = `f-${name}` }: { field: CodeView; lang: Lang; id?: string }) {
  return (
    <div className="field">
      <label htmlFor={id}>{label} <span className="mark">({textsIn(lang).required})</span></label>
      {help && <p className="help" id={`${id}-help`}>{help}</p>}
      {problem && <p className="problem" id={`${id}-problem`}>{problem}</p>}
      <input id={id} name={name} type="text" required maxLength={40} className="code-input" autoComplete={digits ? 'one-time-code' : 'off'} inputMode={digits ? 'numeric' : 'text'} autoCapitalize="none" spellCheck={false}
        aria-describedby={[help && `${id}-help`, problem && `${id}-problem`].filter(Boolean).join(' ') || undefined} aria-invalid={problem ? true : undefined} />
    </div>
  )
}

/** Fields of a form by their names; several of one name where boxes were ticked. */
export type KeptFields = Readonly<Record<string, string | readonly string[] | undefined>>

/** What a page keeps of the one before: fields that nobody sees. */
export function Kept({ fields }: { fields: KeptFields }) {
  const all = Object.entries(fields).flatMap(([name, value]) => (value === undefined ? [] : [value].flat().map((one) => ({ name, one }))))
  return <>{all.map(({ name, one }, i) => <input key={i} type="hidden" name={name} value={one} />)}</>
}
