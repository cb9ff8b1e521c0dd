import { existsSync, readdirSync, readFileSync } from 'node:fs'
import MarkdownIt from 'markdown-it'
import { describe, expect, test } from 'vitest'
import type { Lang } from '../../src/model.ts'
import type { Policy } from '../../src/policy.ts'
import { renderHtml } from '../../src/publish/html.ts'
import { renderMarkdown } from '../../src/publish/markdown.ts'
import { publish, type Publication } from '../../src/publish/publish.ts'
import { publishWeeks } from '../../src/publish/week.ts'
import type { Block, Cell } from '../../src/publish/sections.ts'
import { policyText } from '../support/policy.ts'
import { at, readable, sample } from '../sample.ts'
import { compile } from '../../src/compile.ts'
import { wholePolicy } from './whole.ts'

const valley = sample('village-internet')
const payroll = sample('payroll')
const whole = wholePolicy()
const noon = at('2026-10-06T12:00')
const markdown = (text: string) => new MarkdownIt({ html: false }).render(text)

const told = (cell: Cell | undefined) => readable((cell ?? []).map((line) => line.map(({ text }) => text).join('')).join(' / '))
function blocks(policy: Policy, section: string, lang: Lang = 'fr', when = noon, more: Publication = {}): readonly Block[] {
  return publish(policy, lang, when, more).sections.find(({ id }) => id === section)?.blocks ?? []
}
function table(policy: Policy, section: string, caption: string, lang: Lang = 'fr', when = noon): (string | null)[][] {
  const found = blocks(policy, section, lang, when).find((block) => block.is === 'table' && readable(block.caption) === caption)
  return found?.is === 'table' ? found.rows.map(({ cells }) => cells.map(told)) : []
}
const made = (means: string) => {
  const { policy, findings } = compile([{ file: 'policy.yaml', text: policyText({ means }) }])
  if (!policy) throw new Error(findings.map(({ message }) => message.en).join('\n'))
  return policy
}

describe('the week', () => {
  const calendar = (name: string, when = noon) => publish(valley, 'fr', when).calendars.find((one) => one.name === name)!
  const days = (of: { day: string; words: string; today: boolean }[]) => of.map(({ day, words, today }) => `${day} ${readable(words)}${today ? ' *' : ''}`)

  test('is told day by day, with the day of the instant', () => {
    expect(days(calendar('desk').ordinary)).toEqual([
      'lundi 9 h 00 – 12 h 00 et 14 h 00 – 18 h 00', 'mardi 9 h 00 – 12 h 00 et 14 h 00 – 18 h 00 *', 'mercredi 9 h 00 – 12 h 00 et 14 h 00 – 18 h 00',
      'jeudi 9 h 00 – 12 h 00 et 14 h 00 – 18 h 00', 'vendredi 9 h 00 – 12 h 00 et 14 h 00 – 18 h 00', 'samedi 9 h 00 – 12 h 00', 'dimanche fermé',
    ])
  })

  test('of a season stands apart, and has the day while it lasts', () => {
    const [summer] = calendar('desk', at('2026-07-10T12:00')).seasons
    expect(readable(summer!.when)).toBe('du 1er juillet au 31 août')
    expect(days(summer!.days)[4]).toBe('vendredi 8 h 00 – 13 h 00 *')
    expect(days(calendar('desk', at('2026-07-10T12:00')).ordinary).join()).not.toContain('*')
    expect(days(calendar('desk').seasons[0]!.days).join()).not.toContain('*')
  })

  test.each([
    ['fr', { from: '2026-07-01' }, 'à partir du 1er juillet 2026'], ['en', { from: '2026-07-01' }, 'from 1 July 2026'], ['fr', { until: '2026-12-31' }, 'jusqu’au 31 décembre 2026'], ['en', { until: '2026-12-31' }, 'until 31 December 2026'],
    ['fr', { from: '2026-07-01', until: '2026-12-31' }, 'du 1er juillet 2026 au 31 décembre 2026'], ['en', { yearly: { from: '07-01', until: '12-31' } }, 'from 1 July to 31 December'],
  ] as const)('says how long other hours last (%s, %j)', (lang, period, when) => {
    const spec = { kind: 'weekly', name: 'desk', zone: 'Europe/Paris', holidays: 'none', exceptions: [], periods: [{ week: {} }, { ...period, week: { 2: [{ from: 540, to: 720 }] } }] } as const
    const { ordinary, seasons: [season] } = publishWeeks(spec, 'Europe/Paris', lang, noon, () => '')
    expect(readable(season!.when)).toBe(when)
    expect([ordinary, season!.days].map((days) => days.filter(({ today }) => today).map(({ spans }) => spans))).toEqual([[], [[{ from: 540, to: 720 }]]])
  })

  test('cuts nights at midnight, and knows what is open all the time', () => {
    const named = new Map(publish(whole, 'fr', noon).calendars.map((one) => [one.name, one]))
    expect(named.get('night')!.restOf).toBe('office')
    expect(named.get('small_hours')!.ordinary[0]!.spans).toEqual([{ from: 0, to: 360 }, { from: 1320, to: 1440 }])
    expect(publish(wholePolicy((text) => text.replace('hours: ["22:00-06:00"]', 'hours: ["00:00-24:00"]')), 'fr', noon).calendars.map(({ always }) => always)).toEqual([false, false, true])
  })
})

