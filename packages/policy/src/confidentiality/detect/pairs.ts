/** Access told in two parts: an identifier and the password that goes with it, without the word "password" or beside it. */
import { lineEnd, runEnd, tokenAt } from './runs.ts'
import { core, isOrdinary, lookOf, type Token } from './token.ts'
import type { Span } from './span.ts'

const gap = '[ \\t\\u00a0\\u202f]'
const identifierLabel = '(?:internet[ -]?id|partner[ -]?id|login|user(?:name)?|utilisateur|identifiant|id|compte|account|admin)'
/** "ID 123-456", "login: bob", "utilisateur = bob". */
const identifiers = new RegExp(`(?<![\\p{L}\\p{N}])${identifierLabel}(?:${gap}{0,3}[:=]${gap}{0,3}|${gap}{1,2})["'«]?${gap}?([^\\s,;/|"'»]{2,80})`, 'giu')
const bareIdentifiers = /(?<![\p{L}\d.-])\d{3}[- ]\d{3}(?:[- ]\d{3}){0,2}(?![\p{L}\d-])/gu
const servers = /(?<![\d.])(?:\d{1,3}\.){3}\d{1,3}(?![\d.])/g
const thenPassword = new RegExp(`^${gap}{0,3}(?:[/|,;:-]{1,2}${gap}{0,3})?(?:(?:pass|pw|pwd|mdp|code)(?![\\p{L}\\p{N}])${gap}{0,3}[:=]?${gap}{0,3})?`, 'iu')
const userThenPassword = new RegExp(`^[^\\n\\S]{0,3}[,;:/|@-]{0,2}[^\\n\\S]{0,3}(?:root|admin(?:istrat(?:or|eur))?|ubuntu|debian|user|utilisateur)[ \\t:/|,]{1,4}`, 'i')
const doubled = new RegExp(`(?<![\\p{L}\\p{N}])(?:login|user(?:name)?|identifiants?|utilisateur|acc[èe]s|access|credentials?)(?:[ \\t]?[/&][ \\t]?(?:pass(?:word)?|mdp|mot de passe))?${gap}{0,2}[:=]${gap}{0,3}([^\\s/|:]{2,64})${gap}{0,2}[/|:]${gap}{0,2}(?=\\S)`, 'giu')
const hasIdentifier = new RegExp(`(?<![\\p{L}\\p{N}])${identifierLabel}(?![\\p{L}\\p{N}])`, 'iu')
const shortPass = /(?<![\p{L}\p{N}_])(?:pass|pw|code)[ \t\u00a0\u202f]{0,2}[:=][ \t\u00a0\u202f]{0,4}/giu
/** How far an identifier stands from its password. */
const reach = 120

/** `passwords`: those found, whose identifiers are looked for around them. */
export function findPairs(text: string, passwords: readonly Span[]): Span[] {
  return [...besidePasswords(text, passwords), ...findServers(text), ...findBare(text), ...findDoubled(text), ...findShort(text)].map((span) => ({ kind: 'access_pair', ...span }))
}

type Place = Pick<Span, 'from' | 'to'>

function besidePasswords(text: string, passwords: readonly Span[]): Place[] {
  const found: Place[] = []
  let done = 0
  for (const { from, to } of passwords) {
    const start = Math.max(done, from - reach)
    done = Math.min(text.length, to + reach)
    if (start >= done) continue
    const around = text.slice(start, done)
    const inside = (at: number): boolean => start + at >= from && start + at < to
    for (const one of around.matchAll(identifiers)) {
      const at = one.index + one[0].length - one[1]!.length
      const look = lookOf(one[1]!, false)
      if (inside(at) || look === 'nothing' || (look === 'word' && (isOrdinary(one[1]!) || !/[:=]/.test(one[0])))) continue
      found.push({ from: start + at, to: start + at + core(one[1]!).length })
    }
    for (const one of around.matchAll(bareIdentifiers)) if (!inside(one.index)) found.push({ from: start + one.index, to: start + one.index + one[0].length })
    for (const one of around.matchAll(servers)) if (!inside(one.index)) found.push({ from: start + one.index, to: start + one.index + one[0].length })
  }
  return found
}

/** "203.0.113.7 root Hunter2". */
function findServers(text: string): Place[] {
  return eachApart(text, servers, (found) => {
    const at = found.index + found[0].length
    const user = userThenPassword.exec(text.slice(at, at + 40))
    const secret = user ? secretAt(text, at + user[0].length) : null
    return secret ? [{ from: found.index, to: at }, secret] : []
  })
}

/** "123-456-789 / Hunter2". */
function findBare(text: string): Place[] {
  return eachApart(text, bareIdentifiers, (found) => {
    const at = found.index + found[0].length
    const then = thenPassword.exec(text.slice(at, at + 40))![0]
    const secret = then.trim() === '' ? null : secretAt(text, at + then.length)
    return secret ? [{ from: found.index, to: at }, secret] : []
  })
}

/** "login: bob / Hunter2". */
function findDoubled(text: string): Place[] {
  return eachApart(text, doubled, (found) => {
    if (isOrdinary(found[1]!)) return []
    const at = found.index + found[0].length
    const token = tokenAt(text, at)
    const look = token ? lookOf(token.text, true) : 'nothing'
    const alone = token !== null && text.slice(token.to, lineEnd(text, token.to)).trim() === ''
    if (!token || !(look === 'strong' || ((look === 'word' || look === 'number') && alone && !isOrdinary(token.text)))) return []
    return [{ from: found.index + found[0].indexOf(found[1]!, identifierEnd(found[0])), to: runEnd(text, token.to) }]
  })
}

function identifierEnd(text: string): number {
  return Math.max(0, text.search(/[:=]/))
}

/** "pass: Hunter2" counts only after an identifier on its line: tests pass and fail in every log. */
function findShort(text: string): Place[] {
  return eachApart(text, shortPass, (found) => {
    const before = text.slice(Math.max(0, found.index - 60), found.index)
    const line = before.slice(before.lastIndexOf('\n') + 1)
    if (!hasIdentifier.test(line)) return []
    const token = tokenAt(text, found.index + found[0].length)
    const look = token ? lookOf(token.text, false) : 'nothing'
    if (!token || look === 'nothing' || look === 'shape' || isOrdinary(token.text)) return []
    return [{ from: found.index - identifierStart(line), to: runEnd(text, token.to) }]
  })
}

/** How far back on its line the identifier begins. */
function identifierStart(line: string): number {
  const found = [...line.matchAll(identifiers)].at(-1)
  return found ? line.length - (found.index + found[0].length - found[1]!.length) : 0
}

/** What is found at each match; a match inside what was found already is none, so that no run is followed twice. */
function eachApart(text: string, pattern: RegExp, find: (found: RegExpExecArray) => Place[]): Place[] {
  const places: Place[] = []
  let end = 0
  for (const found of text.matchAll(pattern)) {
    if (found.index < end) continue
    for (const place of find(found)) {
      places.push(place)
      end = Math.max(end, place.to)
    }
  }
  return places
}

function secretAt(text: string, at: number): Place | null {
  const token: Token | null = tokenAt(text, at)
  const inner = token ? core(token.text) : ''
  return token && inner.length >= 5 && /\p{L}/u.test(inner) && /[^\p{L}]/u.test(inner) && lookOf(token.text, true) === 'strong' ? { from: token.from, to: runEnd(text, token.to) } : null
}
