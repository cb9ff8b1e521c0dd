import type { Lang } from '@guichet/policy'
import { Demonstration, Document } from '../frame.tsx'
import { textsIn } from '../texts/texts.ts'

export interface FirstProvider {
  slug: string
  name: string
  /** One line: what kind of company, what its policy is known for. */
  about: string
  agents: readonly { name: string; href: string }[]
  customers: readonly { name: string; about: string; href: string }[]
  tries: readonly string[]
}
export interface FirstView { demonstration: boolean; providers: readonly FirstProvider[]; commands: readonly { about: string; command: string }[] }

/** The first page: in the demonstration, whom to be and what to try; elsewhere, the providers. */
export function FirstPage({ lang, view }: { lang: Lang; view: FirstView }) {
  const t = textsIn(lang)
  const other = lang === 'fr' ? 'en' : 'fr'
  return (
    <Document lang={lang} title={view.demonstration ? t.firstTitle : t.chooseProvider}>
      {view.demonstration && <Demonstration lang={lang} />}
      <main id="content" className="content content-wide first">
        <p className="language-line"><a lang={other} hrefLang={other} href={`/?lang=${other}`}>{t.otherLanguage}</a></p>
        <h1>{view.demonstration ? t.firstTitle : t.chooseProvider}</h1>
        {view.demonstration && <p className="lead">{t.firstLead}</p>}
        <ul className="providers">{view.providers.map((provider) => <Provider key={provider.slug} lang={lang} provider={provider} />)}</ul>
        {view.demonstration && (
          <>
            <h2>{t.firstMail}</h2>
            <dl className="commands">{view.commands.map((one) => <div key={one.command}><dt>{one.about}</dt><dd><code>{one.command}</code></dd></div>)}</dl>
            <p className="ends"><a href={`/demonstration/outgoing?lang=${lang}`}>{t.firstOutgoing}</a> <a href="/api/">{t.firstApi}</a></p>
          </>
        )}
      </main>
    </Document>
  )
}

function Provider({ lang, provider }: { lang: Lang; provider: FirstProvider }) {
  const t = textsIn(lang)
  return (
    <li className="card">
      <h2><a href={`/${provider.slug}/${lang}/`}>{provider.name}</a></h2>
      <p className="quiet">{provider.about}</p>
      {provider.agents.length + provider.customers.length > 0 && (
        <dl className="entries">
          <div><dt>{t.firstPublic}</dt><dd><a href={`/${provider.slug}/${lang}/`}>{t.home}</a>, <a href={`/${provider.slug}/${lang}/policy`}>{t.policy.toLowerCase()}</a></dd></div>
          {provider.agents.map((agent) => <div key={agent.href}><dt>{t.firstAgent}</dt><dd><a href={agent.href}>{agent.name}</a></dd></div>)}
          {provider.customers.map((customer) => <div key={customer.href}><dt>{t.firstCustomer}</dt><dd><a href={customer.href}>{customer.name}</a> <span className="quiet">{customer.about}</span></dd></div>)}
        </dl>
      )}
      {provider.tries.length > 0 && <><h3>{t.firstTry}</h3><ul className="tries">{provider.tries.map((one) => <li key={one}>{one}</li>)}</ul></>}
    </li>
  )
}
