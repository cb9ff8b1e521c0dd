import { useState } from 'react'
import { slug } from '../place.ts'
import { usePreferences } from '../preferences.tsx'
import type { Lang } from '../texts/texts.ts'
import { policyTexts } from './texts.ts'

/** The page of the draft as people would read it, from the pages themselves. It runs nothing: not even our own scripts. */
export function Preview({ sound, saved, version }: { sound: boolean; saved: boolean; version: number }) {
  const { lang } = usePreferences()
  const t = policyTexts(lang)
  const [shown, setShown] = useState<Lang>(lang)
  return (
    <>
      <p className="row-of-buttons">{(['fr', 'en'] as const).map((one) => <button key={one} type="button" className="button" aria-pressed={shown === one} onClick={() => setShown(one)}>{t.previewLang[one]}</button>)}</p>
      {!sound ? <p className="quiet">{t.previewNone}</p> : !saved ? <p className="quiet">{t.previewUnsaved}</p> : (
        <iframe key={`${shown} ${version}`} className="policy-page-frame" title={t.previewTitle} sandbox="allow-same-origin" src={`/${slug}/${shown}/policy-draft?v=${version}`} />
      )}
    </>
  )
}
