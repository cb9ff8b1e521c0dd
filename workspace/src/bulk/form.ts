import type { BulkAct } from '@guichet/protocol'
import type { BulkTexts } from './texts.ts'

/** The acts that are offered, in their order. */
export const actNames = ['assign', 'transfer', 'tag', 'snooze', 'watch', 'unwatch', 'prioritise', 'solve', 'close', 'spam'] as const
export type ActName = (typeof actNames)[number]

/** Left as it is; nobody, or none. */
export const same = '='
export const none = ''

/** What was typed, whatever act it is for: nothing is lost by looking at another. */
export interface Form { readonly act: ActName; readonly agentId: string; readonly department: string; readonly teamId: string; readonly toAgent: string; readonly text: string; readonly add: string; readonly remove: string; readonly when: string; readonly reason: string; readonly priority: string }

export const emptyForm = (when: string): Form => ({ act: 'assign', agentId: same, department: same, teamId: same, toAgent: same, text: '', add: '', remove: '', when, reason: '', priority: '' })

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
    case 'snooze': {
      const at = Date.parse(form.when)
      return Number.isNaN(at) || at <= now ? t.missing.when : { do: 'snooze', until: new Date(at).toISOString(), ...(reason === '' ? {} : { reason }) }
    }
    case 'watch': case 'unwatch': return { do: 'watch', watching: form.act === 'watch' }
    case 'prioritise': return form.priority === '' ? t.missing.priority : reason === '' ? t.missing.reason : { do: 'prioritise', priority: form.priority, reason }
    case 'solve': case 'close': return { do: form.act, ...(text === '' ? {} : { text }) }
    case 'spam': return { do: 'spam', ...(reason === '' ? {} : { reason }) }
  }
}

/** How an act that was done is called. */
export const nameOfAct = (act: BulkAct): ActName => (act.do === 'watch' && !act.watching ? 'unwatch' : act.do)
