import { glob } from 'node:fs/promises'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'

const places = ['{packages,server,portal,ui,workspace,cli}/**/{texts,*-texts,words,sentences}*.ts', 'portal/src/texts/areas/*.ts']

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function compare(fr: unknown, en: unknown, at: string, problems: string[]): void {
  if (isRecord(fr) && isRecord(en)) {
    for (const key of new Set([...Object.keys(fr), ...Object.keys(en)])) {
      if (!(key in fr)) problems.push(`${at}.${key}: missing in French`)
      else if (!(key in en)) problems.push(`${at}.${key}: missing in English`)
      else compare(fr[key], en[key], `${at}.${key}`, problems)
    }
    return
  }
  if (typeof fr !== typeof en || Array.isArray(fr) !== Array.isArray(en)) problems.push(`${at}: ${typeof fr} in French, ${typeof en} in English`)
  else if (typeof fr === 'string' && (fr.trim() === '') !== ((en as string).trim() === '')) problems.push(`${at}: empty in one language`)
  else if (typeof fr === 'function' && fr.length !== (en as (...args: unknown[]) => unknown).length) problems.push(`${at}: takes ${fr.length} arguments in French only`)
}

/**
 * What one language has and the other lacks, in everything a module exports: two exports named `fr` and `en`, any value with a
 * French and an English side, at any depth, or a function `…Texts` that gives the sentences of a language.
 */
export function compareLanguages(exported: Record<string, unknown>, file: string): string[] {
  const problems: string[] = []
  const visit = (value: unknown, at: string) => {
    if (!isRecord(value)) return
    if ('fr' in value || 'en' in value) compare(value['fr'], value['en'], at, problems)
    else for (const [key, inner] of Object.entries(value)) visit(inner, `${at}.${key}`)
  }
  visit({ ...exported }, file)
  // An area's own sentences are had by its language.
  for (const [name, told] of Object.entries(exported)) {
    if (name.endsWith('Texts') && typeof told === 'function' && told.length === 1) compare(told('fr'), told('en'), `${file}.${name}`, problems)
  }
  return problems
}

/** Every catalogue of texts in the checkout, compared key by key. */
export async function checkCatalogues(root: string): Promise<string[]> {
  const problems: string[] = []
  for await (const file of glob(places, { cwd: root, exclude: (name) => name.includes('node_modules') || name.includes('dist') })) {
    if (file.includes('.test.')) continue
    const exported = (await import(pathToFileURL(join(root, file)).href)) as Record<string, unknown>
    problems.push(...compareLanguages(exported, file))
  }
  return problems.sort()
}
