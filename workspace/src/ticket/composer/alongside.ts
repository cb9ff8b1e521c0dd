import type { Alongside, FieldValue } from '@guichet/protocol'

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value)
const isText = (value: unknown): value is string => typeof value === 'string'
const texts = (value: unknown): string[] => (Array.isArray(value) ? value.filter(isText) : [])
const whoOf = (value: unknown) => (isText(value) || value === null ? value : undefined)

const isValue = (value: unknown): value is FieldValue | null => value === null || isText(value) || typeof value === 'number' || typeof value === 'boolean' || (Array.isArray(value) && value.every(isText))

/** What is done beside a text, as it was kept on this machine, whatever an older or another program left there. */
export function readAlongside(value: unknown): Alongside {
  if (!isRecord(value)) return {}
  const { assign, tags, checklist, fields, priority, snooze, transfer } = value
  const lines = texts(checklist)
  const filled = (Array.isArray(fields) ? fields : []).flatMap((one: unknown) => (isRecord(one) && isText(one.fieldId) && isValue(one.value) ? [{ fieldId: one.fieldId, value: one.value }] : []))
  return {
    ...(assign === 'me' || assign === 'nobody' ? { assign } : {}),
    ...(isRecord(tags) ? { tags: { add: texts(tags.add), remove: texts(tags.remove) } } : {}),
    ...(lines.length > 0 ? { checklist: lines } : {}),
    ...(filled.length > 0 ? { fields: filled } : {}),
    ...(isRecord(priority) && isText(priority.priority) && isText(priority.reason) ? { priority: { priority: priority.priority, reason: priority.reason } } : {}),
    ...(isRecord(snooze) && typeof snooze.minutes === 'number' ? { snooze: { minutes: snooze.minutes } } : isRecord(snooze) && snooze.opening === true ? { snooze: { opening: true as const } } : {}),
    ...(isRecord(transfer) ? { transfer: { department: whoOf(transfer.department), teamId: whoOf(transfer.teamId), agentId: whoOf(transfer.agentId), note: isText(transfer.note) ? transfer.note : '' } } : {}),
  }
}
