import type { Frame } from '../frame.tsx'
import { dataTexts } from '../texts/areas/data.ts'
import { menuTexts } from '../texts/areas/menu.ts'
import { noticesTexts } from '../texts/areas/notices.ts'
import { securityTexts } from '../texts/areas/security.ts'
import { servicesTexts } from '../texts/areas/services.ts'
import { textsIn } from '../texts/texts.ts'

/** A place of the client area. */
interface Place { readonly path: string; readonly label: string; /** How many wait there, short and in words. */ readonly count?: { shown: string; words: string } }

/** The places in the banner, for who is signed in. */
export function places(frame: Frame): Place[] {
  return [
    { path: '/account', label: servicesTexts(frame.lang).space },
    { path: '/tickets', label: textsIn(frame.lang).myRequests },
    { path: '/services', label: servicesTexts(frame.lang).services },
    { path: '/notices', label: noticesTexts(frame.lang).notices, ...unread(frame) },
  ]
}

const mostCounted = 99

function unread({ signedIn, lang }: Frame): Pick<Place, 'count'> {
  const n = signedIn?.unread ?? 0
  return n === 0 ? {} : { count: { shown: n > mostCounted ? `${mostCounted}+` : String(n), words: noticesTexts(lang).unreadCount(n, mostCounted) } }
}

/** The places that belong to the person rather than to their company. */
function personPlaces(frame: Frame): Place[] {
  const t = menuTexts(frame.lang)
  return [
    { path: '/profile', label: t.profile },
    { path: '/security', label: securityTexts(frame.lang).security },
    ...(frame.signedIn?.manages ? [{ path: '/people', label: t.people }] : []),
    ...(frame.signedIn?.licences ? [{ path: '/licences', label: t.licences }] : []),
    ...(frame.signedIn?.partner && !frame.signedIn.actingFrom ? [{ path: '/partner', label: t.partner }] : []),
    ...(frame.signedIn?.actsForOthers || frame.signedIn?.actingFrom ? [{ path: '/acting', label: t.acting }] : []),
    { path: '/data', label: dataTexts(frame.lang).menu },
  ]
}

/** Who is signed in, their own places and the way out. */
export function PersonMenu({ frame, name, customer, href }: { frame: Frame; name: string; customer: string; href: (path: string) => string }) {
  const [t, own] = [textsIn(frame.lang), menuTexts(frame.lang)]
  return (
    <details className="person" data-closes>
      <summary><span className="visually-hidden">{own.person}{t.colon}</span><span className="identity-name">{name}</span> <span className="person-of">{customer}</span></summary>
      <div className="person-menu">
        {frame.signedIn?.actingFrom && <p className="quiet">{own.actsFor(frame.signedIn.actingFrom)}</p>}
        <ul>
          {personPlaces(frame).map(({ path, label }) => (
            <li key={path}><a href={href(path)} aria-current={frame.path.startsWith(path) ? 'page' : undefined}>{label}</a></li>
          ))}
        </ul>
        <form method="post" action={href('/sign-out')}><button className="link" type="submit">{t.signOut}</button></form>
      </div>
    </details>
  )
}
