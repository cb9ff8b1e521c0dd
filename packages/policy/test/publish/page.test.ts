import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { compile } from '../../src/compile.ts'
import { renderHtml } from '../../src/publish/html.ts'
import { renderMarkdown } from '../../src/publish/markdown.ts'
import { publish } from '../../src/publish/publish.ts'
import { readable, sample } from '../sample.ts'
import { markdown, noon } from './reading.ts'
import { wholePolicy } from './whole.ts'

const valley = sample('village-internet')
const payroll = sample('payroll')
const whole = wholePolicy()

describe('the page', () => {
  const document = publish(valley, 'fr', noon, { previous: payroll })
  test('marks today and says what is open only when a moment is given', () => {
    const [still, now] = [renderHtml(document, markdown), renderHtml(document, markdown, { now: true })]
    expect(still).not.toContain('class="today"')
    expect(still).not.toContain('Ouvre à')
    expect(now.match(/class="today"/g)!.length).toBeGreaterThan(0)
    expect(readable(now)).toContain('<strong>Ouvre à 14 h 00</strong>')
    expect(renderMarkdown(document)).not.toContain('Ouvre à')
  })

  const root = new URL('../../../../', import.meta.url)
  const files = ['policies', 'samples'].flatMap((folder) => readdirSync(new URL(folder, root)).map((name) => [name, new URL(`${folder}/${name}/policy.yaml`, root)] as const)).filter(([, file]) => existsSync(file))
  const written = files.map(([name, file]) => [name, compile([{ file: name, text: readFileSync(file, 'utf8') }]).policy!] as const)
  test.each([...written, ['whole', whole] as const])('%s: every fragment that a value, a table or the contents name is there once', (_, policy) => {
    for (const lang of ['fr', 'en'] as const) {
      const html = renderHtml(publish(policy, lang, noon), markdown)
      const ids = [...html.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id)
      expect(new Set(ids).size).toBe(ids.length)
      for (const [, anchor] of html.matchAll(/href="#([^"]+)"/g)) expect(ids).toContain(anchor)
      const text = renderMarkdown(publish(policy, lang, noon))
      const slugs = [...text.matchAll(/^#+ (.+)$/gm)].map(([, title]) => title!.toLowerCase().replaceAll(/[^\p{L}\p{N}\s_-]/gu, '').replaceAll(/\s/g, '-'))
      for (const [, anchor] of text.matchAll(/\]\(#([^)]+)\)/g)) expect(slugs).toContain(anchor)
    }
  })

  test('rules of one name, and tables of one metric, give their fragment once', () => {
    const twice = wholePolicy((text) => text.replace('  - { name: restored,', `  - { name: quick, metric: first_reply, when: { channel: mail, tier: pro, priority: high }, within: 5min, counted: elapsed, statistic: each, bond: objective }
        - { name: quicker, metric: first_reply, when: { channel: mail, tier: plus, priority: high }, within: 6min, counted: elapsed, statistic: each, bond: objective }
        - { name: restored,`))
    expect(publish(twice, 'fr', noon).tables).toHaveLength(2)
    const ids = [...renderHtml(publish(twice, 'fr', noon), markdown).matchAll(/ id="([^"]+)"/g)].map(([, id]) => id)
    expect(ids.filter((id) => id === 'promises-first_reply')).toHaveLength(1)
  })

  test('a value leads to the clause that sets it, and in that clause to the table that tells it', () => {
    const html = renderHtml(publish(payroll, 'fr', noon), markdown)
    const own = renderHtml(document, markdown)
    expect(own).toContain('<a href="#hours-desk" class="live" data-path="calendar.desk"')
    const links = [...html.matchAll(/<a href="#([^"]+)" class="live"[^>]*title="Article ([^"]+)"/g)]
    expect(links.length).toBeGreaterThan(0)
  })

  test('numbers its printed pages and names its version on each, whatever the title says', () => {
    const odd = { ...document, title: 'L’aide "</style>{} aux abonnés' }
    const html = renderHtml(odd, markdown)
    expect(html).toContain('counter(page) " / " counter(pages)')
    expect(html).toContain('@bottom-left { content: "L’aide   /style    aux abonnés · Version 3"')
    expect(html.match(/<\/style>/g)).toHaveLength(1)
  })
})
