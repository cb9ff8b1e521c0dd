import { Page, type Frame } from '../frame.tsx'
import { unfollowTexts } from '../texts/areas/unfollow.ts'

export interface UnfollowView {
  text: string
  /** Where the button of the page posts; without it, it is done or cannot be. */
  action?: string
  more?: string
}

/** Where the link of a letter to an agent leads: it shows, and does nothing until the button is pressed (AB-24). */
export function UnfollowPage({ frame, view }: { frame: Frame; view: UnfollowView }) {
  const t = unfollowTexts(frame.lang)
  return (
    <Page frame={frame} title={t.title}>
      <h1>{t.title}</h1>
      <p role="status">{view.text}</p>
      {view.more && <p className="quiet">{view.more}</p>}
      {view.action
        ? <form method="post" action={view.action}><button className="button" type="submit">{t.confirm}</button></form>
        : <p><a href={`/${frame.provider.slug}/desk/preferences`}>{t.preferences}</a></p>}
    </Page>
  )
}
