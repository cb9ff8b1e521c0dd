/** Passwords and codes told in a text: "password=…", "mot de passe : …", "my password is …". */
import { lineEnd, runEnd, tokenAt } from './runs.ts'
import type { Span } from './span.ts'
import { common, core, isOrdinary, lookOf, type Token } from './token.ts'

const labels = /pass[\s_-]?phrase|phrase[\s_-]{1,2}(?:de[\s_-]{1,2}passe|secr[èe]te)|pass(?:word|wd)s?\d{0,2}|pa[s5][s5]w[o0]rd|mots?[\s_-]{0,2}de[\s_-]{0,2}pas{1,2}e?|(?<![\p{L}\p{N}])(?:mdp\d{0,2}|pwd\d{0,2}|psw|m\.d\.p\.?|pin|code[\s_-](?:pin|secret|confidentiel|wi-?fi|d[’']acc[èe]s)|access[\s_-]code|(?:clé|cle|key)[\s_-]wi-?fi)(?![\p{L}\p{N}])/giu
const gap = '[ \\t\\u00a0\\u202f]'
/** Just after the label: quotes and brackets of code, then what gives the value. A comma does only between quoted words. */
const direct = new RegExp(`(["'\\]\\)»*\`]{0,4})${gap}{0,8}(:=|=>|->|→|={1,3}|[:：]|>|,(?=${gap}{0,4}["']))[*_]{0,2}${gap}{0,16}`, 'y')
const giving = new RegExp(`${gap}(?:est|is|was|c['’]est|c['’]était|=|:)${gap}{0,4}[:=]?${gap}{0,4}|${gap}{0,2}[:=]{1,2}${gap}{0,4}`, 'g')
const endOfSentence = /[.;!?,](?:\s|$)/
/** What follows these with a colon or an equals sign is a person or a field, not the password. */
const identity = /(?:login|user(?:name)?|utilisateur|compte|account|id|identifiant|e?-?mail|port|from|de|name|type|class|for|placeholder|autocomplete)$/i
const talk = new Set('je j tu il elle on nous vous ils est était ai a ne pas n i you he she it we they is was have has not my mon le la the'.split(' '))
const filler = new Set('bien toujours donc maintenant le la still now actually the simply juste just suivant following following: suivant:'.split(' '))
/** How far from the label its value may be announced. */
const reach = 48

/** Every password that the text tells, whole words at a time. Time is proportional to the text: all that is looked at around a label is bounded. */
export function findPasswords(text: string): Span[] {
  const spans: Span[] = []
  let end = 0
  const found = [...text.matchAll(labels)]
  for (const [index, one] of found.entries()) {
    if (one.index < end) continue
    const label = { from: one.index, to: one.index + one[0].length, text: one[0] }
    const value = isShortened(text, label) ? null : valueAfter(text, label, found[index + 1]?.index ?? text.length)
    if (!value) continue
    end = runEnd(text, value.to)
    spans.push({ kind: 'password', from: value.from, to: end })
  }
  return spans
}

/** "pin" in small letters is a part of a circuit; `password_policy` is no password. */
function isShortened(text: string, { to, text: label }: Token): boolean {
  return (label.toLowerCase() === 'pin' && label !== 'PIN') || /^[\p{L}\p{N}_-]/u.test(text.slice(to, to + 2))
}

/** `next`: where the next label stands; what is announced beyond it is not announced by this one. */
function valueAfter(text: string, label: Token, next: number): { from: number; to: number } | null {
  direct.lastIndex = label.to
  const given = direct.exec(text)
  if (given?.[2] === '>') return text[label.from - 1] === '<' ? element(text, direct.lastIndex) : null
  if (given) return atOnce(text, label, direct.lastIndex, given[2]!)
  return announced(text, label, next) ?? beside(text, label)
}

/** `<password>…</password>` */
function element(text: string, at: number): { from: number; to: number } | null {
  const end = text.slice(at, lineEnd(text, at)).indexOf('</')
  return end <= 0 || lookOf(text.slice(at, at + end), false) === 'nothing' ? null : { from: at, to: at + end }
}

/** The value that stands right after ":" or "=". */
function atOnce(text: string, label: Token, at: number, sign: string): { from: number; to: number } | null {
  if (text[at] === '\n' || text[at] === '\r') return nextLine(text, at)
  const token = tokenAt(text, at)
  if (!token) return null
  const quoted = quotedAt(text, token)
  if (quoted) return quoted
  if (/phrase/i.test(label.text) && isPhrase(text.slice(token.from, lineEnd(text, token.from)))) return { from: token.from, to: lineEnd(text, token.from) }
  const look = lookOf(token.text, false)
  const after = text.slice(token.to, Math.min(lineEnd(text, token.to), token.to + 80))
  if (look === 'strong') return token
  if (look === 'number') return core(token.text).length >= 4 && !/^\s*(?:caract|char|tentativ|attempt|essai|tr(?:y|ies)|fois|times?|jour|day|utilisateur|user|compte|account|erreur|error|client|mot|password)/i.test(after) ? token : null
  if (look === 'nothing' || isOrdinary(token.text)) return null
  const glued = sign !== ':' && sign !== '：' && text[at - 1] !== ' '
  return glued && core(token.text).length >= 4 ? token : wordValue(text, label, token, after)
}

/** Words without a verb or a person in them are a passphrase, not a sentence about one. */
function isPhrase(line: string): boolean {
  const words = line.trim().toLowerCase().split(/[\s'’]+/)
  return words.length >= 3 && words.length <= 12 && !words.some((one) => talk.has(one))
}

/** A plain word is a password when nothing else stands on its line, or when a line of few words holds something that looks like one. */
function wordValue(text: string, label: Token, token: Token, after: string): { from: number; to: number } | null {
  if (!startsLine(text, label.from)) return null
  const end = lineEnd(text, token.from)
  const rest = after.trim().split(/\s+/).filter((one) => one !== '')
  if (rest.length === 0 || /^\s*[,;/|)-]?\s*(?:login|user|utilisateur|identifiant|id|compte|account|mail|e-mail|mot de passe|mdp|password|serveur|server|host|ip)\b/i.test(after)) return token
  return rest.length <= 3 && token.to + after.length >= end && rest.some((one) => lookOf(one, true) === 'strong' || /^\d{3,}\D{0,3}$/.test(one)) ? { from: token.from, to: end } : null
}

const beforeLabel = /(?:^|[\n\r,;/|([{<"'*•-])[ \t\u00a0>"'*_]*(?:(?:le|la|mon|ma|mes|votre|notre|son|nouveau|ancien|the|my|our|your|new|old|and|et|[\p{L}\p{N}_.]{0,20}[_.])[ \t]?){0,3}$/iu

function startsLine(text: string, at: number): boolean {
  const before = text.slice(Math.max(0, at - 40), at)
  return beforeLabel.test(at > 40 ? before.slice(1) : `\n${before}`) || /(?:login|user(?:name)?|utilisateur|identifiant|id|compte|account)\b[^\n]*$/i.test(before)
}

/** "…est X", "for root: X": only what looks like a secret, or is quoted, counts. */
function announced(text: string, label: Token, next: number): { from: number; to: number } | null {
  const near = text.slice(label.to, Math.min(lineEnd(text, label.to), label.to + reach, next))
  const sentence = near.search(endOfSentence)
  let tries = 0
  for (const found of near.matchAll(giving)) {
    const at = found.index
    if ((sentence >= 0 && at >= sentence) || tries++ >= 4) return null
    const before = near.slice(0, at).trimEnd()
    if (/[:=]/.test(found[0]) && identity.test(before)) continue
    const value = toldValue(text, label.to + at + found[0].length, before.split(/\s+/).some((one) => one !== '' && isOrdinary(one)))
    if (value) return value
  }
  return null
}

/** `doubtful`: what came before speaks of a password that is lost or refused. */
function toldValue(text: string, at: number, doubtful: boolean): { from: number; to: number } | null {
  let token = tokenAt(text, at)
  for (let skipped = 0; token && skipped < 3 && (filler.has(token.text.toLowerCase()) || token.text === ':'); skipped++) token = tokenAt(text, token.to)
  if (!token) return null
  const quoted = doubtful ? null : quotedAt(text, token)
  if (quoted) return quoted
  const look = lookOf(token.text, true)
  if (look === 'strong' || doubtful) return look === 'strong' ? token : null
  const ends = /[.,;!?)]$/.test(token.text) || /^(?:\s*$|\s*[.,;!?)(]|\s+(?:et|and|mais|but)\s)/.test(text.slice(token.to, Math.min(lineEnd(text, token.to), token.to + 8)))
  if (look === 'number') return core(token.text).length >= 4 && ends ? token : null
  return look === 'word' && ends && common.has(core(token.text).toLowerCase()) ? token : null
}

/** "password Hunter2": letters and digits together, right beside the label. */
function beside(text: string, label: Token): { from: number; to: number } | null {
  const space = text[label.to]
  const token = space === ' ' || space === '\t' || space === '\u00a0' ? tokenAt(text, label.to + 1) : null
  if (!token || token.from > label.to + 3) return null
  const inner = core(token.text)
  const mixed = /\p{L}/u.test(inner) && /\d/.test(inner) && inner.length >= (/[^\p{L}\d]/u.test(inner) ? 5 : 6)
  return mixed && lookOf(token.text, true) === 'strong' ? token : null
}

/** A label at the end of its line: the next line is the value when it is one word that looks like a secret. */
function nextLine(text: string, at: number): { from: number; to: number } | null {
  const start = text.slice(at, at + 2) === '\r\n' ? at + 2 : at + 1
  const token = tokenAt(text, start)
  if (!token || token.from > start + 16 || text.slice(token.to, Math.min(lineEnd(text, token.to), token.to + 20)).trim() !== '') return null
  return lookOf(token.text, true) === 'strong' ? token : null
}

const pairsOfQuotes: Readonly<Record<string, string>> = { '"': '"', "'": "'", '`': '`', '«': '»', '“': '”', '‘': '’' }

/** What stands between quotes, spaces included; null when it is no quote, or what it holds is no secret. */
function quotedAt(text: string, token: Token): { from: number; to: number } | null {
  const close = pairsOfQuotes[token.text[0]!]
  if (close === undefined) return null
  const within = text.slice(token.from + 1, Math.min(lineEnd(text, token.from), token.from + 200)).indexOf(close)
  if (within < 0) return null
  const end = token.from + 1 + within
  const inner = text.slice(token.from + 1, end).trim()
  if (inner === '' || isOrdinary(inner) || inner.split(/\s+/).length > 6 || /^[*•.…_xX-]+$/.test(inner) || /^[<{$%[(]/.test(inner)) return null
  return { from: token.from, to: end + 1 }
}
