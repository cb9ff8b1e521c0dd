import { useDesk } from '../desk.tsx'
import { shortInstant } from '../parts/short.ts'
import { usePreferences } from '../preferences.tsx'
import { useNow } from '../time.ts'
import { composerTexts } from './composer/texts.ts'

/** An answer that can still be taken back, until it leaves. */
export function Leaving({ at }: { at: number }) {
  const { lang } = usePreferences()
  const { zone } = useDesk()
  const now = useNow()
  return at > now ? <p className="delivery delivery-pending">{composerTexts(lang).leaving(shortInstant(at, { now, zone, lang }))}</p> : null
}