describe('the special days of the year to come', () => {
  const days = (when: string, name = 'desk') => publish(valley, 'fr', at(when)).calendars.find((one) => one.name === name)!.special
    .map(({ date, label, hours }) => `${readable(date)} · ${label} · ${readable(hours)}`)

  test('are holidays, closures and half-days, from today on, for twelve months', () => {
    const found = days('2026-11-11T09:00')
    expect(found[0]).toBe('mercredi 11 novembre 2026 · Armistice de 1918 · fermé')
    expect(found[1]).toBe('jeudi 24 décembre 2026 · Veille de Noël · 9 h 00 – 12 h 00')
    expect(found.at(-1)).toBe('lundi 1er novembre 2027 · Toussaint · fermé')
    expect(days('2026-11-12T09:00')[0]).toContain('24 décembre')
  })

  test('leave out a holiday on a day when nobody is there anyway', () => {
    // 1 May 2027 is a Saturday: the desk opens on Saturdays, the technicians do not.
    expect(days('2026-10-06T12:00').join()).toContain('samedi 1er mai 2027')
    expect(days('2026-10-06T12:00', 'field').join()).not.toContain('1er mai')
  })

  test('are one table for all the calendars that have some', () => {
    const rows = table(valley, 'hours', 'Jours particuliers d’ici au 5 octobre 2027')
    expect(rows).toContainEqual(['Jeudi 24 décembre 2026', 'Veille de Noël', '9 h 00 – 12 h 00', 'comme à l’ordinaire'])
    expect(rows).toContainEqual(['Vendredi 25 décembre 2026', 'Noël', 'fermé', 'fermé'])
    // Closed on Saturdays anyway, which is not told as what one would have to look up.
    expect(rows).toContainEqual(['Samedi 1er mai 2027', 'Fête du Travail', 'fermé', 'fermé'])
  })

  const open = (calendars: string) => {
    const { policy, findings } = compile([{ file: 'policy.yaml', text: policyText({ more: `- { id: "open", says: { fr: "Nos heures.", en: "Our hours." }, means: { calendars: ${calendars} } }` }) }])
    if (!policy) throw new Error(findings.map(({ message }) => message.en).join())
    return policy
  }
  test('do not tell what a season says under its own name, and a season without hours is one line', () => {
    const seasons = open('{ alpha: { days: weekdays, hours: ["08:00-12:00"], holidays: none, seasons: [ { label: { fr: Examens, en: Exams }, from: 2026-12-12, until: 2026-12-22, week: { mon-sat: ["08:00-18:00"] } }, { label: { fr: Été, en: Summer }, from: 05-01, until: 08-29, week: {} } ] } }')
    const text = blocks(seasons, 'hours').flatMap((block) => (block.is === 'text' ? block.lines.map((line) => readable(line.map((part) => part.text).join(''))) : []))
    expect(text).toEqual(expect.arrayContaining(['Examens, du 12 décembre 2026 au 22 décembre 2026', 'Été, du 1er mai au 29 août · fermé']))
    expect(blocks(seasons, 'hours').flatMap((block) => (block.is === 'week' && block.caption.includes('alpha') ? [block.days.filter(({ spans }) => spans.length > 0).length] : []))).toEqual([5, 6])
    expect(publish(seasons, 'fr', noon).calendars.find(({ name }) => name === 'alpha')!.special).toEqual([])
  })

  test('tell a closing of two calendars on one line, and never as usual of a day on which one of them is closed', () => {
    const hours = (days: string, closures: string) => `{ days: ${days}, hours: ["08:00-12:00"], holidays: none, closures: [ ${closures} ] }`
    const [break_, eve] = ['{ from: 2026-12-23, until: 2027-01-03, label: { fr: Congé, en: Break } }', '{ on: 2026-12-30, label: { fr: Inventaire, en: Stock } }']
    const both = open(`{ alpha: ${hours('weekdays', break_)}, beta: ${hours('[mon, tue, wed, thu]', break_)}, gamma: ${hours('weekdays', eve)} }`)
    expect(table(both, 'hours', 'Jours particuliers d’ici au 5 octobre 2027')).toEqual([
      ['Du 23 décembre 2026 au 1er janvier 2027', 'Congé', 'fermé', 'fermé', 'voir les autres lignes'],
      ['Mercredi 30 décembre 2026', 'Inventaire', 'fermé', 'fermé', 'fermé'],
    ])
    const shorter = open(`{ alpha: ${hours('weekdays', break_)}, beta: ${hours('weekdays', break_.replace('2027-01-03', '2026-12-29'))} }`)
    expect(table(shorter, 'hours', 'Jours particuliers d’ici au 5 octobre 2027')).toEqual([
      ['Du 23 au 29 décembre 2026', 'Congé', 'fermé', 'fermé'],
      ['Du 23 décembre 2026 au 1er janvier 2027', 'Congé', 'fermé', 'voir les autres lignes'],
    ])
  })

  test('tell a closing of two weeks once, its weekends included, and leave out a calendar without any', () => {
    expect(publish(whole, 'fr', noon).calendars.flatMap(({ special }) => special)).toEqual([])
    const works = sample('village-internet', (text) => text.replace('closures: [ { on: 2026-12-24', 'closures: [ { from: 2027-09-06, until: 2027-09-18, label: { fr: Congés, en: Holidays } }, { on: 2026-12-24'))
    const [fr, en] = (['fr', 'en'] as const).map((lang) => publish(works, lang, noon).calendars[0]!.special.find(({ from }) => from === '2027-09-06')!)
    expect([readable(fr!.date), fr!.hours, fr!.until]).toEqual(['du 6 au 18 septembre 2027', 'fermé', '2027-09-18'])
    expect(readable(en!.date)).toBe('6 to 18 September 2027')
  })
})

