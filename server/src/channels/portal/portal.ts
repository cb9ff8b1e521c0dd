import type { Http } from '#platform/http.ts'
import type { Desk } from '#policies/policies.ts'
import { addAccount } from './account.ts'
import { addActing } from './acting.ts'
import { addAsk } from './ask.ts'
import { addAssets } from './assets.ts'
import { addData } from './data.ts'
import { addContracts } from './contracts.ts'
import { addOidc } from './oidc.ts'
import { addLicences } from './licences.ts'
import { addNoticeSettings } from './notice-settings.ts'
import { addNotices } from './notices.ts'
import { addPublicPages } from './pages.ts'
import { addPeople } from './people.ts'
import { addProfile } from './profile.ts'
import { addForgotten } from './forgotten.ts'
import { addPolicyPages } from './policy.ts'
import { addPolicyDraftPage } from './policy-draft.ts'
import { addSecond } from './second.ts'
import { addSecurityFactors } from './security-factors.ts'
import { addSecurity } from './security.ts'
import { addServices } from './services.ts'
import { addSignIn } from './sign-in.ts'
import { addStepUp } from './step-up.ts'
import { addTickets } from './tickets.ts'
import { addUnfollow } from './unfollow.ts'

/** The pages of customers and the public. */
export async function addPortal(http: Http, desk: Desk): Promise<void> {
  await addAssets(http, desk)
  addPublicPages(http, desk)
  addPolicyPages(http, desk)
  addPolicyDraftPage(http, desk)
  addOidc(http, desk)
  addSignIn(http, desk)
  addSecond(http, desk)
  addForgotten(http, desk)
  addStepUp(http, desk)
  addSecurity(http, desk)
  addSecurityFactors(http, desk)
  addData(http, desk)
  addProfile(http, desk)
  addPeople(http, desk)
  addLicences(http, desk)
  addActing(http, desk)
  await addAsk(http, desk)
  await addTickets(http, desk)
  addAccount(http, desk)
  addServices(http, desk)
  addContracts(http, desk)
  addNotices(http, desk)
  addNoticeSettings(http, desk)
  addUnfollow(http, desk)
}

export { portalErrorPage } from './error-page.ts'
