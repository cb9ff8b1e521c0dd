/** What an agent writes down of a call, as it stands in the form. */
export interface RecordForm {
  channel: string
  contact: { id: string; name: string; email: string; customerId: string; customer: string; /** That they told their PIN. */ proof?: string } | null
  callerName: string
  callerEmail: string
  /** As the browser's field has it, in this machine's time: `2026-11-24T09:30`. */
  when: string
  serviceId: string
  subject: string
  text: string
  facts: Record<string, string | boolean>
}

/** An instant as a field for date and time wants it, in this machine's zone. */
export function localMoment(at: number): string {
  const local = new Date(at)
  const two = (n: number) => String(n).padStart(2, '0')
  return `${local.getFullYear()}-${two(local.getMonth() + 1)}-${two(local.getDate())}T${two(local.getHours())}:${two(local.getMinutes())}`
}

const text = (value: unknown) => (typeof value === 'string' ? value : '')

/** A form as it was kept on this machine, else an empty one at `moment`. */
export function readForm(kept: unknown, moment: string): RecordForm {
  const value = (typeof kept === 'object' && kept !== null ? kept : {}) as Record<string, unknown>
  const contact = value.contact as RecordForm['contact'] | undefined
  // What was begun is of the moment that was told; only an empty form is of now.
  const begun = text(value.subject).trim() !== '' || text(value.text).trim() !== ''
  const when = begun && /^\d{4}-\d\d-\d\dT\d\d:\d\d$/.test(text(value.when)) && text(value.when) <= moment ? text(value.when) : moment
  const facts = typeof value.facts === 'object' && value.facts !== null ? Object.entries(value.facts).filter((pair): pair is [string, string | boolean] => typeof pair[1] === 'string' || typeof pair[1] === 'boolean') : []
  return {
    channel: text(value.channel), contact: contact && typeof contact.id === 'string' && typeof contact.name === 'string' ? contact : null,
    callerName: text(value.callerName), callerEmail: text(value.callerEmail), when, serviceId: text(value.serviceId), subject: text(value.subject), text: text(value.text),
    facts: Object.fromEntries(facts),
  }
}

/** The form as the server takes it. What was not said is left out. */
export function bodyOf(form: RecordForm, channel: string): Record<string, unknown> {
  const [name, email] = [form.callerName.trim(), form.callerEmail.trim()]
  const at = Date.parse(form.when)
  const facts = Object.fromEntries(Object.entries(form.facts).filter(([, value]) => value !== ''))
  return {
    channel, subject: form.subject.trim(), text: form.text.trim(), facts,
    ...(form.contact ? { contactId: form.contact.id, ...(form.contact.proof === undefined ? {} : { pinProof: form.contact.proof }), ...(form.serviceId === '' ? {} : { serviceId: form.serviceId }) }
      : name === '' && email === '' ? {} : { caller: { ...(name === '' ? {} : { name }), ...(email === '' ? {} : { email }) } }),
    ...(Number.isNaN(at) ? {} : { contactedAt: new Date(at).toISOString() }),
  }
}
