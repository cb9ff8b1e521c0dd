import { generate } from 'otplib'
import { expect, test } from 'vitest'
import { addAgent, forgetProviders } from '#people/people.ts'
import { runCommand } from '../../../cli/test/run.ts'
import { cookieOf, openCompany, openTrial, password } from '../harness.ts'
import { openAuthenticator } from '../identity/authenticator.ts'

const trial = await openTrial()
const company = await openCompany(trial, 'essai')
const { db } = trial.desk.database
const minute = 60_000

/** Our provider requires a second proof from now on, or does not. */
async function ask(secondFactor: 'required' | 'offered') {
  await db.updateTable('providers').set({ second_factor: secondFactor }).execute()
  forgetProviders(trial.desk)
}

let people = 0
/** A new agent, and how they act. */
async function newAgent() {
  people += 1
  const email = `agent-${people}@essai.example`
  await addAgent(trial.desk, company.provider.id, { name: `Agent ${people}`, email, password })
  const signIn = (cookie?: string, secret = password) => company.call('POST', 'session', { body: { email, password: secret }, ...(cookie ? { cookie } : {}) })
  return { email, signIn }
}
const codeOf = (secret: string) => generate({ secret, epoch: Math.floor(trial.time.now() / 1_000) })
const codes = async (cookie: string) => {
  const begun = await company.call('POST', 'me/totp/begin', { cookie })
  expect(begun.status, begun.text).toBe(200)
  const { secret, sealed, picture } = begun.body
  expect(picture).toContain('<svg')
  const done = await company.call('POST', 'me/totp', { cookie, body: { sealed, code: await codeOf(secret) } })
  expect(done.status, done.text).toBe(200)
  return { secret: secret as string, codes: done.body.codes as string[] }
}
const second = (cookie: string, code: string) => company.call('POST', 'session/second', { cookie, body: { code } })

test('where a second proof is required, one who has none sets it up before anything of the desk is to be had', async () => {
  await ask('required')
  const { signIn } = await newAgent()
  const cookie = cookieOf(await signIn())
  expect((await company.call('GET', 'me', { cookie })).body).toMatchObject({ owesSecond: true, may: [] })
  for (const path of ['queue?view=all', 'queue/counts', 'customers?search=Martin', 'outgoing', 'agents']) {
    const shut = await company.call('GET', path, { cookie })
    expect([shut.status, shut.body.code], path).toEqual([403, 'second-factor-needed'])
  }
  const set = await codes(cookie)
  expect(set.codes).toHaveLength(10)
  expect((await company.call('GET', 'me', { cookie })).body).toMatchObject({ owesSecond: false })
  expect((await company.call('GET', 'queue?view=all', { cookie })).status).toBe(200)
  const removed = await company.call('DELETE', 'me/totp', { cookie: await fresh(cookie, set.secret) })
  expect([removed.status, removed.body.code]).toEqual([409, 'second-factor-kept'])
})

/** Proves once more, a minute later; gives the session's new cookie. */
async function fresh(cookie: string, secret: string): Promise<string> {
  trial.time.advance(minute)
  const proved = await company.call('POST', 'me/proof', { cookie, body: { code: await codeOf(secret) } })
  expect(proved.status, proved.text).toBe(204)
  return cookieOf(proved)
}

test('AB-28: the password alone opens nothing; a code serves once, and wrong ones wait longer and longer', async () => {
  await ask('offered')
  const { signIn } = await newAgent()
  const first = await signIn()
  expect(first.body).toMatchObject({ kind: 'agent', owesSecond: false })
  const { secret, codes: backup } = await codes(cookieOf(first))
  trial.time.advance(minute)
  const asked = await signIn()
  expect(asked.body).toMatchObject({ kind: 'second', totp: true, codes: true, passkey: null })
  const pending = cookieOf(asked)
  expect(pending).toMatch(/^guichet_essai_agent_pending=/)
  const token = pending.split('=')[1]
  for (const cookie of [pending, `guichet_essai_agent=${token}`, `guichet_essai_contact=${token}`]) expect((await company.call('GET', 'me', { cookie })).status).toBe(401)
  expect((await company.call('GET', 'session/second', { cookie: pending })).body).toMatchObject({ kind: 'second' })
  const code = await codeOf(secret)
  const opened = await second(pending, code)
  expect(opened.body).toMatchObject({ kind: 'agent' })
  // What was pending opened one session, and the code is used up.
  expect((await second(pending, await codeOf(secret))).status).toBe(401)
  const again = cookieOf(await signIn())
  expect([(await second(again, code)).body.code, (await second(again, '000000')).body.code]).toEqual(['wrong-code', 'wrong-code'])
  for (let tries = 0; tries < 3; tries++) await second(again, '111111')
  trial.time.advance(1_000)
  const slowed = await second(again, backup[0]!)
  expect([slowed.status, slowed.body.code]).toEqual([429, 'too-many-attempts'])
  expect(Number(slowed.headers['retry-after'])).toBeGreaterThan(0)
  trial.time.advance(5 * minute)
  expect((await second(again, backup[0]!.toUpperCase().replace('-', ' '))).status).toBe(200)
  const last = cookieOf(await signIn())
  expect((await second(last, backup[0]!)).body.code).toBe('wrong-code')
  // Too late: the first proof has to be given again.
  trial.time.advance(20 * minute)
  expect((await second(last, backup[1]!)).status).toBe(401)
  const failed = await db.selectFrom('events').select('type').where('type', 'in', ['session.second_failed', 'code.used']).execute()
  expect(failed.length).toBeGreaterThanOrEqual(6)
})

