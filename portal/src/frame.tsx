import type { Instant, Lang } from '@guichet/policy'
import { RibbonPatterns } from '#ui/ribbon/patterns.tsx'
import type { ReactNode } from 'react'
import { PersonMenu, places } from './parts/menu.tsx'
import { menuTexts } from './texts/areas/menu.ts'
import { textsIn } from './texts/texts.ts'

/** What every page of a provider shows around its content. */
export interface Frame {
  lang: Lang
  /** Languages in which the policy is published. */
  languages: readonly Lang[]
  now: Instant
  provider: { slug: string; name: string; /** Addresses of its logo, and of the one for dark pages. */ logo?: string; darkLogo?: string }
  /** The path within the provider and language, `/tickets/12`, for the link to the other language. */
  path: string
  signedIn?: {
    name: string; customer: string
    /** Notices that they have not read, counted up to a hundred. */
    unread?: number
    /** Their own company, while they act for `customer`. */
    actingFrom?: string
    /** Whether there are others for whom they may act, a zone for partners, people whom they manage. */
    actsForOthers?: boolean; partner?: boolean; manages?: boolean
    /** Whether the policy recognises licences. */
    licences?: boolean
  }
  /** What goes on with what the visitor has, above the pages that it concerns. */
  banners?: ReactNode
  demonstration: boolean
  policy?: { version: string; since: string }
}

/** The address of a page of this provider in this language. */
export function at(frame: Pick<Frame, 'provider' | 'lang'>, path: string): string {
  return `/${frame.provider.slug}/${frame.lang}${path}`
}

/** A whole page of a provider: head, banner, navigation, content, foot. */
export function Page({ frame, title, children, wide = false }: { frame: Frame; title: string; children: ReactNode; wide?: boolean }) {
  const t = textsIn(frame.lang)
  return (
    <Document lang={frame.lang} title={`${title} · ${frame.provider.name}`} theme={`/${frame.provider.slug}/theme.css`}>
      <a className="skip" href="#content">{t.skip}</a>
      {frame.demonstration && <Demonstration lang={frame.lang} />}
      <header className="banner">
        <div className="banner-inner">
          <a className="brand" href={at(frame, '/')}><Logo provider={frame.provider} /><strong>{frame.provider.name}</strong> {t.assistance}</a>
          <nav aria-label={t.mainNavigation}>
            <NavLink frame={frame} path="/" label={t.home} />
            <NavLink frame={frame} path="/ask" label={t.ask} />
            <NavLink frame={frame} path="/policy" label={t.policy} />
          </nav>
          <div className="banner-end">
            <OtherLanguage frame={frame} />
            <Identity frame={frame} />
          </div>
        </div>
        {frame.signedIn && (
          <nav className="own" aria-label={menuTexts(frame.lang).own}>
            <div>{places(frame).map(({ path, label, count }) => <NavLink key={path} frame={frame} path={path} label={label} count={count} />)}</div>
          </nav>
        )}
      </header>
      <main id="content" className={wide ? 'content content-wide' : 'content'}>{frame.banners}{children}</main>
      <Foot frame={frame} />
    </Document>
  )
}

/** The logo stands beside the name, so it says nothing to who hears the page. */
function Logo({ provider: { logo, darkLogo } }: { provider: Frame['provider'] }) {
  if (logo === undefined) return null
  return (
    <picture>
      {darkLogo !== undefined && <source srcSet={darkLogo} media="(prefers-color-scheme: dark)" />}
      <img className="logo" src={logo} alt="" height="32" />
    </picture>
  )
}

/** The bare document, for pages of no provider too. */
export function Document({ lang, title, theme, children }: { lang: Lang; title: string; theme?: string; children: ReactNode }) {
  return (
    <html lang={lang}>
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>{title}</title>
        <link rel="preload" href="/assets/inter-latin.woff2" as="font" type="font/woff2" crossOrigin="anonymous" />
        <link rel="stylesheet" href="/assets/portal.css" />
        {theme !== undefined && <link rel="stylesheet" href={theme} />}
        <link rel="icon" href="/assets/icon.svg" type="image/svg+xml" />
        <script src="/assets/portal.js" defer />
      </head>
      <body>
        <RibbonPatterns />
        {children}
      </body>
    </html>
  )
}

/** Says on every page of a demonstration that it is one. */
export function Demonstration({ lang }: { lang: Lang }) {
  const t = textsIn(lang)
  return <aside className="demonstration" aria-label={t.demonstrationLabel}>{t.demonstration} <a href={`/?lang=${lang}`}>{t.demonstrationHome}</a></aside>
}

function NavLink({ frame, path, label, count }: { frame: Frame; path: string; label: string; count?: { shown: string; words: string } | undefined }) {
  const here = path === '/' ? frame.path === '/' : frame.path.startsWith(path)
  return <a href={at(frame, path)} aria-current={here ? 'page' : undefined}>{label}{count && <> <span className="count" aria-hidden="true">{count.shown}</span><span className="visually-hidden"> ({count.words})</span></>}</a>
}

function OtherLanguage({ frame }: { frame: Frame }) {
  const other: Lang = frame.lang === 'fr' ? 'en' : 'fr'
  if (!frame.languages.includes(other)) return null
  return <a className="language" lang={other} hrefLang={other} href={`/${frame.provider.slug}/${other}${frame.path}`}>{textsIn(frame.lang).otherLanguage}</a>
}

function Identity({ frame }: { frame: Frame }) {
  const t = textsIn(frame.lang)
  if (!frame.signedIn) return <a className="button button-quiet" href={at(frame, '/sign-in')}>{t.mySpace}</a>
  return <PersonMenu frame={frame} name={frame.signedIn.name} customer={frame.signedIn.customer} href={(path) => at(frame, path)} />
}

function Foot({ frame }: { frame: Frame }) {
  const t = textsIn(frame.lang)
  return (
    <footer className="foot">
      <p>
        {frame.policy && <a href={at(frame, '/policy')}>{t.footerPolicy(frame.policy.version, frame.policy.since)}</a>}
        <a href={at(frame, '/accessibility')}>{t.accessibility}</a>
        <span>{t.poweredBy}</span>
      </p>
    </footer>
  )
}
