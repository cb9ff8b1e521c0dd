import { expect, test } from 'vitest'
import { policySource } from '../policy.ts'
import { openScene, seeing } from './scene.ts'

const scene = await openScene('apercu')
const { as, draft, company } = scene

test('the draft is read as people would read it, in both languages, by those who mind the policy and nobody else', async () => {
  expect((await as('ada', 'GET', '/apercu/fr/policy-draft')).status).toBe(404)
  await draft()
  const fr = await as('lead', 'GET', '/apercu/fr/policy-draft')
  expect(fr.text).toMatch(/Ceci est un brouillon.*3.heures ouvrées/s)
  expect((await as('lead', 'GET', '/apercu/en/policy-draft')).text).toMatch(/This is a draft.*3.business hours/s)
  for (const answer of [await as('agent', 'GET', '/apercu/fr/policy-draft'), await company.call('GET', '/apercu/fr/policy-draft'), await company.call('GET', '/apercu/fr/policy-draft', { cookie: await company.asContact() })]) expect(answer.status).toBe(404)
})

test('what a policy says can bring no markup and no script into a page', async () => {
  const evil = '<img src=x onerror=alert()><script>alert()</script>'
  const says = (text: string) => policySource('v2', '2026-11-24').replace("L'urgent est prioritaire.", text)
  const { findings } = (await as('ada', 'POST', 'policy/check', { body: { source: says(evil) } })).body
  expect(findings).toMatchObject([{ code: 'html-in-says', severity: 'error', clause: '5' }])
  // Elsewhere the text is no error: it is shown as it was written.
  await draft(
    says('[clic](javascript:alert()) ![x](data:text/html,x)').replace('title: { fr: Essai,', `title: { fr: ${JSON.stringify(evil)},`).replace('fr: Périmètre', `fr: ${JSON.stringify('"><svg onload=alert()>')}`)
      .replace('fr: "heures de support"', `fr: ${JSON.stringify(evil)}`),
  )
  const page = await as('lead', 'GET', '/apercu/fr/policy-draft')
  expect(page.status).toBe(200)
  expect(page.text).toContain('&lt;script&gt;')
  expect(page.text).not.toMatch(/<img src=x|<script>alert|href="javascript:|<svg onload|src="data:text/)
  expect(page.headers['content-security-policy']).toContain("script-src 'self'")
})

test('a draft with an error has no page', async () => {
  const { version } = (await as('ada', 'GET', 'policy/draft')).body
  await as('ada', 'PUT', 'policy/draft', { body: { source: 'rien: 1', examples: '' }, ...seeing(version) })
  expect((await as('lead', 'GET', '/apercu/fr/policy-draft')).status).toBe(404)
})
