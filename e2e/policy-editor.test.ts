import { readFile } from 'node:fs/promises'
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { addAgent, cookieName, openSession } from '#people/people.ts'
import { beginDraft } from '#policies/drafts.ts'
import { openTestDesk } from '../server/test/desk.ts'
import { until } from './process.ts'
import { expectAccessible, openBrowser } from './visit.ts'

/** The policy itself, opened, changed, tried, published and taken back by those who may; two at once. */
const desk = await openTestDesk({ now: '2026-11-20T09:00:00Z', providers: ['introserv'] })
const open = await openBrowser()
const provider = desk.provider('introserv')
const ids = {
  ada: (await addAgent(desk.desk, provider.id, { name: 'Ada Rivière', email: 'ada@introserv.test', password: 'un mot de passe assez long', roles: ['admin'] })).id,
  bob: (await addAgent(desk.desk, provider.id, { name: 'Bob Lemaire', email: 'bob@introserv.test', password: 'un mot de passe assez long', roles: ['admin'] })).id,
  lead: (await addAgent(desk.desk, provider.id, { name: 'Léa Meneur', email: 'lea@introserv.test', password: 'un mot de passe assez long', roles: ['lead'] })).id,
}

async function enter(who: keyof typeof ids, looking: Parameters<typeof open>[0] = {}) {
  const opened = await open(looking)
  const { token } = await openSession(desk.desk, desk.world.database.db, provider.id, { agentId: ids[who] })
  await opened.context.addCookies([{ name: cookieName('introserv', 'agent'), value: token, url: `${desk.origin}/introserv` }])
  await opened.page.goto(`${desk.origin}/introserv/desk/admin/policy`)
  await opened.page.getByRole('heading', { level: 1, name: 'Politique de support' }).waitFor()
  return opened
}
const editor = (page: Page, file = 'La politique') => page.getByRole('textbox', { name: new RegExp(`^${file}`) })
const panel = (page: Page, name: string) => page.getByRole('button', { name: new RegExp(`^${name}`) }).click()
const saved = (page: Page) => page.getByText(/^Enregistré/).waitFor()
const [policy, examples] = await Promise.all(['policy', 'examples'].map((file) => readFile(new URL(`../policies/introserv/${file}.yaml`, import.meta.url), 'utf8')))
/** A draft of the version in force, and nothing of what was written before. */
async function begun(beside = ''): Promise<void> {
  await desk.world.database.db.deleteFrom('policy_drafts').where('provider_id', '=', provider.id).execute()
  desk.time.advance(60_000)
  await beginDraft(desk.desk, provider.id, { kind: 'agent', id: ids.ada, name: 'Ada Rivière' }, { source: policy!, examples: beside, basedOn: '2026-11', seen: undefined })
}
const draft = () => desk.world.database.db.selectFrom('policy_drafts').selectAll().where('provider_id', '=', provider.id).executeTakeFirst()

test('a mistake is found as it is typed, and gone when it is mended; names and keys are offered; the keyboard leaves the editor', async () => {
  const { page, context } = await enter('ada')
  await page.getByText('Aucun brouillon').waitFor()
  await expectAccessible(page, 'policy-none', 'two')
  await page.getByRole('button', { name: 'Partir de la version en vigueur' }).click()
  await page.locator('[data-editor=ready]').waitFor()
  await page.getByText('Ce texte peut être publié').waitFor()

  await editor(page).click()
  await page.keyboard.press('Control+Home')
  await page.keyboard.type('zoone: 1\n')
  await page.getByText('1 erreur').waitFor()
  const found = page.locator('.policy-finding').first()
  expect(await found.innerText()).toMatch(/ligne 1.*zoone.*zone/s)
  await page.locator('.cm-lintRange-error').first().waitFor()
  await saved(page)
  expect((await draft())?.source.startsWith('zoone: 1\n')).toBe(true)
  await expectAccessible(page, 'policy-finding')

  await page.getByRole('button', { name: /Erreur, ligne 1/ }).click()
  await until('the editor has the focus', () => page.evaluate(() => document.activeElement?.classList.contains('policy-code') === true))
  await page.keyboard.press('Control+Shift+k')
  await page.getByText('Ce texte peut être publié').waitFor()

  await page.keyboard.press('Control+Home')
  await page.keyboard.type('cur')
  await page.getByRole('option', { name: 'currency' }).waitFor()
  await page.keyboard.press('Escape')
  for (let i = 0; i < 3; i += 1) await page.keyboard.press('Backspace')
  await page.keyboard.press('Escape')
  await page.keyboard.press('Tab')
  expect(await page.evaluate(() => document.activeElement?.classList.contains('policy-code'))).toBe(false)
  await page.getByText('Ce texte peut être publié').waitFor()
  await saved(page)
  await context.close()
})

