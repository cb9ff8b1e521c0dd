import type { Http } from '#platform/http.ts'
import type { Desk } from '#policies/policies.ts'
import { addAsk } from './ask.ts'
import { addAssets } from './assets.ts'
import { addOidc } from './oidc.ts'
import { addPublicPages } from './pages.ts'
import { addForgotten } from './forgotten.ts'
import { addPolicyPages } from './policy.ts'
import { addSecond } from './second.ts'
import { addNoticeSettings } from './notice-settings.ts'
import { addNotices } from './notices.ts'
import { addSecurityFactors } from './security-factors.ts'
import { addSecurity } from './security.ts'
import { addSignIn } from './sign-in.ts'
import { addStepUp } from './step-up.ts'
import { addTickets } from './tickets.ts'

/** The pages of customers and the public. */
export async function addPortal(http: Http, desk: Desk): Promise<void> {
  await addAssets(http, desk)
  addPublicPages(http, desk)
  addPolicyPages(http, desk)
  addOidc(http, desk)
  addSignIn(http, desk)
  addSecond(http, desk)
  addForgotten(http, desk)
  addStepUp(http, desk)
  addSecurity(http, desk)
  addSecurityFactors(http, desk)
  await addAsk(http, desk)
  await addTickets(http, desk)
}

export { portalErrorPage } from './error-page.ts'
  addNotices(http, desk)
  addNoticeSettings(http, desk)
