import { at, Page, type Frame } from '../frame.tsx'
import { Field, Problems, type FieldView } from '../parts/field.tsx'
import { noticesTexts } from '../texts/areas/notices.ts'

export interface NoticeSettingsView {
  email: string
  notice?: string | undefined
  fields: readonly FieldView[]
  /** Types without a field, in words: where their mail goes. */
  others: readonly string[]
  /** Mail that may be given up. */
  choices: readonly { type: string; label: string; on: boolean }[]
}

/** Where one gets which notices. */
export function NoticeSettingsPage({ frame, view }: { frame: Frame; view: NoticeSettingsView }) {
  const t = noticesTexts(frame.lang)
  return (
    <Page frame={frame} title={t.settingsTitle}>
      <p><a href={at(frame, '/notices')}>{t.back}</a></p>
      <h1>{t.settingsTitle}</h1>
      {view.notice && <p className="notice" role="status">{view.notice}</p>}
      <Problems fields={view.fields} lang={frame.lang} />
      {view.fields.length === 0 && view.others.length === 0 && <p className="empty">{t.nothingToSet}</p>}
      {view.fields.length > 0 && <p>{t.settingsIntro(view.email)}</p>}
      {(view.fields.length > 0 || view.choices.length > 0) && (
        <form method="post" action={at(frame, '/notices/settings')} className="column">
          {view.fields.map((field) => <Field key={field.name} field={field} lang={frame.lang} />)}
          {view.fields.length > 0 && <p className="help">{t.settingsProof}</p>}
          {view.choices.length > 0 && (
            <fieldset className="field">
              <legend>{t.choice}</legend>
              <p className="help">{t.choiceWhy}</p>
              {view.choices.map(({ type, label, on }) => <label key={type} className="check"><input type="checkbox" name={`mail.${type}`} value="1" defaultChecked={on} /> {label}</label>)}
            </fieldset>
          )}
          <button className="button" type="submit">{t.save}</button>
        </form>
      )}
      {view.others.length > 0 && <section aria-labelledby="others"><h2 id="others">{t.others}</h2><ul>{view.others.map((line) => <li key={line}>{line}</li>)}</ul></section>}
    </Page>
  )
}