test('examples are played as one types; a request is tried beside the version in force, and kept as an example', async () => {
  await begun(examples)
  const { page, context } = await enter('ada')
  await page.locator('[data-editor=ready]').waitFor()
  await panel(page, 'Exemples')
  await page.getByText(/exemples sur 9\d tiennent/).waitFor()
  await panel(page, 'Essayer')
  await page.getByLabel('Valeur Canal').selectOption({ index: 1 })
  // A fact that holds several values is given several; one that leaves the choice open offers what is declared.
  await page.getByRole('button', { name: 'Ajouter un fait' }).click()
  await page.locator('.policy-fact').last().getByRole('combobox').first().selectOption('diagnostics')
  await page.getByLabel('Valeur Données de diagnostic').fill('journal.txt\ncapture.png')
  await page.getByLabel('Quand').fill('2026-11-24T10:00')
  await page.getByRole('button', { name: 'Demander', exact: true }).click()
  await page.getByText('Les deux répondent la même chose').waitFor()
  await expectAccessible(page, 'policy-try', 'two')
  await page.getByLabel('Identifiant').fill('ESSAI-1')
  await page.getByRole('button', { name: 'Ajouter aux exemples' }).click()
  await panel(page, 'Exemples')
  await page.getByText('Tiennent (').click()
  await page.getByRole('button', { name: 'ESSAI-1' }).waitFor()
  await saved(page)
  const kept = (await draft())?.examples ?? ''
  expect(kept).toContain('- id: ESSAI-1')
  expect(kept).toMatch(/diagnostics: \["journal\.txt", "capture\.png"\]/)

  // An example that does not hold says what was expected and what came, and keeps the draft from being published.
  await page.getByRole('button', { name: 'ESSAI-1' }).click()
  await editor(page, 'Les exemples').waitFor()
  await page.keyboard.press('Control+End')
  await page.keyboard.insertText('  - id: FAUX\n    ')
  await page.keyboard.insertText('given: { channel: ticket }\n    then: { outcome: held }\n')
  await page.locator('.policy-finding', { hasText: 'FAUX' }).getByText('attendu').first().waitFor()
  await panel(page, 'Publier')
  await page.getByText(/1 exemple ne tient pas/).waitFor()
  expect(await page.getByRole('button', { name: 'Publier', exact: true }).last().getAttribute('aria-disabled')).toBe('true')
  await expectAccessible(page, 'policy-failing', 'two')
  await context.close()
})