test('AB-29: what changes the ways in takes a proof of just now, under a new token', async () => {
  await ask('offered')
  const { signIn } = await newAgent()
  const cookie = cookieOf(await signIn())
  trial.time.advance(16 * minute)
  const old = await company.call('POST', 'me/totp/begin', { cookie })
  expect([old.status, old.body.code]).toEqual([403, 'sign-in-again'])
  const again = cookieOf(await signIn(cookie))
  const { secret } = await codes(again)
  trial.time.advance(1 * minute)
  for (const [method, path] of [['POST', 'me/totp/begin'], ['DELETE', 'me/totp'], ['POST', 'me/backup-codes'], ['GET', 'me/passkeys/options']] as const) {
    const refused = await company.call(method, path, { cookie: again })
    expect([refused.status, refused.body.code], path).toEqual([403, 'second-factor-needed'])
  }
  const raised = await fresh(again, secret)
  expect((await company.call('GET', 'me', { cookie: again })).status).toBe(401)
  expect((await company.call('POST', 'me/backup-codes', { cookie: raised })).body.codes).toHaveLength(10)
  expect((await company.call('DELETE', 'me/totp', { cookie: raised })).status).toBe(204)
  expect((await company.call('GET', 'me/security', { cookie: raised })).body).toMatchObject({ totp: null, backupCodesLeft: 0 })
  expect((await signIn()).body).toMatchObject({ kind: 'agent' })
})

test('one’s sessions are listed and ended, another’s are not there; a new password ends all the others', async () => {
  const [one, other] = [await newAgent(), await newAgent()]
  const [here, there] = [cookieOf(await one.signIn()), cookieOf(await one.signIn())]
  const foreign = cookieOf(await other.signIn())
  const { body } = await company.call('GET', 'me/security', { cookie: here })
  expect(body.sessions.map((session: { current: boolean; way: string }) => [session.way, session.current]).sort()).toEqual([['password', false], ['password', true]])
  const [mine] = body.sessions.filter((session: { current: boolean }) => !session.current)
  expect((await company.call('DELETE', `me/sessions/${mine.id}`, { cookie: foreign })).status).toBe(404)
  expect((await company.call('DELETE', `me/sessions/${mine.id}`, { cookie: here })).status).toBe(204)
  expect((await company.call('GET', 'me', { cookie: there })).status).toBe(401)
  const third = cookieOf(await one.signIn())
  const change = (current: string, wanted: string) => company.call('POST', 'me/password', { cookie: here, body: { current, password: wanted } })
  expect((await change('faux', 'Tilleul-mauve-93')).body.code).toBe('wrong-password')
  expect((await change(password, 'azerty')).body).toMatchObject({ code: 'password-refused', detail: expect.stringContaining('8 caractères') })
  expect((await change(password, 'Tilleul-mauve-93')).status).toBe(204)
  expect((await company.call('GET', 'me', { cookie: third })).status).toBe(401)
  expect((await company.call('GET', 'me', { cookie: here })).status).toBe(200)
  expect((await one.signIn()).status).toBe(401)
  expect((await one.signIn(undefined, 'Tilleul-mauve-93')).status).toBe(200)
})

