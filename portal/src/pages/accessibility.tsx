import { Page, type Frame } from '../frame.tsx'
import { textsIn } from '../texts/texts.ts'

/** State, method and recourse (A11Y-03). */
export function AccessibilityPage({ frame }: { frame: Frame }) {
  const t = textsIn(frame.lang)
  return (
    <Page frame={frame} title={t.accessibilityTitle}>
      <h1>{t.accessibilityTitle}</h1>
      {t.accessibilityText.map((paragraph) => <p key={paragraph}>{paragraph}</p>)}
    </Page>
  )
}
