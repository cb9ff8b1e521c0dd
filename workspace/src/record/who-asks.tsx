import type { Customer } from '@guichet/protocol'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useDeferredValue, useEffect, useRef, useState } from 'react'
import { read } from '../api/client.ts'
import { paths } from '../api/paths.ts'
import { focusAfter } from '../parts/focus.ts'
import { Unreadable } from '../parts/problem.tsx'
import { usePreferences } from '../preferences.tsx'
import type { RecordForm } from './form.ts'
import { ByPin } from './pin.tsx'
import { recordTexts } from './texts.ts'

interface Found { id: string; number: string; name: string; contacts: { id: string; name: string; email: string }[] }

/** A contact that we know, found by a few letters; else the name and address of somebody we do not. */
export function WhoAsks({ form, change }: { form: RecordForm; change: (part: Partial<RecordForm>) => void }) {
  const { t, lang } = usePreferences()
  const own = recordTexts(lang)
  const [sought, setSought] = useState('')
  const search = useDeferredValue(sought.trim())
  const query = useQuery({ queryKey: ['customers', search], queryFn: ({ signal }) => read<Found[]>(paths.customers(search), signal), enabled: search.length >= 2, placeholderData: keepPreviousData })
  const found = query.data
  const people = (found ?? []).flatMap((customer) => customer.contacts.map((contact) => ({ ...contact, customerId: customer.id, customer: `${customer.number} ${customer.name}` })))

  const [field, other] = [useRef<HTMLInputElement>(null), useRef<HTMLButtonElement>(null)]
  const known = form.contact !== null
  const was = useRef(known)
  // Choosing takes away what was pressed.
  useEffect(() => {
    if (known !== was.current) focusAfter(known ? other.current : field.current, null)
    was.current = known
  }, [known, field, other])

  if (form.contact) {
    return (
      <fieldset className="group">
        <legend>{own.who}</legend>
        <p><strong>{form.contact.name}</strong> · {form.contact.customer}<br /><span className="quiet">{form.contact.email}</span>{form.contact.proof !== undefined && <><br /><span>{own.pinProven}</span></>}</p>
        <Services customerId={form.contact.customerId} chosen={form.serviceId} choose={(serviceId) => change({ serviceId })} />
        <p><button ref={other} type="button" className="button" onClick={() => change({ contact: null, serviceId: '' })}>{own.change}</button></p>
      </fieldset>
    )
  }
  return (
    <fieldset className="group">
      <legend>{own.who}</legend>
      <label className="field"><span>{own.known}</span><input ref={field} type="search" value={sought} placeholder={own.whoHint} autoComplete="off" onChange={(event) => setSought(event.target.value)} /></label>
      <p className="quiet" role="status">{search.length >= 2 && found ? own.found(people.length) : ''}</p>
      {search.length >= 2 && query.isError && <Unreadable what={t.listProblem} error={query.error} retry={() => void query.refetch()} />}
      {search.length >= 2 && people.length > 0 && (
        <ul className="people">
          {people.slice(0, 12).map((person) => (
            <li key={person.id}><button type="button" className="person" onClick={() => change({ contact: person })}><strong>{person.name}</strong> <span>{person.customer}</span> <span className="quiet">{person.email}</span></button></li>
          ))}
        </ul>
      )}
      <ByPin known={(contact) => change({ contact })} />
      <details className="record-unknown" open={form.callerName !== '' || form.callerEmail !== ''}>
        <summary>{own.unknown}</summary>
        <div className="record-pair">
          <label className="field"><span>{own.callerName}</span><input value={form.callerName} maxLength={200} autoComplete="off" onChange={(event) => change({ callerName: event.target.value })} /></label>
          <label className="field"><span>{own.callerEmail}</span><input type="email" value={form.callerEmail} maxLength={254} autoComplete="off" onChange={(event) => change({ callerEmail: event.target.value })} /></label>
        </div>
      </details>
    </fieldset>
  )
}

function Services({ customerId, chosen, choose }: { customerId: string; chosen: string; choose: (id: string) => void }) {
  const { lang } = usePreferences()
  const own = recordTexts(lang)
  const query = useQuery({ queryKey: ['customer', customerId], queryFn: ({ signal }) => read<Customer>(paths.customer(customerId), signal) })
  const services = query.data?.services ?? []
  if (query.isError && !query.data) return <Unreadable what={own.service} error={query.error} retry={() => void query.refetch()} />
  if (services.length === 0) return null
  return (
    <label className="field">
      <span>{own.service}</span>
      <select value={chosen} onChange={(event) => choose(event.target.value)}>
        <option value="">{own.noService}</option>
        {services.filter(({ retired }) => !retired).map((service) => <option key={service.id} value={service.id}>{[service.name, service.address].filter(Boolean).join(' · ')}</option>)}
      </select>
    </label>
  )
}
