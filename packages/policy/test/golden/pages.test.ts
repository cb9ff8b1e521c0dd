import MarkdownIt from 'markdown-it'
import { describe, test } from 'vitest'
import { renderHtml } from '../../src/publish/html.ts'
import { renderMarkdown } from '../../src/publish/markdown.ts'
import { publish } from '../../src/publish/publish.ts'
import { at, sample } from '../sample.ts'
import { wholePolicy } from '../publish/whole.ts'
import { expectText } from './golden.ts'

const policies = { whole: wholePolicy(), ...Object.fromEntries(['ardenne-cloud', 'universite', 'village-internet', 'payroll'].map((name) => [name, sample(name)])) }

describe.each(Object.entries(policies))('the page of %s', (name, policy) => {
  test.each(['fr', 'en'] as const)('reads as it did (%s)', (lang) => {
    expectText(`page.${name}.${lang}`, renderMarkdown(publish(policy, lang, at('2026-12-14T12:00'))))
  })
})

test('a page has the marks of a page', () => {
  const render = (text: string): string => new MarkdownIt({ html: false }).render(text)
  expectText('page.whole.html', renderHtml(publish(policies.whole, 'en', at('2026-12-14T12:00')), render as never, { now: true }).replaceAll(/(<\/(?:tr|li|p|h\d|section|table|dl|nav|header)>)/g, '$1\n'))
})
