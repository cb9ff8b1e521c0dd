import { at, Page, type Frame } from '../frame.tsx'
import { ClauseRefs } from '../parts/clauses.tsx'
import { Field, Problems, type FieldView } from '../parts/field.tsx'
import { actingTexts } from '../texts/areas/acting.ts'
import { peopleTexts } from '../texts/areas/people.ts'

export interface PersonLine { id: string; name: string; email: string; you: boolean; rights: string; teams: string; state: string }
export interface GrantLine { id: string; name: string; number: string; rights: string; until: string }
export interface PeopleView {
  notice?: string | undefined
  problem?: string | undefined
  people: readonly PersonLine[]
  grants: readonly GrantLine[]
  grantFields: readonly FieldView[]
}

/** The people of a customer, and who acts for it: for those who manage them. */
export function PeoplePage({ frame, view }: { frame: Frame; view: PeopleView }) {
  const t = peopleTexts(frame.lang)
  return (
    <Page frame={frame} title={t.peopleTitle} wide>
      <div className="heading-line">
        <h1>{t.peopleTitle}</h1>
        <a className="button" href={at(frame, '/people/new')}>{t.addPerson}</a>
      </div>
      <p>{t.peopleLead}</p>
      {view.notice && <p className="notice" role="status">{view.notice}</p>}
      {view.problem && <div className="problems" role="alert" tabIndex={-1} id="problems"><p>{view.problem}</p></div>}
      <table className="folding facts-first">
        <thead><tr><th scope="col">{t.nameHead}</th><th scope="col">{t.rightsHead}</th><th scope="col">{t.teamsHead}</th><th scope="col">{t.stateHead}</th></tr></thead>
        <tbody>
          {view.people.map((one) => (
            <tr key={one.id}>
              <th scope="row">
                <a href={at(frame, `/people/${one.id}`)} aria-label={t.changeName(one.name)}>{one.name}</a>{one.you && <span className="quiet"> ({t.you})</span>}
                <small>{one.email}</small>
              </th>
              <td data-label={t.rightsHead}>{one.rights}</td>
              <td data-label={t.teamsHead}>{one.teams}</td>
              <td data-label={t.stateHead}>{one.state}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <Grants frame={frame} view={view} />
    </Page>
  )
}

function Grants({ frame, view }: { frame: Frame; view: PeopleView }) {
  const t = actingTexts(frame.lang)
  return (
    <section aria-labelledby="grants">
      <h2 id="grants">{t.grantsTitle}</h2>
      <p>{t.grantsLead}</p>
      {view.grants.length === 0 && <p className="quiet">{t.grantsNone}</p>}
      {view.grants.length > 0 && (
        <ul className="lines">
          {view.grants.map((one) => (
            <li key={one.id}>
              <span><strong>{one.name}</strong> <span className="quiet">{one.number}</span><small>{one.rights}, {one.until}</small></span>
              <form method="post" action={at(frame, `/people/grants/${one.id}/end`)}><button className="button button-quiet" type="submit">{t.grantEnd(one.name)}</button></form>
            </li>
          ))}
        </ul>
      )}
      <Problems fields={view.grantFields} lang={frame.lang} />
      <form method="post" action={at(frame, '/people/grants')} className="column">
        {view.grantFields.map((field) => <Field key={field.name} field={field} lang={frame.lang} />)}
        <button className="button button-quiet" type="submit">{t.grantAdd}</button>
      </form>
    </section>
  )
}

export interface PersonView {
  /** Undefined: somebody to be added. */
  id?: string | undefined
  name: string
  email: string
  /** Asked by lines and lists: name, address, role, what they see, amount, teams. */
  fields: readonly FieldView[]
  /** Boxes to tick; none where roles of the policy give the rights. */
  powers: readonly { name: string; label: string; ticked: boolean; off: boolean }[]
  /** Asked after the boxes. */
  more: readonly FieldView[]
  invited: boolean
  notice?: string | undefined
  /** Why it is refused, and who may do it instead. */
  refused?: { says: string; instead?: string | undefined; clauses?: readonly string[] | undefined } | undefined
}

/** One person: invited, or given other rights, or let go. */
export function PersonPage({ frame, view }: { frame: Frame; view: PersonView }) {
  const t = peopleTexts(frame.lang)
  const title = view.id === undefined ? t.newTitle : view.name
  return (
    <Page frame={frame} title={title}>
      <p><a href={at(frame, '/people')}>{t.peopleTitle}</a></p>
      <h1>{title}</h1>
      {view.id === undefined ? <p>{t.newLead}</p> : <p className="quiet">{view.email}</p>}
      {view.notice && <p className="notice" role="status">{view.notice}</p>}
      {view.refused && <Refused frame={frame} refused={view.refused} />}
      <Problems fields={[...view.fields, ...view.more]} lang={frame.lang} />
      <form method="post" action={at(frame, view.id === undefined ? '/people/new' : `/people/${view.id}`)} className="column">
        {view.fields.map((field) => <Field key={field.name} field={field} lang={frame.lang} />)}
        {view.powers.length > 0 && (
          <fieldset className="field">
            <legend>{t.powersLegend}</legend>
            <div className="choices">
              {view.powers.map((one) => (
                <label key={one.name} className="choice"><input type="checkbox" name={`may.${one.name}`} value="1" defaultChecked={one.ticked} disabled={one.off} /><span>{one.label}</span></label>
              ))}
            </div>
          </fieldset>
        )}
        {view.more.map((field) => <Field key={field.name} field={field} lang={frame.lang} />)}
        <button className="button" type="submit">{view.id === undefined ? t.invite : t.save}</button>
      </form>
      {view.id !== undefined && <Leave frame={frame} view={view} id={view.id} />}
    </Page>
  )
}

function Refused({ frame, refused }: { frame: Frame; refused: NonNullable<PersonView['refused']> }) {
  return (
    <div className="problems" role="alert" tabIndex={-1} id="problems">
      <p><strong>{refused.says}</strong></p>
      {refused.instead && <p>{refused.instead}</p>}
      {refused.clauses && <ClauseRefs frame={frame} ids={refused.clauses} />}
    </div>
  )
}

function Leave({ frame, view, id }: { frame: Frame; view: PersonView; id: string }) {
  const t = peopleTexts(frame.lang)
  return (
    <section className="other-way">
      {view.invited && <form method="post" action={at(frame, `/people/${id}/invite`)}><button className="button button-quiet" type="submit">{t.inviteAgain}</button></form>}
      <details className="other-way">
        <summary>{t.remove}</summary>
        <p>{t.removeWhy}</p>
        <form method="post" action={at(frame, `/people/${id}/remove`)}><button className="button button-quiet" type="submit">{t.removeConfirm(view.name)}</button></form>
      </details>
    </section>
  )
}
