import { generate } from 'otplib'
import { expect } from 'vitest'
import { addContact, addCustomer, findSession } from '#people/people.ts'
import type { Company, Trial } from '../harness.ts'
import { enterByLink, openVisits } from './visits.ts'
import type { Browser } from './visits.ts'

export const minute = 60_000
export const hour = 60 * minute
export const password = 'Trois-Roues-7'

/** Somebody with a password, an application for codes and ten backup codes, and the browser in which they set these up. */
export interface Protected { readonly id: string; readonly email: string; readonly browser: Browser; readonly secret: string; readonly codes: string[] }

/** What tests of the second factor do at a company, with people whose numbers begin at `from`. */
export function openProtection(trial: Trial, company: Company, from: number) {
  let next = from
  const codeOf = (secret: string) => generate({ secret, epoch: Math.floor(trial.time.now() / 1_000) })

  /** Somebody who has not chosen any way in yet. */
  async function newContact(name: string): Promise<{ readonly id: string; readonly email: string }> {
    next += 1
    const email = `p${next}@protegee.example`
    const customerId = await addCustomer(trial.desk, company.provider.id, { number: String(next), name: `Cliente ${next}` })
    return { email, id: await addContact(trial.desk, company.provider.id, { customerId, name, email }) }
  }

  return {
    codeOf, newContact,

    async newProtected(): Promise<Protected> {
      const { id, email } = await newContact('Ada Lupin')
      const browser = await enterByLink(trial, company, email)
      await browser.post('/security/password', { password })
      const page = await browser.get('/security/totp')
      const secret = /<code>([A-Z2-7 ]+)<\/code>/.exec(page.text)?.[1]?.replaceAll(' ', '') ?? ''
      const sealed = /name="sealed" value="([^"]+)"/.exec(page.text)?.[1] ?? ''
      const shown = await browser.post('/security/totp', { sealed, code: await codeOf(secret) })
      const codes = [...shown.text.matchAll(/<code>([a-z0-9]{5}-[a-z0-9]{5})<\/code>/g)].map((found) => found[1] as string)
      expect(codes).toHaveLength(10)
      trial.time.advance(2 * minute)
      return { id, email, browser, secret, codes }
    },

    /** A new browser in which the password was given, and the second proof was not. */
    async firstStep(email: string, how: { machine?: string } = {}): Promise<Browser> {
      const browser = openVisits(trial, company, how)
      const entered = await browser.post('/sign-in/password', { email, password, back: '/essai/fr/ask' })
      expect([entered.status, entered.location]).toEqual([303, '/essai/fr/sign-in/second?back=%2Fessai%2Ffr%2Fask'])
      return browser
    },

    sessionOf: (browser: Browser) => findSession(trial.desk, company.provider.id, 'contact', browser.cookies.get('guichet_essai_contact') ?? ''),
  }
}
