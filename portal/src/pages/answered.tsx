import type { ReactNode } from 'react'
import { at, Page, type Frame } from '../frame.tsx'
import { Enough, type KnownView } from '../parts/known.tsx'
import { askingTexts } from '../texts/areas/asking.ts'
import { textsIn } from '../texts/texts.ts'

/** What the policy answers to who has their answer, and the press that says so. */
export function AvoidedOffer({ frame, answer, carried }: { frame: Frame; answer: ReactNode; carried: KnownView['carried'] }) {
  return <>{answer}<Enough frame={frame} carried={carried} /></>
}

/** A question that had its answer already. */
export function AvoidedPage({ frame }: { frame: Frame }) {
  const t = textsIn(frame.lang)
  const ours = askingTexts(frame.lang)
  return (
    <Page frame={frame} title={ours.avoidedTitle}>
      <h1>{ours.avoidedTitle}</h1>
      <p className="notice" role="status" data-sent="">{ours.avoided}</p>
      <p><a href={at(frame, '/ask')}>{t.askAnother}</a></p>
    </Page>
  )
}
