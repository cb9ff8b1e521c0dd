import { at, Page, type Frame } from '../frame.tsx'
import { Field, Problems, type FieldView } from '../parts/field.tsx'
import { peopleTexts } from '../texts/areas/people.ts'
import { profileTexts } from '../texts/areas/profile.ts'

export interface ProfileView {
  notice?: string | undefined
  email: string
  fields: readonly FieldView[]
  newAddress: FieldView
  /** A change that waits to be confirmed, and why one cannot be asked for now. */
  pending?: string | undefined
  callBack?: string | undefined
  /** Shown once it was asked for. */
  pin?: { digits: string; until: string } | undefined
  pinProblem?: string | undefined
  /** Undefined while acting for another. */
  pinPossible: boolean
  customer: readonly { label: string; value: string }[]
  customerName: string
}

/** What somebody is called, where they are reached, by which code they are known on the telephone. */
export function ProfilePage({ frame, view }: { frame: Frame; view: ProfileView }) {
  const t = profileTexts(frame.lang)
  return (
    <Page frame={frame} title={t.profileTitle}>
      <h1>{t.profileTitle}</h1>
      {view.notice && <p className="notice" role="status">{view.notice}</p>}
      <Problems fields={[...view.fields, view.newAddress]} lang={frame.lang} />
      <section aria-labelledby="identity">
        <h2 id="identity">{t.identity}</h2>
        <form method="post" action={at(frame, '/profile')} className="column">
          {view.fields.map((field) => <Field key={field.name} field={field} lang={frame.lang} />)}
          <button className="button" type="submit">{peopleTexts(frame.lang).save}</button>
        </form>
      </section>
      {view.pinPossible && <Pin frame={frame} view={view} />}
      <Address frame={frame} view={view} />
      <section aria-labelledby="company">
        <h2 id="company">{t.company}</h2>
        <p><strong>{view.customerName}</strong></p>
        <div className="said"><dl>{view.customer.map(({ label, value }) => <div key={label}><dt>{label}</dt><dd className="figure">{value}</dd></div>)}</dl></div>
        <p className="quiet">{t.companyWhy}</p>
      </section>
    </Page>
  )
}

function Pin({ frame, view }: { frame: Frame; view: ProfileView }) {
  const t = profileTexts(frame.lang)
  return (
    <section aria-labelledby="pin">
      <h2 id="pin">{t.pin}</h2>
      <p>{t.pinWhy}</p>
      {view.pinProblem && <p className="problem" role="alert">{view.pinProblem}</p>}
      {view.pin
        ? <p role="status"><strong className="pin figure">{view.pin.digits}</strong><br />{t.pinUntil(view.pin.until)}</p>
        : <form method="post" action={at(frame, '/profile/pin')}><button className="button button-quiet" type="submit">{t.pinShow}</button></form>}
    </section>
  )
}

function Address({ frame, view }: { frame: Frame; view: ProfileView }) {
  const t = profileTexts(frame.lang)
  return (
    <section aria-labelledby="address">
      <h2 id="address">{t.address}</h2>
      <p>{t.addressNow(view.email)}</p>
      {view.pending && <p className="notice">{view.pending}</p>}
      {view.callBack && <p className="notice">{view.callBack}</p>}
      {!view.callBack && (
        <form method="post" action={at(frame, '/profile/address')} className="column">
          <p className="help">{t.addressHow}</p>
          <Field field={view.newAddress} lang={frame.lang} />
          <button className="button button-quiet" type="submit">{t.addressChange}</button>
        </form>
      )}
    </section>
  )
}

/** What a link about a change of address leads to: GET shows, POST does (AB-24). */
export function AddressLinkPage({ frame, what, says, action }: { frame: Frame; what: 'confirm' | 'stop'; says: string; action?: string | undefined }) {
  const t = profileTexts(frame.lang)
  const title = what === 'confirm' ? t.confirmTitle : t.stopTitle
  return (
    <Page frame={frame} title={title}>
      <h1>{title}</h1>
      <p role={action === undefined ? 'status' : undefined}>{says}</p>
      {action !== undefined && <form method="post" action={action}><button className="button" type="submit">{what === 'confirm' ? t.confirm : t.stop}</button></form>}
    </Page>
  )
}