describe('promise tables', () => {
  test('by level and priority come from a table of the policy, what differs in each cell', () => {
    expect(table(whole, 'promises', 'Réponse, par niveau et priorité')).toEqual([
      ['PRO', '15 minutes ouvrées (office) / garantie', '2 heures ouvrées (office) / garantie'],
      ['PLUS', '1 heure ouvrée (office) / objectif', '4 heures ouvrées (office) / objectif'],
      ['Libre', '24 h / objectif', 'pas d’engagement de délai'],
    ])
    expect(table(whole, 'promises', 'Reply, by level and priority', 'en')[0]![1]).toBe('15 minutes of business time (office) / guaranteed')
  })

  const target = (name: string, when: string, within: string) => `{ name: ${name}, metric: first_reply, when: ${when}, within: ${within}, counted: elapsed, statistic: each, bond: objective }`
  test('come from plain promises that differ only by level, the rest told once', () => {
    const plain = made(`targets: [ ${target('a', '{ tier: pro, channel: mail }', '1h')}, ${target('b', '{ tier: [plus, free], channel: mail }', '2h')} ]`)
    expect(table(plain, 'promises', 'Réponse, par niveau')).toEqual([['PRO', '1 h'], ['PLUS et Libre', '2 h']])
    const note = blocks(plain, 'promises').find(({ is }) => is === 'text')
    expect(note?.is === 'text' && told(note.lines)).toBe('Canal : Courrier. Engagement : objectif. Article 1')
  })

  test('of a table whose cases are not those of each level say in each cell when', () => {
    const cases = made('targets: [ { name: a, metric: first_reply, when: [ { tier: pro, kind: urgent }, { tier: free, kind: billing }, { tier: [free, plus], channel: mail } ], within: { by: tier, pro: 1h, free: 2h, plus: 3h }, counted: elapsed, statistic: each, bond: objective } ]')
    expect(table(cases, 'promises', 'Réponse, par niveau')).toEqual([['PRO', '1 h / Type de demande : Urgence'], ['PLUS', '3 h / Canal : Courrier'], ['Libre', '2 h / Type de demande : Facturation ; ou Canal : Courrier']])
  })

  test('do not mix what differs by something else', () => {
    const mixed = made(`targets: [ ${target('a', '{ tier: pro, channel: mail }', '1h')}, ${target('b', '{ tier: plus, channel: portal }', '2h')} ]`)
    expect(publish(mixed, 'fr', noon).tables).toEqual([])
    expect(table(mixed, 'promises', 'Réponse').map(([, when]) => when)).toEqual(['Niveau : PRO, Canal : Courrier', 'Niveau : PLUS, Canal : Portail'])
  })

  test('name the level that is left when the others are told', () => {
    const rest = made(`targets: [ ${target('a', '{ tier: pro }', '1h')}, ${target('b', '{ }', '3h')} ]`.replace('when: { }, ', ''))
    expect(table(rest, 'promises', 'Réponse, par niveau')).toEqual([['PRO', '1 h'], ['tous les autres', '3 h']])
  })
})

