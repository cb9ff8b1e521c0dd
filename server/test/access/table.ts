import { absentId } from '../walls/sample.ts'

/**
 * What an operation of the API takes of an agent. see, answer, lead, administer: the powers that roles give. privacy: the role that
 * answers for people's data, or one who administers. self: whoever is signed in, of themselves. anybody: signed in or not.
 * others: not agents, but customers and programs.
 */
export type Needs = 'see' | 'answer' | 'lead' | 'administer' | 'privacy' | 'self' | 'anybody' | 'others'

/** An operation as the test calls it. What is not said is made up from its description. */
export interface Rule {
  readonly needs: Needs
  /** The body, where one made up from the description would not pass the door. */
  readonly body?: unknown
  /** What follows the address. */
  readonly query?: string
  /** Parts of the address, by name. */
  readonly at?: Readonly<Record<string, string>>
  /** A form other than JSON. */
  readonly raw?: { readonly type: string; readonly text: string }
  /** Its `{id}` is of this kind: the test puts there one of a ticket, inside and behind the wall. */
  readonly of?: 'attachment' | 'message' | 'raw' | 'request' | 'aside'
}

const of = (needs: Needs, ...operations: (string | readonly [string, Omit<Rule, 'needs'>])[]): [string, Rule][] =>
  operations.map((one) => (typeof one === 'string' ? [one, { needs }] : [one[0], { needs, ...one[1] }]))

const records = ['customers', 'contacts', 'contracts', 'services', 'licences', 'movements'].flatMap((noun) => ['GET', 'DELETE'].map((method) => `${method} /${noun}/{source}/{externalId}`))
const owned = { customerNumber: '10001' }
const team = { name: 'Réseau', department: null, members: [] }
const notice = { type: 'maintenance', title: { fr: 'Travaux' }, text: { fr: 'Cette nuit' }, audience: { everybody: true } }

