import { at, Page, type Frame } from '../frame.tsx'
import { entranceTexts } from '../texts/areas/entrance.ts'
import { textsIn } from '../texts/texts.ts'

export type OidcRefusal = 'silent' | 'odd' | 'expired' | 'denied' | 'unverified' | 'unknown' | 'another' | 'gone' | 'full'

/** Why somebody could not come in through another site, and what they can do about it. */
export interface OidcView {
  readonly why: OidcRefusal
  readonly label: string
  /** Where to begin again. */
  readonly retry: string
  /** Where else to sign in; none for an agent's or an exclusive connection. */
  readonly others?: string
  /** By which we find it in the log. */
  readonly reference?: string
}

/** A way in as the sign-in page offers it. */
export interface OidcWay { readonly label: string; readonly href: string }

/** Why another site’s word for somebody was not taken, and what to do. */
export function OidcRefusedPage({ frame, view }: { frame: Frame; view: OidcView }) {
  const words = entranceTexts(frame.lang)
  const { title, text } = words[view.why]
  const said = typeof title === 'string' ? title : title(view.label)
  return (
    <Page frame={frame} title={said}>
      <h1>{said}</h1>
      <p>{text(view.label)}</p>
      {view.reference && <p className="quiet">{textsIn(frame.lang).reference(view.reference)}</p>}
      <p className="buttons"><a className="button" href={view.retry}>{words.retry}</a> {view.others && <a className="button button-quiet" href={at(frame, view.others)}>{words.otherWays}</a>}</p>
    </Page>
  )
}

/** Buttons that lead to the sites which vouch for people here. */
export function OidcWays({ frame, ways }: { frame: Frame; ways: readonly OidcWay[] }) {
  if (ways.length === 0) return null
  const words = entranceTexts(frame.lang)
  return (
    <section className="other-way">
      <h2>{words.or}</h2>
      <p className="buttons">{ways.map(({ label, href }) => <a key={href} className="button button-quiet" href={href}>{words.with(label)}</a>)}</p>
    </section>
  )
}
