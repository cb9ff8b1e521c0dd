import type { ReactNode } from 'react'
import type { Lang } from '@guichet/policy'
import { identityTexts } from '../texts/areas/identity.ts'
import { Kept, type KeptFields } from './secret.tsx'

/** What the browser needs to make or use a passkey, as the server drew it. */
export type PasskeyOptions = object

interface Given { lang: Lang; act: 'create' | 'get'; action: string; options: PasskeyOptions; button: string; kept?: KeptFields; quiet?: boolean; children?: ReactNode }

/** A form that a passkey fills: shown where the browser can, and told where it cannot. */
export function PasskeyForm({ lang, act, action, options, button, kept = {}, quiet = false, children }: Given) {
  const t = identityTexts(lang)
  return (
    <>
      <form method="post" action={action} data-passkey={act} data-options={JSON.stringify(options)} hidden>
        <Kept fields={kept} />
        <input type="hidden" name="passkey" value="" />
        {children}
        <p className="problem" role="alert" hidden data-stopped>{t.passkeyStopped}</p>
        <button className={quiet ? 'button button-quiet' : 'button'} type="submit">{button}</button>
      </form>
      <p className="quiet" data-no-passkey hidden>{t.passkeyUnsupported}</p>
      <p className="quiet" data-needs-script>{t.passkeyNeedsScript}</p>
      <script src="/assets/passkey.js" defer />
    </>
  )
}
