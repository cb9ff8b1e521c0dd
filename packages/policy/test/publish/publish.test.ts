import MarkdownIt from 'markdown-it'
import { describe, expect, test } from 'vitest'
import { openState } from '../../src/publish/open-state.ts'
import { publish } from '../../src/publish/publish.ts'
import { renderHtml } from '../../src/publish/html.ts'
import { renderParts } from '../../src/publish/live.ts'
import { renderMarkdown } from '../../src/publish/markdown.ts'
import { plain } from '../../src/words/fill.ts'
import { compile } from '../../src/compile.ts'
import { policyOf, policyText } from '../support/policy.ts'
import { at, readable, sample } from '../sample.ts'

const valley = sample('village-internet')
const payroll = sample('payroll')
const markdown = (text: string) => new MarkdownIt({ html: false }).render(text)

describe('the published document', () => {
  const french = publish(valley, 'fr', at('2026-10-06T10:00'))
  test('has every clause in order, filled, with an anchor', () => {
    expect(french.clauses.map(({ id, anchor, title }) => [id, anchor, title])).toContainEqual(['5', 'art-5', 'Nos délais'])
    expect(french.clauses.map(({ id }) => id)).toEqual(['1', '2', '3', '4', '5', '6'])
    expect(readable(plain(french.clauses[4]!.says))).toContain('Nous vous rappelons en 4 heures ouvrées (Permanence).')
    expect(french.clauses[0]!.says).toContainEqual({ path: 'address.mail', text: 'aide@vallee.example', clause: '1', href: 'mailto:aide@vallee.example' })
  })

  test('says when it is a translation, and its version and date', () => {
    expect(french.notice).toBeNull()
    expect(publish(valley, 'en', 0 + at('2026-10-06T10:00')).notice).toBe('This is a translation. The French version prevails.')
    expect([french.version, readable(french.effective.words)]).toEqual(['3', '1er septembre 2026'])
    expect(readable(publish(payroll, 'fr', at('2026-10-06T10:00')).effective.words)).toBe('jeudi 15 janvier 2026 à 8 h 00')
  })

  test('lists the ways to reach the provider with their state now and what is promised there', () => {
    expect(french.contacts.map(({ channel, now, access }) => [channel, readable(now.words), access])).toEqual([
      ['phone', 'ouvert jusqu’à 12 h 00', 'open'], ['mail', 'ouvert en permanence', 'open'], ['form', 'ouvert en permanence', 'open'],
    ])
    expect(french.contacts[0]).toMatchObject({ address: { href: 'tel:+33475000000' }, cost: 'prix d’un appel local' })
    expect(french.contacts[0]!.promises.map(({ text }) => readable(text))).toContain('Rappel : 4 heures ouvrées (Permanence), objectif')
    expect(french.contacts[1]!.promises.map(({ text }) => readable(text))).not.toContain('Rappel : 4 heures ouvrées (Permanence), objectif')
  })

  test('hides hidden channels and says what depends on the request', () => {
    const contacts = publish(payroll, 'fr', at('2026-10-06T10:00')).contacts
    expect(contacts.map(({ channel, access }) => [channel, access])).toEqual([['portal', 'open'], ['mail', 'conditional']])
  })

  test('shows a channel that a default shuts as one with conditions: others may use it', () => {
    const means = (when: string) => policyOf(policyText({ facts: 'contract.mail: { type: flag, default: no }' }).replace('{ answer: open }', `{ answer: open }, { when: ${when}, answer: redirect, instead: { channel: portal } }`))
    const accessOf = (when: string) => publish(means(when), 'fr', at('2026-10-06T10:00')).contacts.find(({ channel }) => channel === 'mail')
    expect(accessOf('{ channel: mail, contract.mail: no }')).toMatchObject({ access: 'conditional', accessWords: 'sous conditions' })
    expect(accessOf('{ channel: mail }')).toMatchObject({ access: 'closed', promises: [] })
  })

  test('gives the week of each calendar as seven rows, holidays marked', () => {
    const week = publish(valley, 'fr', at('2026-11-10T10:00')).calendars[0]!.week
    expect(week.map(({ day, open, holiday }) => `${day} ${open.length}${holiday ? ' férié' : ''}`)).toEqual(['lundi 2', 'mardi 2', 'mercredi 0 férié', 'jeudi 2', 'vendredi 2', 'samedi 1', 'dimanche 0'])
  })

  test('tells each promise with its condition and how firm it is; an average is never guaranteed', () => {
    const told = publish(payroll, 'fr', at('2026-10-06T10:00')).promises.map(({ target, value, when, bond }) => [target, readable(value), readable(when), readable(bond)])
    expect(told).toContainEqual(['reply-base', '6 heures ouvrées (Assistance)', null, 'objectif, en moyenne sur un mois'])
    expect(told).toContainEqual(['reply-serenity', 'selon votre contrat', 'Contrat : Sérénité, Délai de réponse du contrat : prévu au contrat', 'garantie'])
    expect(told).toContainEqual(['fix', 'pas d’engagement de délai', null, ''])
  })

  test('keeps the order in which promises are written, and falls back to the language that prevails', () => {
    expect(french.promises.map(({ target }) => target)).toEqual(['callback', 'repair', 'repair-town', 'move'])
    const only = sample('payroll', (text) => text.replace('published: [fr, en]', 'published: [fr]'))
    expect(publish(only, 'en', at('2026-10-06T10:00'))).toMatchObject({ lang: 'fr', notice: null, title: 'Assistance aux gestionnaires de paie' })
  })

  test('keeps that order through several clauses, files and rules on one line', () => {
    const target = (name: string, kind: string) => `{ name: ${name}, metric: resolution, when: { kind: ${kind} }, within: 2h, counted: elapsed, statistic: each, bond: none }`
    const ways = ['  - { id: Z, says: Un, means: { targets: [ ', ' ] } }\n']
    const { policy } = compile([
      { file: 'b.yaml', text: policyText({ more: `- { id: "2", says: Un, means: { targets: [ ${target('second', 'urgent')}, ${target('third', '[urgent, billing]')} ] } }\n- { id: "3", says: Un, means: { targets: [ ${target('fourth', '[urgent, billing, technical]')} ] } }` }) },
      { file: 'a.yaml', text: `clauses:\n${ways.join(target('last', 'billing').replace('resolution', 'callback'))}` },
    ])
    expect(publish(policy!, 'fr', at('2026-10-06T10:00')).promises.map((promise) => promise.target)).toEqual(['second', 'third', 'fourth', 'last'])
  })

  test('names who states a precision, in the language of the page', () => {
    const both = sample('payroll', (text) => text.replace('by: Claire Dubois', 'by: { fr: "Claire Dubois, assistance", en: "Claire Dubois, support" }'))
    const by = (lang: 'fr' | 'en') => publish(both, lang, at('2026-10-06T10:00')).declared[0]!.declared!.by
    expect([by('fr'), by('en')]).toEqual(['Claire Dubois, assistance', 'Claire Dubois, support'])
  })

  test('has a glossary and the statements that close gaps', () => {
    const document = publish(payroll, 'en', at('2026-10-06T10:00'))
    expect(document.glossary).toEqual([{ name: 'reply', term: 'first reply', means: 'The first reply written by a person.', aliases: ['retour'], clause: 'A4' }])
    expect(document.declared).toMatchObject([{ id: 'P1', declared: { by: 'Claire Dubois', on: '2026-01-10' } }])
  })
})

