import { beforeEach, describe, expect, test } from 'vitest'
import { secondFactorsOf } from '#people/people.ts'
import { openCompany, openTrial } from '../harness.ts'
import { hour, minute, openProtection, password } from './protected.ts'
import type { Protected } from './protected.ts'
import { lettersOf, openVisits } from './visits.ts'
import type { Browser } from './visits.ts'

const trial = await openTrial()
const company = await openCompany(trial, 'essai')
const letters = lettersOf(trial)
const { db } = trial.desk.database
const { firstStep, newProtected, sessionOf } = openProtection(trial, company, 20_000)

let ada: Protected
beforeEach(async () => {
  ada = await newProtected()
})

describe('AB-46: a second factor is lost', () => {
  async function begin(): Promise<{ thief: Browser; confirm: string }> {
    const thief = await firstStep(ada.email, { machine: '198.51.100.7' })
    expect((await thief.get('/sign-in/lost')).text).toContain('Nos agents ne peuvent pas raccourcir ce délai')
    await thief.post('/sign-in/lost')
    return { thief, confirm: await letters.path(ada.email, 'recovery') }
  }

  test('AB-24: by a link to the address, confirmed by POST, told, done after 72 hours and not before; sessions end', async () => {
    const { confirm } = await begin()
    const reader = openVisits(trial, company)
    expect((await reader.get(confirm)).status).toBe(200)
    expect(await db.selectFrom('recoveries').select('id').where('contact_id', '=', ada.id).execute()).toEqual([])
    expect((await reader.post(confirm)).status).toBe(200)
    expect((await reader.post(confirm)).status).toBe(410)
    expect(await letters.what(ada.email)).toContain('recovery_begun')
    trial.time.advance(48 * hour + minute)
    await trial.jobs.tick()
    await trial.jobs.tick()
    expect((await letters.what(ada.email)).filter((what) => what === 'recovery_soon')).toHaveLength(1)
    expect((await secondFactorsOf(trial.desk, company.provider.id, { contactId: ada.id })).any).toBe(true)
    expect(await sessionOf(ada.browser)).toBeDefined()
    trial.time.advance(24 * hour)
    await trial.jobs.tick()
    expect(await secondFactorsOf(trial.desk, company.provider.id, { contactId: ada.id })).toMatchObject({ any: false, backupCodesLeft: 0 })
    expect((await letters.what(ada.email)).at(-1)).toBe('recovery_done')
    expect(await sessionOf(ada.browser)).toBeUndefined()
    const again = openVisits(trial, company)
    expect((await again.post('/sign-in/password', { email: ada.email, password })).location).toBe('/essai/fr/account')
  })

  test('it is stopped by the link in every notice, or from the page of security; then it never happens', async () => {
    const { confirm } = await begin()
    await openVisits(trial, company).post(confirm)
    const stop = await letters.path(ada.email, 'recovery_begun')
    const reader = openVisits(trial, company)
    expect((await reader.get(stop)).status).toBe(200)
    expect((await reader.get('/recovery/stop/01a20000-0000-7000-8000-000000000000.AAAA')).status).toBe(410)
    expect((await ada.browser.get('/security')).text).toContain('Arrêter le retrait')
    expect((await reader.post(stop)).status).toBe(200)
    expect((await reader.post(stop)).status).toBe(410)
    trial.time.advance(100 * hour)
    await trial.jobs.tick()
    expect((await secondFactorsOf(trial.desk, company.provider.id, { contactId: ada.id })).any).toBe(true)
    expect((await letters.what(ada.email)).at(-1)).toBe('recovery_cancelled')
  })

  test('nobody who has not given the first proof can ask, and no agent can do it', async () => {
    const stranger = openVisits(trial, company)
    expect((await stranger.post('/sign-in/lost')).status).toBe(410)
    expect(await letters.what(ada.email)).not.toContain('recovery')
    // Everything that an agent or a program can ask for is described: none of it removes a contact's second factor.
    const { paths } = (await company.call('GET', '/api/openapi.json')).body as { paths: Record<string, unknown> }
    expect(Object.keys(paths).length).toBeGreaterThan(20)
    expect(Object.keys(paths).filter((path) => /contacts?\/.*(totp|passkey|second|recover)/.test(path))).toEqual([])
  })
})
