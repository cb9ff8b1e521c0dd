/** Texts cannot drift from rules: figures come from placeholders, placeholders exist, translations cite the same ones. */
import type { Context, TextRead } from '../read/context.ts'
import { nearest } from '../read/nearest.ts'
import type { Lang } from '../model.ts'
import type { Families } from '../policy.ts'
import { closed } from '../words/closures.ts'
import { figureParts } from '../words/figures.ts'
import { priceParts } from '../words/price.ts'

const placeholder = /\{([^{}\n]*)\}/g

/** The placeholders of a text, in order. */
export function placeholdersOf(text: string): string[] {
  return [...text.matchAll(placeholder)].map((found) => found[1]!.trim())
}

/** Finds places in texts that nothing fills, in each language that is published. */
export function checkTexts(ctx: Context, { prices }: Pick<Families, 'prices'>): void {
  const known = knownPlaceholders(ctx, prices)
  for (const read of ctx.texts) {
    for (const lang of read.translated ? ctx.languages.published : [ctx.languages.authoritative]) {
      const text = read.words[lang]
      if (text === undefined) continue
      for (const name of new Set(placeholdersOf(text))) checkPlaceholder(ctx, read, name, known)
      if (read.says) checkFigures(ctx, read, text, lang)
    }
    if (read.translated) compareTranslations(ctx, read)
  }
}

function compareTranslations(ctx: Context, read: TextRead): void {
  const { authoritative, published } = ctx.languages
  const expected = new Set(placeholdersOf(read.words[authoritative] ?? ''))
  for (const lang of published) {
    const text = read.words[lang]
    if (lang === authoritative || text === undefined || read.words[authoritative] === undefined) continue
    const found = new Set(placeholdersOf(text))
    const missing = [...expected].filter((name) => !found.has(name))
    const extra = [...found].filter((name) => !expected.has(name))
    if (missing.length + extra.length > 0) ctx.findings.add('placeholders-differ', read.place, { lang, authoritative, missing, extra }, read.clause)
  }
}

function checkFigures(ctx: Context, read: TextRead, text: string, lang: Lang): void {
  const bare = text.replace(placeholder, '').replace(/^\s*\d{1,3}[.)]\s/gm, '')
  for (const found of new Set(bare.match(/[\p{L}\p{N}./:+-]*\p{Nd}[\p{L}\p{N}./:+-]*/gu) ?? [])) {
    const figure = found.replace(/[.:]+$/, '').slice(0, 40)
    ctx.findings.add('bare-figure', read.place, { figure, lang, named: valueCalled(ctx, figure, lang) }, read.clause)
  }
  const tag = /<\/?[a-z][^>\n]*>/i.exec(text)
  if (tag) ctx.findings.add('html-in-says', read.place, { tag: tag[0].slice(0, 40) }, read.clause)
}

/** The placeholder of the value that bears this name: "P1" is {fact.priority.p1}. */
function valueCalled(ctx: Context, name: string, lang: Lang): string | null {
  for (const fact of ctx.facts.values()) {
    const option = fact.options.find(({ label }) => label[lang] === name)
    if (option) return `fact.${fact.name}.${option.value}`
  }
  return null
}

const unknownOf = { calendar: 'unknown-calendar', target: 'unknown-target', address: 'unknown-address', channel: 'unknown-channel', term: 'unknown-term', figure: 'unknown-figure', product: 'unknown-product', price: 'unknown-price', clause: 'unknown-clause' } as const

function checkPlaceholder(ctx: Context, read: TextRead, name: string, known: ReadonlySet<string>): void {
  if (known.has(name) || (read.values === true && isValue(ctx, name))) return
  const [kind = '', ...rest] = name.split('.')
  const wanted = rest.join('.')
  // What is declared, but has no such part, is not unknown.
  const declared = rest.length > 1 && known.has(`${kind}.${rest[0]}`)
  const code = !declared && Object.hasOwn(unknownOf, kind) && wanted !== '' ? unknownOf[kind as keyof typeof unknownOf] : null
  if (code) {
    const names = [...known].filter((one) => one.startsWith(`${kind}.`)).map((one) => one.slice(kind.length + 1))
    ctx.findings.add(code, read.place, { name: wanted, near: nearest(wanted, names) }, read.clause)
  } else ctx.findings.add('unknown-placeholder', read.place, { placeholder: name.slice(0, 60), near: nearest(name, known) }, read.clause)
}

/** `value.since`: what is known of a fact of the request. */
function isValue(ctx: Context, name: string): boolean {
  return name.startsWith('value.') && ctx.facts.has(name.slice('value.'.length))
}

function knownPlaceholders(ctx: Context, prices: Families['prices']): Set<string> {
  const known = new Set<string>()
  for (const { name, answer } of prices) for (const part of name === undefined ? [] : priceParts(answer.terms)) known.add(part === '' ? `price.${name}` : `price.${name}.${part}`)
  for (const [name, { spec }] of ctx.calendars) {
    known.add(`calendar.${name}`).add(`calendar.${name}.days`)
    if (closed(spec).length > 0) known.add(`calendar.${name}.closures`)
  }
  for (const name of ctx.targets) known.add(`target.${name}`)
  for (const name of ctx.addresses.keys()) known.add(`address.${name}`)
  for (const name of ctx.channels.keys()) known.add(`channel.${name}`)
  for (const [name, figure] of ctx.figures) {
    known.add(`figure.${name}`)
    for (const part of figureParts(figure)) known.add(`figure.${name}.${part}`)
  }
  for (const name of ctx.terms.keys()) known.add(`term.${name}`)
  for (const name of ctx.clauses.keys()) known.add(`clause.${name}`)
  for (const [name, product] of ctx.products) {
    known.add(`product.${name}`)
    if (product.latest !== undefined) known.add(`product.${name}.latest`)
  }
  for (const fact of ctx.facts.values()) {
    known.add(`fact.${fact.name}`)
    if (fact.name.startsWith('contract.')) known.add(fact.name)
    for (const option of fact.options) known.add(`fact.${fact.name}.${option.value}`)
  }
  return known
}
