/** Addresses that hold a password, and cookies. */
import { lineEnd, runEnd } from './runs.ts'
import { lookOf } from './token.ts'
import type { Span } from './span.ts'

/** `scheme://user:password@host`: the password is veiled, the rest is what the reader needs. */
export function findConnections(text: string): Span[] {
  const spans: Span[] = []
  for (let at = text.indexOf('://'); at >= 0; at = text.indexOf('://', at + 3)) {
    const authority = /^[^\s/?#"'<>\\]{1,300}/.exec(text.slice(at + 3, at + 303))?.[0] ?? ''
    const host = authority.lastIndexOf('@')
    const colon = authority.indexOf(':')
    if (host < 0 || colon < 0 || colon + 1 >= host || !/[a-z]/i.test(text[at - 1] ?? '')) continue
    if (lookOf(authority.slice(colon + 1, host), false) !== 'nothing') spans.push({ kind: 'connection', from: at + 3 + colon + 1, to: at + 3 + host })
  }
  return spans
}

const headers = /(?<![\w-])(?:Set-)?Cookie:[ \t]{0,4}(?=[\w.-]{1,80}=)/gi
const sessions = /(?<![\w-])(?:PHPSESSID|JSESSIONID|ASP\.NET_SessionId|connect\.sid|session_?id|laravel_session|csrftoken|XSRF-TOKEN|wordpress_logged_in_\w{1,64})=(?=[^\s;]{8})/gi

export function findCookies(text: string): Span[] {
  const spans: Span[] = []
  let end = 0
  for (const found of text.matchAll(headers)) {
    if (found.index < end) continue
    end = runEnd(text, lineEnd(text, found.index))
    spans.push({ kind: 'cookie', from: found.index + found[0].length, to: end })
  }
  end = 0
  for (const found of text.matchAll(sessions)) {
    if (found.index < end) continue
    end = runEnd(text, found.index + found[0].length)
    spans.push({ kind: 'cookie', from: found.index + found[0].length, to: end })
  }
  return spans
}