describe('matrices', () => {
  const matrix = wholePolicy((text) => text.replace('priority: [ { is: normal }, { when: { kind: urgent }, is: high } ]', 'priority: [ { matrix: [kind, tier], rows: { technical: [high, normal, normal], billing: [normal, normal, normal], urgent: [high, high, normal] } } ]'))
  test('show how priority follows from two facts, each cell leading to its clause', () => {
    const [shown] = blocks(matrix, 'priorities')
    expect(shown?.is === 'table' && [readable(shown.caption), shown.heads[1], shown.heads[3]]).toEqual(['Priorité, par type de demande et niveau', 'PRO', 'Libre'])
    expect(shown?.is === 'table' && shown.rows.map(({ cells }) => cells.map(told))).toEqual([
      ['Technique', 'Haute', 'Normale', 'Normale'], ['Facturation', 'Normale', 'Normale', 'Normale'], ['Urgence', 'Haute', 'Haute', 'Normale'],
    ])
    expect(shown?.is === 'table' && shown.rows[0]!.cells[1]![0]![0]!.href).toBe('#art-1')
  })
  test('are not made of rules that are none', () => {
    expect(blocks(whole, 'priorities')).toEqual([])
  })
})

describe('hours on the customer’s own wall', () => {
  test('say so', () => {
    const own = wholePolicy((text) => text.replace('office: { days: weekdays', 'office: { zone: customer, days: weekdays').replace('facts:\n', 'facts:\n  customer_zone: { default: Europe/Paris }\n'))
    expect(blocks(own, 'hours').some((block) => block.is === 'text' && told(block.lines)!.includes('À votre heure, là où vous êtes.'))).toBe(true)
    expect(blocks(whole, 'hours').some((block) => block.is === 'text' && told(block.lines)!.includes('À votre heure'))).toBe(false)
  })
})

describe('what it costs', () => {
  test('is told without and with the tax of the day, and how it is counted', () => {
    const rows = table(whole, 'prices', 'Prix')
    expect(rows.map(([what, net, gross]) => [what, net, gross])).toEqual([
      ['Conseil', 'gratuit', ''], ['Inscription', 'jamais facturé', ''], ['Installation complète', '90,00 €', '108,00 €'], ['Dépannage', '60,00 € l’heure', '72,00 € l’heure'],
    ])
    expect(rows[3]![3]).toBe('Les 15 minutes du début sont offertes / Par tranche de 30 minutes, toute tranche commencée est due / Jamais plus que l’estimation du devis accepté / Arrondi d’abord, plafonné ensuite / Seulement après votre accord sur un devis')
    const past = table(whole, 'prices', 'Prices', 'en', at('2013-12-31T12:00'))
    expect(past[2]!.slice(0, 3)).toEqual(['Whole installation', '€90.00', '€107.64'])
  })

  test('shows an amount that holds the tax without it', () => {
    const included = wholePolicy((text) => text.replace('is: flat, amount: "90.00"', 'is: flat, amount: "90.00", tax: included'))
    expect(table(included, 'prices', 'Prix')[2]!.slice(1, 3)).toEqual(['75,00 €', '90,00 €'])
  })

  test('tells surcharges, factors and rates, or that there are none', () => {
    expect(table(whole, 'prices', 'Majorations')).toEqual([['Nuit', '+50 %', 'prices']])
    expect(table(whole, 'prices', 'Coefficient')).toEqual([['Niveau : PRO', '90 %', 'prices']])
    expect(table(wholePolicy((text) => text.replace('name: TVA', 'name: vat')), 'prices', 'Taxe')[0]![0]).toBe('TVA')
    expect(table(whole, 'prices', 'Taxe')).toEqual([['TVA', '19,6 % depuis le 1er avril 2000 / 20 % depuis le 1er janvier 2014', 'prices']])
    const none = wholePolicy((text) => text.replace(/surcharges: .*/, 'surcharges: none').replace(/factors: .*/, ''))
    expect(blocks(none, 'prices').some((block) => block.is === 'text' && told(block.lines) === 'Aucune majoration. Article prices')).toBe(true)
  })

  test('tells fees, credits and rights, each with what bounds it', () => {
    expect(table(whole, 'prices', 'Fees', 'en')).toEqual([[
      'Misused call / Channel: Courrier', '€350.00', '€420.00',
      'Per call / Ruled on by the head of support, never automatic / Never without the price having been announced before / May be contested for 15 days / Never for: Consumer: yes', 'fees',
    ]])
    expect(table(whole, 'prices', 'Avoirs')[0]).toEqual(['Au-delà du délai « Remise en service », pour chaque tranche commencée de 1 h', '10 % de « Abonnement mensuel »', 'au plus 100 % de « Abonnement mensuel »', 'fees'])
    expect(table(whole, 'prices', 'Avoirs')[2]!.slice(0, 3)).toEqual(['Disponibilité sous 99 % sur un mois', '25 % de « Abonnement mensuel »', 'à demander dans les 30 jours'])
    expect(table(whole, 'prices', 'Ce qui est compris')).toEqual([
      ['Carnet d’heures', '10 h', 'Par 5 minutes commencées / Au moins 15 minutes / Valable 12 mois', 'facturé au prix ci-dessus', 'fees'],
      ['included / Niveau : Libre', '10 demandes par mois', 'Le reste est reporté sur une période, 5 demandes au plus', 'sur devis', 'fees'],
    ])
    expect(blocks(valley, 'prices')).toEqual([])
  })
})

