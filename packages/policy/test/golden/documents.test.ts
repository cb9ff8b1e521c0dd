/** The published document whole, as programs read it: beside the pages, which show only a part of what it holds. */
import MarkdownIt from 'markdown-it'
import { describe, test } from 'vitest'
import { stringify } from 'yaml'
import type { Lang } from '../../src/model.ts'
import { renderHtml } from '../../src/publish/html.ts'
import { publish } from '../../src/publish/publish.ts'
import { at, sample } from '../sample.ts'
import { wholePolicy } from '../publish/whole.ts'
import { policyOf } from '../support/policy.ts'
import { blocksText } from './blocks.ts'
import { expectText } from './golden.ts'

const noon = at('2026-12-14T12:00')
const night = at('2026-12-24T23:30')
const earlier = [{ version: '1', effective: at('2025-01-01T00:00'), href: '/1' }, { version: '0', effective: at('2024-01-01T00:00') }]

describe('the document', () => {
  test.each([['whole', wholePolicy(), 'en', noon], ['blocks', policyOf(blocksText), 'fr', noon], ['ardenne-cloud', sample('ardenne-cloud'), 'fr', night], ['universite', sample('universite'), 'en', night]] as const)('of %s holds what it held', (name, policy, lang: Lang, now) => {
    expectText(`document.${name}.${lang}`, stringify(JSON.parse(JSON.stringify(publish(policy, lang, now))), { lineWidth: 0 }))
  })

  test('of a new version tells what changes, and where earlier ones are', () => {
    const policy = wholePolicy((text) => text.replaceAll('60.00', '65.00').replaceAll('72.00', '78.00').replace('normal: 2h', 'normal: 3h').replace('version: "1"', 'version: "2"').replace('09:00-18:00', '08:00-18:00'))
    const { sections } = publish(policy, 'fr', noon, { previous: wholePolicy(), versions: earlier })
    expectText('document.versions.fr', stringify(JSON.parse(JSON.stringify(sections.slice(-2))), { lineWidth: 0 }))
  })
})

test('the page of a university has the marks of a page', () => {
  const render = (text: string): string => new MarkdownIt({ html: false }).render(text)
  expectText('page.universite.html', renderHtml(publish(sample('universite'), 'fr', noon, { versions: earlier }), render as never, { now: true }).replaceAll(/(<\/(?:tr|li|p|h\d|section|table|dl|nav|header)>)/g, '$1\n'))
})
