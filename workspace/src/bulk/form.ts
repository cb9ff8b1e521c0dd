import type { Alongside, BulkAct, KnownField } from '@guichet/protocol'
import { valueIn, type Typed } from '../fields/typed.ts'
import { besidesOf } from '../ticket/besides.ts'
import type { BulkTexts } from './texts.ts'

/** The acts that are offered, in their order. */
export const actNames = ['assign', 'transfer', 'tag', 'field', 'snooze', 'watch', 'unwatch', 'prioritise', 'reply', 'solve', 'close', 'spam'] as const
export type ActName = (typeof actNames)[number]
/** Those that have a name: a ready-made answer without a text is applied. */
export type ActLabel = ActName | 'besides'
export type Then = 'keep' | 'wait' | 'solve'

/** For how long letters may be held, in seconds. */
export const holds = [0, 60, 300, 900] as const
/** Acts that may send letters. */
export const sends = (act: ActName): boolean => act === 'reply' || act === 'solve' || act === 'close'

/** Left as it is; nobody, or none. */
export const same = '='
export const none = ''

/** What was typed, whatever act it is for: nothing is lost by looking at another. */
export interface Form { readonly act: ActName; readonly agentId: string; readonly department: string; readonly teamId: string; readonly toAgent: string; readonly text: string; readonly add: string; readonly remove: string; readonly when: string; readonly reason: string; readonly priority: string
  readonly fr: string; readonly en: string; readonly then: Then; readonly macro: string; readonly alongside: Alongside; readonly hold: number
  /** A field of the provider’s own, and what is to stand in it. */
  readonly field: KnownField | null; readonly filled: Typed
}

export const emptyForm = (when: string): Form => ({ act: 'assign', agentId: same, department: same, teamId: same, toAgent: same, text: '', add: '', remove: '', when, reason: '', priority: '', fr: '', en: '', then: 'keep', macro: '', alongside: {}, hold: 300, field: null, filled: '' })

const words = (text: string) => text.split(/[,;\n]/).map((one) => one.trim()).filter((one) => one !== '')
const chosen = (value: string) => (value === same ? undefined : value === none ? null : value)

/** The act as the server takes it, or what is missing. */
export function actOf(form: Form, t: BulkTexts, now: number): BulkAct | string {
  const [text, reason] = [form.text.trim(), form.reason.trim()]
  switch (form.act) {
    case 'assign': return form.agentId === same ? t.missing.whom : { do: 'assign', agentId: form.agentId === none ? null : form.agentId }
    case 'transfer': {
      if (form.department === same && form.teamId === same && form.toAgent === same) return t.missing.whom
      return text === '' ? t.missing.note : { do: 'transfer', department: chosen(form.department), teamId: chosen(form.teamId), agentId: chosen(form.toAgent), note: text }
    }
    case 'tag': {
      const [add, remove] = [words(form.add), words(form.remove)]
      return add.length + remove.length === 0 ? t.missing.tags : { do: 'tag', add, remove }
    }
    case 'field': {
      if (!form.field) return t.missing.field
      const value = valueIn(form.field, form.filled)
      return value === undefined ? t.missing.value : { do: 'field', fieldId: form.field.id, value }
    }
    case 'snooze': {
      const at = Date.parse(form.when)
      return Number.isNaN(at) || at <= now ? t.missing.when : { do: 'snooze', until: new Date(at).toISOString(), ...(reason === '' ? {} : { reason }) }
    }
    case 'watch': case 'unwatch': return { do: 'watch', watching: form.act === 'watch' }
    case 'prioritise': return form.priority === '' ? t.missing.priority : reason === '' ? t.missing.reason : { do: 'prioritise', priority: form.priority, reason }
    case 'solve': case 'close': return { do: form.act, ...(text === '' ? {} : { text }) }
    case 'reply': {
      const [fr, en] = [form.fr.trim(), form.en.trim()]
      const macro = form.macro === '' ? {} : { macro: form.macro }
      if (fr !== '' || en !== '') return { do: 'reply', texts: { ...(fr === '' ? {} : { fr }), ...(en === '' ? {} : { en }) }, then: form.then, alongside: form.alongside, otherLanguage: false, ...macro }
      return form.then === 'keep' && besidesOf(form.alongside).length > 0 ? { do: 'besides', alongside: form.alongside, ...macro } : t.missing.text
    }
    case 'spam': return { do: 'spam', ...(reason === '' ? {} : { reason }) }
  }
}

/** How an act that was done is called. */
export const nameOfAct = (act: BulkAct): ActLabel => (act.do === 'watch' && !act.watching ? 'unwatch' : act.do)
