const prefixes = /^(?:\s*(?:re|tr|fw|fwd|réf?|aw|sv|rép)\s*(?:\[\d+\])?\s*[:\u202f\u00a0]+\s*|\s*\[#\d{1,9}\]\s*)+/iu

/** A subject on one line, without what answering has piled up before it, and no header can be smuggled in (AB-35). */
export function bareSubject(subject: string): string {
  return subject.replace(/[\p{Cc}\p{Zl}\p{Zp}\s]+/gu, ' ').replace(prefixes, '').trim().slice(0, 200)
}

/** The subject of every letter of a ticket: `[#1234] …`, however often it was answered (MAIL-30). */
export function ticketSubject(number: number, subject: string): string {
  const bare = bareSubject(subject)
  return bare === '' ? `[#${number}]` : `[#${number}] ${bare}`
}