/** Every operation that the description of the API tells of. A new one is added here, or the test fails. */
export const table: Readonly<Record<string, Rule>> = Object.fromEntries([
  ...of('anybody',
    'POST /session', 'DELETE /session', 'GET /session/second', 'POST /session/second', 'GET /session/passkey', 'POST /session/passkey', 'POST /sign-in-links', 'POST /sign-in-links/use',
    ['POST /agent-links/show', { body: { token: 'x'.repeat(40) } }], ['POST /agent-links/use', { body: { token: 'x'.repeat(40), password: 'un mot de passe assez long' } }], 'GET /policy', 'POST /hooks/{name}'),
  ...of('self',
    'GET /me', 'GET /me/security', 'GET /me/proof', 'POST /me/proof', 'POST /me/totp/begin', 'POST /me/totp', 'DELETE /me/totp', 'GET /me/passkeys/options', 'POST /me/passkeys', 'DELETE /me/passkeys/{id}',
    'POST /me/backup-codes', 'POST /me/password', 'DELETE /me/sessions/{id}', 'DELETE /me/sessions', 'PUT /me/preferences'),
  ...of('see',
    'GET /queue', 'GET /queue/counts', 'GET /queue/{number}', 'GET /tickets/{number}/explanation', 'GET /teams', 'GET /agents', ['GET /customers', { query: '?search=martin' }], 'GET /customers/{id}', 'GET /outgoing',
    'GET /quarantine', ['GET /attachments/{id}', { of: 'attachment' }], ['GET /messages/{id}/html', { of: 'message' }], ['GET /messages/{id}/raw', { of: 'raw' }], ['GET /requests/{id}/raw', { of: 'request' }],
    'GET /avoided-requests', ['POST /explain', { body: { facts: {} } }], 'GET /notices', 'GET /notices/{id}', 'GET /notices/{id}/told', 'GET /address-tasks'),
  ...of('answer',
    'POST /queue/{number}/replies', 'POST /queue/{number}/notes', 'PUT /queue/{number}/assignee', 'POST /queue/{number}/take', ['POST /queue/{number}/wait', { body: { for: 'supplier', note: 'Une panne' } }], 'POST /queue/{number}/resume',
    'POST /queue/{number}/solve', 'POST /queue/{number}/reopen', 'PUT /queue/{number}/priority', 'POST /queue/{number}/milestones', ['POST /uploads', { query: '?name=a.txt', raw: { type: 'text/plain', text: 'a' } }],
    ['POST /quarantine/{id}/accept', { of: 'aside' }], ['POST /quarantine/{id}/attach', { of: 'aside' }], ['POST /quarantine/{id}/discard', { of: 'aside' }], 'POST /recorded-requests',
    ['POST /people/pin-check', { body: { number: '10001', pin: '000000' } }], ['POST /contacts/{id}/called-back', { body: { number: '+33 1 00 00 00 00' } }],
    ['POST /notices/preview', { body: notice }], ['POST /notices', { body: notice }], ['POST /notices/{id}/updates', { body: { kind: 'update', text: { fr: 'Suite' } } }], 'POST /address-tasks/{id}/done'),
  ...of('lead', 'GET /queue/{number}/origin'),
  ...of('administer',
    'GET /admin/agents', 'POST /admin/agents', 'PATCH /admin/agents/{id}', 'POST /admin/agents/{id}/disable', 'POST /admin/agents/{id}/enable', 'POST /admin/agents/{id}/link', 'GET /admin/agents/{id}/tickets',
    ['POST /admin/agents/{id}/hand-over', { body: { to: null } }], ['POST /teams', { body: team }], ['PUT /teams/{id}', { body: team }], 'DELETE /teams/{id}', 'GET /admin/audit', 'GET /admin/audit.csv',
    'GET /provider', ['PATCH /provider', { body: { accent: '#0f5c6e' } }], ['PUT /provider/logo/{theme}', { at: { theme: 'light' }, raw: { type: 'image/png', text: 'x' } }], ['DELETE /provider/logo/{theme}', { at: { theme: 'light' } }],
    'GET /oidc-connections', ['POST /oidc-connections', { body: { name: 'site', label: 'Site', issuer: 'https://site.test', clientId: 'x', audience: 'agents', domains: [] } }], 'DELETE /oidc-connections/{name}', 'POST /oidc-connections/{name}/test'),
  ...of('privacy',
    'GET /person-requests', ['POST /person-requests', { body: { kind: 'access', address: 'x@y.test' } }], 'GET /person-requests/{id}', 'GET /person-requests/{id}/archive', 'POST /person-requests/{id}/release', 'POST /person-requests/{id}/confirm',
    'POST /person-requests/{id}/refuse', 'POST /person-requests/{id}/extend', 'POST /person-requests/{id}/answer', 'GET /retention', 'PUT /retention/{kind}', 'GET /legal-holds', 'POST /legal-holds',
    'POST /legal-holds/{id}/lift', 'GET /access-log', 'GET /access-log/proof', 'GET /privacy-settings', ['PATCH /privacy-settings', { body: { notesReviewed: true } }], ['GET /processing-register', { query: '?language=fr' }]),
  ...of('others',
    'GET /tickets', 'GET /tickets/{number}', 'POST /tickets/{number}/replies', 'POST /tickets/{number}/solve', 'POST /requests', ...records,
    'PUT /customers/{source}/{externalId}', ['PUT /contacts/{source}/{externalId}', { body: { ...owned, name: 'Jean', email: 'x@y.test' } }], ['PUT /contracts/{source}/{externalId}', { body: { ...owned, name: 'C', startsOn: '2026-01-01' } }],
    ['PUT /services/{source}/{externalId}', { body: { ...owned, kind: 'vps', name: 'srv' } }], 'PUT /licences/{source}/{externalId}', 'PUT /movements/{source}/{externalId}', 'GET /grants/{customer}/for/{for}', 'PUT /grants/{customer}/for/{for}',
    'DELETE /grants/{customer}/for/{for}', 'POST /imports', 'GET /imports/{id}'),

  // What stands around a ticket.
  ...of('see', 'GET /queue/{number}/others'),
  ...of('answer', 'POST /outgoing/{id}/send-again'),
  // Search.
  ...of('see', ['GET /search', { query: '?q=x' }], 'GET /search/operators', 'GET /search/recent', ['POST /search/recent', { body: { text: 'x' } }], 'DELETE /search/recent'),

  // Views, lists and what was read.
  ...of('see', 'GET /queue/shape', 'GET /queue/rows', 'PUT /queue/{number}/seen', 'GET /views', 'POST /views', 'PATCH /views/{id}', 'DELETE /views/{id}', 'PUT /views/order'),
  // Search.
  ...of('see', ['GET /search', { query: '?q=martin' }], 'GET /search/operators', 'GET /search/recent', 'POST /search/recent', 'DELETE /search/recent'),
  // Merging, splitting, linking.
  ...of('see', 'GET /queue/{number}/alike'),
  ...of('answer', ['GET /queue/{number}/merge-preview', { query: '?into=1' }], 'POST /queue/{number}/merge', 'POST /queue/{number}/unmerge', ['POST /queue/{number}/split', { body: { messageIds: [absentId], subject: 'Autre chose' } }], 'POST /queue/{number}/unsplit', 'POST /queue/{number}/links', 'DELETE /queue/{number}/links/{to}'),
  // What else is done with a ticket.
  ...of('answer',
    'POST /queue/{number}/undo', 'POST /queue/{number}/transfer', 'POST /queue/{number}/snooze', 'POST /queue/{number}/wake', 'POST /queue/{number}/close', 'POST /queue/{number}/spam', 'DELETE /queue/{number}/spam',
    ['PUT /queue/{number}/facts', { body: { facts: { kind: 'billing' }, reason: 'Une raison' } }], 'POST /queue/{number}/discretion', 'POST /queue/{number}/tags', ['POST /queue/{number}/acts', { body: { alongside: { assign: 'me' } } }], 'POST /queue/{number}/checklist', 'PUT /queue/{number}/watch', 'POST /queue/{number}/work', 'PUT /queue/{number}/work/{id}',
    'DELETE /queue/{number}/work/{id}'),
  // One act on many.
  ...of('answer', ['POST /bulk/preview', { body: { chosen: { ids: [absentId] }, act: { do: 'watch', watching: true } } }], ['POST /bulk', { body: { chosen: { ids: [absentId] }, act: { do: 'watch', watching: true } } }], 'GET /bulk', 'GET /bulk/{id}', 'GET /bulk/{id}/outcome.csv', 'POST /bulk/{id}/stop', 'POST /bulk/{id}/undo'),
  ...of('see', 'GET /tags', 'GET /fields'),
  ...of('answer', ['PUT /queue/{number}/fields/{id}', { body: { value: 'x', seen: null } }]),
  ...of('administer', 'GET /tags/all', 'PUT /tags/{name}'),
  // The desk's own settings.
  ...of('administer',
    'POST /admin/rules', 'PUT /admin/rules/{id}', 'DELETE /admin/rules/{id}', 'PUT /admin/rules/{id}/on', 'PUT /admin/rules/order', ['POST /admin/rules/try', { body: { starts: 'opened' } }],
    'GET /admin/fields', ['POST /admin/fields', { body: { name: 'essai', type: 'text', label: { fr: 'Essai' } } }], ['PUT /admin/fields/{id}', { body: { label: { fr: 'Essai' }, seen: 1 } }], 'PUT /admin/fields/{id}/retired', 'DELETE /admin/fields/{id}', 'PUT /admin/fields/order',
    'GET /admin/mailboxes', 'POST /admin/mailboxes/check', 'GET /admin/mailboxes/dns', 'GET /admin/mailboxes/trials', ['POST /admin/mailboxes/trials', { body: { address: 'support@ici.example' } }]),
  ...of('lead', 'GET /admin/attention', 'GET /admin/rules', 'GET /admin/rules/{id}/runs'),
  // Writing.
  ...of('see', 'GET /queue/{number}/composing', 'GET /queue/{number}/mentionable', 'GET /queue/{number}/macros', 'GET /queue/{number}/clauses', 'GET /macros'),
  ...of('answer',
    'PUT /queue/{number}/drafts/{tab}', 'POST /queue/{number}/drafts/{tab}/{agentId}/take', 'POST /queue/{number}/replies/{messageId}/take-back'),
  ...of('see', 'POST /queue/{number}/mentions/seen'),
  ...of('answer', 'POST /macros', 'PUT /macros/{id}', 'DELETE /macros/{id}'),
  // The policy itself: whoever leads reads it and tries it, whoever administers writes it.
  ...of('lead', 'GET /policy/versions', 'GET /policy/versions/{id}', ['GET /policy/versions/{id}/changes', { query: `?since=${absentId}` }], 'GET /policy/draft', 'POST /policy/check', 'POST /policy/examples', 'POST /policy/differences', 'POST /policy/try', 'GET /policy/schema/{of}'),
  ...of('administer', 'POST /policy/versions/{id}/withdraw', 'POST /policy/publish', ['POST /policy/draft', { body: { version: absentId } }], 'PUT /policy/draft', 'DELETE /policy/draft'),
  // What whoever leads reads of the whole.
  ...of('lead', 'GET /figures/now', 'GET /figures', 'GET /figures/tickets', 'GET /figures.csv', 'GET /figures/tickets.csv'),
])