test('what changes is said in both languages; the page is seen as it would be read; published for tomorrow, and taken back', async () => {
  await begun(examples)
  const { page, context } = await enter('ada')
  await page.locator('[data-editor=ready]').waitFor()
  await editor(page).click()
  const next = policy!.replace('within: 10min', 'within: 20min')
  await page.keyboard.press('Control+a')
  await page.keyboard.insertText(next)
  await saved(page)
  await panel(page, 'Différences')
  await page.getByText(/20.minutes/).first().waitFor()
  await page.getByRole('button', { name: 'In English' }).click()
  await page.getByText(/20.minutes \(before/).first().waitFor()
  await page.getByText('Les tickets ouverts gardent la politique de leur ouverture').waitFor()
  await expectAccessible(page, 'policy-difference', 'two')
  await panel(page, 'Aperçu')
  await page.frameLocator('iframe').getByText('Ceci est un brouillon').waitFor()
  await panel(page, 'Publier')
  await page.getByText(/exemple.* ne tien|tous les exemples tiennent/).first().waitFor()
  // What was promised is held by examples: they are changed with it.
  await page.getByText(/ne tien/).first().waitFor()
  await page.getByRole('button', { name: /^Les exemples/ }).click()
  await editor(page, 'Les exemples').click()
  await page.keyboard.press('Control+a')
  await page.keyboard.insertText('policy: policy.yaml\nexamples:\n  - id: A\n    given: { channel: ticket }\n    then: { clauses: [] }\n')
  await saved(page)
  await page.getByText('tous les exemples tiennent').waitFor()
  await page.getByLabel('Nom de la version').fill('2026-12')
  await page.getByLabel('Pourquoi cette version').fill('Le délai du chat passe à vingt minutes.')
  await expectAccessible(page, 'policy-publish')
  await page.getByRole('button', { name: 'Publier', exact: true }).last().click()
  await page.getByText(/version «.2026-12.» est publiée/).waitFor()
  await page.getByText('À venir : version « 2026-12 »'.replace(/ ([:»])/g, (_all, mark) => (mark === ':' ? '\u202f:' : '\u00a0»')).replace('« ', '«\u00a0')).waitFor()
  await page.getByText('Aucun brouillon').waitFor()

  await page.getByRole('button', { name: 'Versions', exact: true }).click()
  await page.getByRole('button', { name: 'Ouvrir 2026-12' }).click()
  await page.getByText(/20.minutes/).first().waitFor()
  await expectAccessible(page, 'policy-versions')
  await page.getByRole('button', { name: 'Retirer cette version' }).click()
  // What binds the company is not left to a session that stood open.
  desk.time.advance(16 * 60_000)
  await page.getByRole('button', { name: 'Oui, la retirer' }).click()
  await page.getByRole('heading', { name: /Prouvez que / }).waitFor()
  await context.close()

  const again = await enter('bob')
  await again.page.getByRole('button', { name: 'Versions', exact: true }).click()
  await again.page.getByRole('button', { name: 'Ouvrir 2026-12' }).click()
  await again.page.getByRole('button', { name: 'Retirer cette version' }).click()
  await again.page.getByRole('button', { name: 'Oui, la retirer' }).click()
  await again.page.getByText(/Reprise par Bob Lemaire/).waitFor()
  await again.context.close()
})

test('of two who write at once, none loses a word: the second sees what differs, and chooses', async () => {
  await begun()
  const ada = await enter('ada')
  await ada.page.locator('[data-editor=ready]').waitFor()
  const bob = await enter('bob', { width: 390 })
  await bob.page.locator('[data-editor=ready]').waitFor()

  await editor(ada.page).click()
  await ada.page.keyboard.press('Control+Home')
  await ada.page.keyboard.type('# Ada était là\n')
  await saved(ada.page)
  await editor(bob.page).click()
  await bob.page.keyboard.press('Control+End')
  await bob.page.keyboard.type('# Bob aussi')
  await bob.page.getByText('Ada Rivière a modifié ce brouillon').waitFor()
  expect(await bob.page.locator('.policy-hunks').innerText()).toMatch(/Ada était là.*Bob aussi/s)
  await expectAccessible(bob.page, 'policy-conflict', 'two')
  expect((await draft())?.source).not.toContain('Bob aussi')
  await bob.page.getByRole('button', { name: 'Garder le mien' }).click()
  await saved(bob.page)
  expect((await draft())?.source).toContain('# Bob aussi')
  // Ada, who has nothing unsaved, reads it without asking.
  await until('Ada sees it', async () => (await editor(ada.page).count()) > 0 && (await ada.page.getByText(/Enregistré .*Bob Lemaire/).count()) > 0)
  await ada.context.close()
  await bob.context.close()
})

test('a text is kept on the machine while the server is away, and leaves when it is back', async () => {
  await begun()
  const { page, context } = await enter('ada')
  await page.locator('[data-editor=ready]').waitFor()
  let away = true
  await context.route('**/policy/draft', (route) => (away && route.request().method() === 'PUT' ? route.abort() : route.continue()))
  await editor(page).click()
  await page.keyboard.press('Control+Home')
  await page.keyboard.type('# hors ligne\n')
  await page.getByText('Votre texte est gardé sur ce poste').waitFor()
  await page.reload()
  away = false
  await page.locator('[data-editor=ready]').waitFor()
  await until('it has left', async () => (await draft())?.source.startsWith('# hors ligne\n') === true)
  await context.close()
})

test('without the editor there is the text, and a lead reads without a way to write', async () => {
  await begun()
  const { page, context } = await enter('ada')
  await context.route(/mount-.*\.js/, (route) => route.abort())
  await page.reload()
  await page.getByText('voici le texte seul').waitFor()
  const area = page.getByRole('textbox', { name: /^La politique/ })
  await area.fill(`# simple\n${policy}`)
  await saved(page)
  await until('it is kept', async () => (await draft())?.source.startsWith('# simple\n') === true)
  await context.close()

  const lead = await enter('lead')
  await lead.page.getByText('Vous pouvez lire et essayer').waitFor()
  await lead.page.locator('[data-editor=ready]').waitFor()
  expect(await lead.page.getByRole('button', { name: 'Publier' }).count()).toBe(0)
  expect(await lead.page.getByRole('button', { name: 'Jeter le brouillon' }).count()).toBe(0)
  await lead.context.close()
})