describe('open now', () => {
  const desk = valley.calendars.get('desk')!.calendar
  const told = (when: string, lang: 'fr' | 'en' = 'fr') => readable(openState(desk, at(when), 'Europe/Paris', lang).words)
  test.each([
    ['2026-10-06T10:00', 'ouvert jusqu’à 12 h 00', 'open until 12:00'],
    ['2026-10-06T12:00', 'ouvre à 14 h 00', 'opens at 14:00'],
    ['2026-10-06T20:00', 'ouvre demain à 9 h 00', 'opens tomorrow at 9:00'],
    ['2026-10-10T12:30', 'ouvre le lundi 12 octobre à 9 h 00', 'opens Monday 12 October at 9:00'],
  ])('%s', (when, fr, en) => {
    expect(told(when)).toBe(fr)
    expect(told(when, 'en')).toBe(en)
  })
})

describe('rendering', () => {
  const document = publish(valley, 'fr', at('2026-10-06T10:00'))
  test('Markdown has the clauses and the tables', () => {
    const text = readable(renderMarkdown(document)) ?? ''
    expect(text).toContain('## 5. Nos délais')
    expect(text).toContain('| Rappel | Canal : Téléphone | [4 heures ouvrées (Permanence)](#5-nos-délais) | objectif | [5](#5-nos-délais) |')
  })

  test('both tell what a call costs, beside the number', () => {
    expect(readable(renderMarkdown(document))).toContain('| [+33 4 75 00 00 00](tel:+33475000000) · Coût de l’appel : prix d’un appel local |')
    expect(readable(renderHtml(publish(valley, 'en', at('2026-10-06T10:00')), markdown))).toContain('</a><br><small>Cost of the call: price of a local call</small>')
    const unreachable = sample('village-internet', (text) => text.replace('          address: phone\n', ''))
    expect(renderHtml(publish(unreachable, 'en', at('2026-10-06T10:00')), markdown)).toContain('<td data-label="Address"><small>Cost of the call')
  })

  test('HTML stands alone: language, one main heading, headers of tables, no script, nothing from outside', () => {
    const html = renderHtml(document, markdown)
    expect(html).toContain('<html lang="fr">')
    expect(html.match(/<h1>/g)).toHaveLength(1)
    expect(html).toContain('<th scope="col">')
    expect(html).not.toMatch(/<script|<link|<img|url\(/)
    expect(html).toContain('<a href="#promise-callback" class="live" data-path="target.callback" title="Article 5">')
    const anchors = [...html.matchAll(/href="#([^"]+)"/g)].map(([, anchor]) => anchor)
    for (const anchor of anchors) expect(html).toContain(`id="${anchor}"`)
  })

  test('nothing that a policy says becomes markup', () => {
    const hostile = sample('village-internet', (text) => text
      .replace('name: Vallée Internet', 'name: "<img src=x onerror=alert(1)>"')
      .replace('{ percent: "90" }', '{ text: "<b onclick=x>**90**</b>" }')
      .replace('Une panne est réparée', '[ici](javascript:alert) une panne est réparée')
      .replace('An outage is repaired', '[here](javascript:alert) an outage is repaired'))
    const html = renderHtml(publish(hostile, 'fr', at('2026-10-06T10:00')), markdown)
    expect(html).not.toMatch(/<img|<b onclick|href="javascript/)
    expect(html).toContain('&lt;b onclick=x&gt;**90**&lt;/b&gt;')
  })

  test('a live value inside the address of a link is the address itself', () => {
    const parts = ['Voyez [la page](', { text: 'vallee.example', path: 'address.form', href: 'https://vallee.example/aide' }, ').']
    expect(renderParts(parts, markdown, () => 'LIVE')).toBe('<p>Voyez <a href="https://vallee.example/aide">la page</a>.</p>\n')
  })

  test('an accent that is no colour is left out', () => {
    expect(renderHtml({ ...document, provider: { ...document.provider, accent: 'red;} body{display:none' } }, markdown)).not.toContain('display:none')
  })
})
