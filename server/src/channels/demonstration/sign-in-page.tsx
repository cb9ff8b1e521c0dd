import type { Lang } from '@guichet/policy'
import { Demonstration, Document } from '#portal/frame.tsx'
import { textsIn } from '#portal/texts/texts.ts'

const words = {
  fr: { why: 'Sans mot de passe\u202F: ce lien ne vaut que dans cette démonstration, sur cette machine.' },
  en: { why: 'No password: this link is worth something in this demonstration only, on this machine.' },
} as const

/** Whom a one-click sign-in would make of its reader; only the button does it. */
export function OneClickPage({ lang, name, about, action }: { lang: Lang; name: string; about: string | undefined; action: string }) {
  const title = `${textsIn(lang).firstAs} ${name}`
  return (
    <Document lang={lang} title={title}>
      <Demonstration lang={lang} />
      <main id="content" className="content">
        <h1>{title}</h1>
        {about !== undefined && <p className="lead">{about}</p>}
        <p>{words[lang].why}</p>
        <form method="post" action={action}><button className="button" type="submit">{title}</button></form>
      </main>
    </Document>
  )
}
