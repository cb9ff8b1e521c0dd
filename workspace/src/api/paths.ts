import type { View } from '@guichet/protocol'

const page = (path: string, cursor: string | null) => (cursor === null ? path : `${path}${path.includes('?') ? '&' : '?'}cursor=${encodeURIComponent(cursor)}`)

/** Every address of the API that the application asks, in one place. */
export const paths = {
  me: 'me',
  session: 'session',
  second: 'session/second',
  byPasskey: 'session/passkey',
  security: 'me/security',
  proof: 'me/proof',
  totpBegin: 'me/totp/begin',
  totp: 'me/totp',
  passkeyOptions: 'me/passkeys/options',
  passkeys: 'me/passkeys',
  passkey: (id: string) => `me/passkeys/${id}`,
  backupCodes: 'me/backup-codes',
  password: 'me/password',
  sessions: 'me/sessions',
  oneSession: (id: string) => `me/sessions/${id}`,
  policy: 'policy',
  agents: 'agents',
  counts: 'queue/counts',
  queue: (view: View, cursor: string | null) => page(`queue?view=${view}`, cursor),
  ticket: (number: number) => `queue/${number}`,
  upload: (name: string) => `uploads?name=${encodeURIComponent(name)}`,
  attachment: (id: string) => `attachments/${id}`,
  customers: (search: string) => `customers?search=${encodeURIComponent(search)}`,
  customer: (id: string) => `customers/${id}`,
  record: 'recorded-requests',
  pinCheck: 'people/pin-check',
  quarantine: (cursor: string | null) => page('quarantine', cursor),
  place: (requestId: string, act: 'accept' | 'attach' | 'discard') => `quarantine/${requestId}/${act}`,
  outgoing: (cursor: string | null) => page('outgoing', cursor),
  live: 'live',
}
