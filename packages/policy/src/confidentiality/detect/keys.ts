/** Keys, tokens and licence keys, by their form or by the word before them. */
import { lookOf } from './token.ts'
import { runEnd, tokenAt } from './runs.ts'
import type { Span } from './span.ts'

/** Forms that nothing else has. */
const forms = /(?<![A-Za-z0-9])(?:(?:AKIA|ASIA)[0-9A-Z]{16}|gh[pousr]_[A-Za-z0-9]{20}|github_pat_[A-Za-z0-9_]{20}|glpat-[\w-]{20}|xox[abeprs]-[A-Za-z0-9-]{10}|(?:sk|rk)_(?:live|test)_[A-Za-z0-9]{10}|sk-[A-Za-z0-9_-]{20}|whsec_[A-Za-z0-9+/]{16}|AIza[\w-]{35}|ya29\.[\w-]{20}|SG\.[\w-]{16,32}\.[\w-]{16}|npm_[A-Za-z0-9]{30}|dop_v1_[a-f0-9]{40}|hf_[A-Za-z0-9]{30}|AGE-SECRET-KEY-1[A-Z0-9]{20}|eyJ[\w-]{8,1500}\.[\w-]{8,1500})/g
const block = /-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----|^Private-Lines: \d{1,4}/gm
const labels = /(?<![\p{L}])(?:(?:api|app(?:lication)?|secret|access|private|client|auth|session|consumer|licen[cs]e|activation|product|serial|signing|encryption|webhook|refresh)[\s_-]?(?:key|token|secret)|(?:cl[ée]s?|jeton|num[ée]ro)[\s_-]{1,2}(?:d['’])?(?:api|priv[ée]e|secr[èe]te|de[\s_-]licence|activation|acc[èe]s|de[\s_-]s[ée]rie)|token|jeton|secret)(?![\p{L}\p{N}_-])/giu
const given = /["'\])*`]{0,3}[ \t\u00a0\u202f]{0,4}(?::=|=>|={1,2}|[:：])["'*`]{0,3}[ \t\u00a0\u202f]{0,4}|[ \t\u00a0\u202f](?:est|is)[ \t\u00a0\u202f]{1,2}/y
const bearer = /\b(?:Bearer|Basic)[ \t]{1,3}(?=[\w.~+/=-]{16})/g
const rest = /[\w.~+/=-]/

/** Time is proportional to the text: a key that runs on is followed to its end once. */
export function findKeys(text: string): Span[] {
  return [...findBlocks(text), ...findForms(text), ...findLabelled(text)]
}

/** A private key goes to its end mark; without one, to the end of the text. */
function findBlocks(text: string): Span[] {
  const spans: Span[] = []
  let end = 0
  for (const found of text.matchAll(block)) {
    if (found.index < end) continue
    const mark = found[0].startsWith('-') ? text.indexOf('-----END', found.index) : text.indexOf('\nPrivate-MAC', found.index)
    const line = mark < 0 ? -1 : text.indexOf('\n', mark + 1)
    end = mark < 0 || line < 0 ? text.length : line
    spans.push({ kind: 'key', from: found.index, to: end })
  }
  return spans
}

function findForms(text: string): Span[] {
  const spans: Span[] = []
  let end = 0
  for (const [pattern, offset] of [[forms, 0], [bearer, 1]] as const) {
    end = 0
    for (const found of text.matchAll(pattern)) {
      if (found.index < end) continue
      end = found.index + found[0].length
      while (end < text.length && rest.test(text[end]!)) end++
      spans.push({ kind: 'key', from: found.index + offset * found[0].length, to: end })
    }
  }
  return spans
}

/** "api key: …": letters and digits, at least eight; sixteen after a bare "token" or "secret", words of every log. */
function findLabelled(text: string): Span[] {
  const spans: Span[] = []
  let end = 0
  for (const found of text.matchAll(labels)) {
    if (found.index < end) continue
    given.lastIndex = found.index + found[0].length
    if (!given.test(text)) continue
    const token = tokenAt(text, given.lastIndex)
    if (!token || lookOf(token.text, false) !== 'strong' || !/\d/.test(token.text)) continue
    if (token.text.length < (/^(?:token|jeton|secret)$/i.test(found[0]) ? 16 : 8)) continue
    end = runEnd(text, token.to)
    spans.push({ kind: 'key', from: token.from, to: end })
  }
  return spans
}