test('a passkey serves as the second proof and as both at once, at this host and for its agent only; it stays where one is required', async () => {
  await ask('required')
  const { signIn, email } = await newAgent()
  const cookie = cookieOf(await signIn())
  const key = openAuthenticator('http://localhost:3000')
  const wanted = await company.call('GET', 'me/passkeys/options', { cookie })
  const made = await company.call('POST', 'me/passkeys', { cookie, body: { name: 'Portable', passkey: JSON.parse(key.create(wanted.body.options)) } })
  expect([made.status, made.body.codes?.length], made.text).toEqual([200, 10])
  expect((await company.call('GET', 'me', { cookie })).body.owesSecond).toBe(false)

  const asked = await signIn()
  expect(asked.body).toMatchObject({ kind: 'second', totp: false, passkey: { rpId: 'localhost' } })
  const pending = cookieOf(asked)
  const proved = await company.call('POST', 'session/second', { cookie: pending, body: { passkey: JSON.parse(key.get(asked.body.passkey)) } })
  expect(proved.body, proved.text).toMatchObject({ kind: 'agent', agent: { email } })

  const alone = await company.call('GET', 'session/passkey')
  const opened = await company.call('POST', 'session/passkey', { body: { passkey: JSON.parse(key.get(alone.body.options)) } })
  expect(opened.body, opened.text).toMatchObject({ kind: 'agent', agent: { email }, owesSecond: false })
  // Another's challenge, and a stranger's key.
  expect((await company.call('POST', 'session/passkey', { body: { passkey: JSON.parse(key.get(asked.body.passkey)) } })).body.code).toBe('wrong-passkey')
  expect((await company.call('POST', 'session/passkey', { body: { passkey: JSON.parse(openAuthenticator('http://localhost:3000').get(alone.body.options)) } })).status).toBe(422)
  const inside = cookieOf(opened)
  const [passkey] = (await company.call('GET', 'me/security', { cookie: inside })).body.passkeys
  expect(passkey).toMatchObject({ name: 'Portable', host: 'localhost' })
  expect((await company.call('DELETE', `me/passkeys/${passkey.id}`, { cookie: inside })).body.code).toBe('second-factor-kept')
  await ask('offered')
  expect((await company.call('DELETE', `me/passkeys/${passkey.id}`, { cookie: inside })).status).toBe(204)
})

test('AB-46: an agent who lost everything gets back in by a command on the machine: proofs and sessions gone, one set up anew before anything else', async () => {
  const env = { GUICHET_DATA: trial.desk.settings.dataFolder, DATABASE_URL: trial.databaseUrl, LANG: 'fr_FR.UTF-8', PORT: '0', SMTP_PORT: '0' }
  const reset = (...argv: string[]) => runCommand(['agent', 'reset-second-factor', ...argv], env)
  await ask('required')
  const { email, signIn } = await newAgent()
  const cookie = cookieOf(await signIn())
  const { secret } = await codes(cookie)
  trial.time.advance(minute)
  const pending = cookieOf(await signIn())
  expect(await reset('--provider', 'essai')).toMatchObject({ code: 2, err: 'Il manque ADRESSE, celle de l’agent.\n' })
  expect((await reset('personne', '--provider', 'essai')).code).toBe(2)
  expect((await reset('nul@essai.example', '--provider', 'essai')).err).toContain('Aucun agent en service')
  const done = await reset(email.toUpperCase(), '--provider', 'essai')
  expect(done).toMatchObject({ code: 0, err: '' })
  expect(done.out).toContain('sessions fermées : 1')
  // Neither the session nor the half-open sign-in is worth anything; the old code opens nothing.
  expect((await company.call('GET', 'me', { cookie })).status).toBe(401)
  expect((await second(pending, await codeOf(secret))).status).toBe(401)
  const next = await signIn()
  expect(next.body).toMatchObject({ kind: 'agent', owesSecond: true })
  expect((await company.call('GET', 'queue?view=all', { cookie: cookieOf(next) })).body.code).toBe('second-factor-needed')
  expect((await codes(cookieOf(next))).codes).toHaveLength(10)
  expect((await company.call('GET', 'queue?view=all', { cookie: cookieOf(next) })).status).toBe(200)
  const events = await db.selectFrom('events').select(['actor_kind', 'data']).where('type', '=', 'second_factor.reset').execute()
  expect(events).toMatchObject([{ actor_kind: 'system', data: { sessionsEnded: 1 } }])
  const other = await newAgent()
  expect(await reset(other.email, '--provider', 'essai')).toMatchObject({ code: 1, out: '' })
})
