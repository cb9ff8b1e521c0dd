import type { Http } from './http.ts'

const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  // Widths of the ribbon's segments and positions of menus are attributes of their elements.
  "style-src-attr 'unsafe-inline'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'self'",
  "manifest-src 'self'",
  "frame-src 'self'",
  "form-action 'self'",
  "frame-ancestors 'self'",
  "base-uri 'none'",
].join('; ')

const always = {
  'content-security-policy': contentSecurityPolicy,
  'x-content-type-options': 'nosniff',
  // Not no-referrer: browsers would then send our own forms with the origin "null".
  'referrer-policy': 'same-origin',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), microphone=(), geolocation=(), payment=()',
  'cache-control': 'private, no-cache',
}

/** Sets the headers of safety on every answer; a route that set one of them itself keeps its own. */
export function addSecurityHeaders(app: Http, secure: boolean): void {
  const headers = Object.entries(secure ? { ...always, 'strict-transport-security': 'max-age=31536000' } : always)
  app.addHook('onSend', async (request, reply) => {
    for (const [name, value] of headers) if (!reply.hasHeader(name)) void reply.header(name, value)
    void reply.header('x-request-id', request.id)
  })
}