describe('when something applies in several cases', () => {
  const many = (when: string) => table(wholePolicy((text) => text.replace('label: { fr: Appel abusif, en: Misused call }, when: { channel: mail }', `label: { fr: Appel abusif, en: Misused call }, when: ${when}`)), 'prices', 'Frais')[0]![0]
  test('what the cases share is told once, then each case on its line', () => {
    expect(many('[ { channel: mail, tier: pro }, { channel: mail, kind: [technical, billing] } ]')).toBe('Appel abusif / Canal : Courrier, et l’un de ces cas : / – Niveau : PRO / – Kind : Technique ou Facturation'.replace('Kind', 'Type de demande'))
    expect(many('[ { tier: pro }, { kind: billing } ]')).toMatch(/^Appel abusif \/ – Niveau : PRO \/ – .*Facturation$/)
  })
  test('a case that is all of what they share leaves the others untold', () => {
    expect(many('[ { channel: mail }, { channel: mail, tier: pro } ]')).toBe('Appel abusif / Canal : Courrier')
    expect(many('{ channel: mail, tier: pro }')).toBe('Appel abusif / Canal : Courrier, Niveau : PRO')
  })
})

describe('what came before', () => {
  const earlier = sample('village-internet', (text) => text.replace('version: "3"', 'version: "2"').replace('mon-fri: ["09:00-12:00", "14:00-18:00"]', 'mon-fri: ["10:00-12:00", "14:00-18:00"]'))
  test('says what changed since the version before, each change leading to its clause', () => {
    const section = publish(valley, 'fr', noon, { previous: earlier }).sections.find(({ id }) => id === 'changes')!
    expect(section.title).toBe('Ce qui a changé depuis la version 2')
    const [list] = section.blocks
    const items = list?.is === 'list' ? list.items : []
    expect(items.map(({ cell }) => told(cell)).join('\n')).toMatch(/Art\. 1 : .*Permanence.*10 h 00/)
    expect(items.find(({ cell }) => told(cell)!.startsWith('Art. 1'))!.cell[0]![0]!.href).toBe('#art-1')
    expect(publish(valley, 'fr', noon).sections.map(({ id }) => id)).not.toContain('changes')
  })

  test('says that nothing changed when nothing did', () => {
    const [same] = blocks(valley, 'changes', 'en', noon, { previous: valley })
    expect(same?.is === 'text' && told(same.lines)).toBe('Nothing changed in the rules.')
  })

  test('lists the earlier versions, with a link where there is one', () => {
    const versions = [{ version: '2', effective: at('2026-01-01T00:00'), href: '/policy/2' }, { version: '1', effective: at('2025-01-01T00:00') }]
    const [list] = blocks(valley, 'versions', 'fr', noon, { versions })
    expect(list?.is === 'list' && list.items.map(({ cell }) => [told(cell), cell[0]![0]!.href])).toEqual([
      ['Version 2, en vigueur à partir du jeudi 1er janvier 2026 à 0 h 00', '/policy/2'], ['Version 1, en vigueur à partir du mercredi 1er janvier 2025 à 0 h 00', undefined],
    ])
  })
})

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
